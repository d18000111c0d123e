import type {
  GetFunctionCodeSigningConfigRequest,
  GetFunctionEventInvokeConfigRequest,
  GetFunctionUrlConfigRequest,
} from '@aws-sdk/client-lambda'
import type { Call, With } from '../context.ts'
import { lambdaNotFound } from '../wire/awsError.ts'
import { functionArn, readTarget } from './functionName.ts'
import { getFunctionRecord, latest } from './lookup.ts'

/**
 * What no function of this cloud has, since setting it answers 501: to ask for it gets AWS's answer for a function
 * without it (test_ops_on_nonexisting_fn, test_ops_on_nonexisting_version).
 */
export const unsetHandlers = {
  GetFunctionUrlConfig(input: With<GetFunctionUrlConfigRequest, 'FunctionName'>, call: Call): never {
    readTarget(call, input.FunctionName, input.Qualifier)
    throw lambdaNotFound('The resource you requested does not exist.')
  },

  GetFunctionEventInvokeConfig(
    input: With<GetFunctionEventInvokeConfigRequest, 'FunctionName'>,
    call: Call,
  ): never {
    const { name, qualifier = latest } = readTarget(call, input.FunctionName, input.Qualifier)
    throw lambdaNotFound(
      `The function ${functionArn(call, name, qualifier)} doesn't have an EventInvokeConfig`,
    )
  },

  GetFunctionCodeSigningConfig(input: With<GetFunctionCodeSigningConfigRequest, 'FunctionName'>, call: Call) {
    const { name } = readTarget(call, input.FunctionName)
    getFunctionRecord(call, name)
    return { FunctionName: name }
  },
}
