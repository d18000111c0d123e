import type { LambdaHandlers } from '../context.ts'
import { maxUnzipped, maxZipped } from './code/codePackage.ts'
import { accountLimit, reservedByOthers } from './concurrency.ts'
import { functions, versions } from './records.ts'

/** AWS's limits for every account; of code, 75 GB. */
const limits = {
  TotalCodeSize: 80_530_636_800,
  CodeSizeUnzipped: maxUnzipped,
  CodeSizeZipped: maxZipped,
  ConcurrentExecutions: accountLimit,
}

export const accountHandlers = {
  GetAccountSettings(_input, call) {
    const latest = call.scope.list(functions)
    const all = latest.flatMap((record) => [record, ...call.scope.list(versions, record.functionName)])
    return {
      AccountLimit: {
        ...limits,
        UnreservedConcurrentExecutions: accountLimit - reservedByOthers(call.scope),
      },
      AccountUsage: {
        TotalCodeSize: all.reduce((sum, { deployed }) => sum + deployed.configuration.CodeSize, 0),
        FunctionCount: latest.length,
      },
    }
  },
} satisfies LambdaHandlers
