import type { Call, LambdaHandlers } from '../context.ts'
import type { Scope } from '../store/store.ts'
import { AwsError, untypedInvalidParameter } from '../wire/awsError.ts'
import { functionArn, readFunctionName } from './functionName.ts'
import { findFunction, functionNotFound, latest } from './lookup.ts'
import { concurrencies, functions } from './records.ts'

/** AWS's limit for an account, and how much of it no function may take from the others. */
export const accountLimit = 1000
const leastUnreserved = 100

export const reservedOf = (scope: Scope, functionName: string): number | undefined =>
  scope.get(concurrencies, functionName)?.reserved

/** What all functions of the account but one have reserved. */
export const reservedByOthers = (scope: Scope, functionName?: string): number =>
  scope
    .list(concurrencies)
    .filter((record) => record.functionName !== functionName)
    .reduce((sum, { reserved }) => sum + reserved, 0)

/** Body and text as AWS sends them (`Reason` tells the SDKs which limit it was). */
export const tooManyRequests = (isReserved: boolean) =>
  new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.', {
    Reason: `${isReserved ? 'ReservedFunctionConcurrent' : 'Concurrent'}InvocationLimitExceeded`,
  })

/** test_function_concurrency_exceptions. */
const wholeOnly =
  'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.'

function readFunction(call: Call, functionName: string): string {
  const name = readFunctionName(call, functionName, wholeOnly)
  findFunction(call, name)
  return name
}

export const concurrencyHandlers = {
  PutFunctionConcurrency(input, call) {
    const functionName = readFunctionName(call, input.FunctionName, wholeOnly)
    // Only here the version is named that was not asked for; GetFunctionConcurrency names none (test_ops_on_nonexisting_fn).
    if (!call.scope.get(functions, functionName))
      throw functionNotFound(functionArn(call, functionName, latest))
    const reserved = input.ReservedConcurrentExecutions
    if (reservedByOthers(call.scope, functionName) + reserved > accountLimit - leastUnreserved)
      throw untypedInvalidParameter(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
      )
    call.scope.put(concurrencies, functionName, { functionName, reserved })
    return { ReservedConcurrentExecutions: reserved }
  },

  GetFunctionConcurrency(input, call) {
    return { ReservedConcurrentExecutions: reservedOf(call.scope, readFunction(call, input.FunctionName)) }
  },

  DeleteFunctionConcurrency(input, call) {
    const functionName = readFunction(call, input.FunctionName)
    if (reservedOf(call.scope, functionName) !== undefined) call.scope.delete(concurrencies, functionName)
    return {}
  },
} satisfies LambdaHandlers
