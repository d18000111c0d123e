import type { Call, Handlers } from '../context.ts'
import { parseFunctionArn } from './functionName.ts'
import { latest } from './lookup.ts'
import { allows } from './policy.ts'
import { policies } from './records.ts'

interface Named {
  readonly FunctionName?: unknown
  readonly Qualifier?: unknown
}

/** IAM's name of an operation is the operation's, but for one. */
const actionOf = (operation: string) => `lambda:${operation === 'Invoke' ? 'InvokeFunction' : operation}`

/**
 * A call for another account's function runs there, where the function's policy lets the caller's account in
 * (developer guide, access-control-resource-based). Where not, it stays the caller's, who is refused.
 */
function whereItRuns(operation: string, { FunctionName, Qualifier }: Named, call: Call): Call {
  const arn = typeof FunctionName === 'string' && FunctionName.startsWith('arn:') ? FunctionName : ''
  const target = parseFunctionArn(arn)
  if (!target || target.account === call.account || target.region !== call.region) return call
  const qualifier = typeof Qualifier === 'string' ? Qualifier : (target.qualifier ?? latest)
  const scope = call.host.store.scope(target.account, target.region)
  const statements = scope.get(policies, qualifier, target.name)?.statements ?? []
  const access = { principal: `arn:aws:iam::${call.account}:root`, action: actionOf(operation) }
  return allows(statements, access) ? { ...call, account: target.account, scope } : call
}

/** Lets every operation reach the functions of other accounts that let it. */
export const acrossAccounts = (handlers: Handlers): Handlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([operation, handler]) => [
      operation,
      (input: never, call: Call) => handler(input, whereItRuns(operation, input, call)),
    ]),
  )
