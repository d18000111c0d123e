import type { Call, LambdaHandlers } from '../context.ts'
import { lambdaNotFound } from '../wire/awsError.ts'
import { functionArn, readTarget } from './functionName.ts'
import { findFunction, latest } from './lookup.ts'

const none = (member: string) => () => ({ [member]: [] })

const noneOfFunction =
  (member: string) =>
  ({ FunctionName }: { readonly FunctionName: string }, call: Call) => {
    findFunction(call, readTarget(call, FunctionName).name)
    return { [member]: [] }
  }

/**
 * What cannot be made here, since that answers 501: lists of it are truly empty, and to ask a function for it gets AWS's
 * answer for one without it (test_ops_on_nonexisting_fn, test_ops_on_nonexisting_version).
 */
export const unsetHandlers = {
  ListCodeSigningConfigs: none('CodeSigningConfigs'),
  ListEventSourceMappings: none('EventSourceMappings'),
  ListLayers: none('Layers'),
  ListFunctionEventInvokeConfigs: noneOfFunction('FunctionEventInvokeConfigs'),
  ListFunctionUrlConfigs: noneOfFunction('FunctionUrlConfigs'),
  ListProvisionedConcurrencyConfigs: noneOfFunction('ProvisionedConcurrencyConfigs'),

  GetFunctionUrlConfig(input, call): never {
    readTarget(call, input.FunctionName, input.Qualifier)
    throw lambdaNotFound('The resource you requested does not exist.')
  },

  GetFunctionEventInvokeConfig(input, call): never {
    const { name, qualifier = latest } = readTarget(call, input.FunctionName, input.Qualifier)
    throw lambdaNotFound(
      `The function ${functionArn(call, name, qualifier)} doesn't have an EventInvokeConfig`,
    )
  },

  GetFunctionCodeSigningConfig(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    findFunction(call, name)
    return { FunctionName: name }
  },
} satisfies LambdaHandlers
