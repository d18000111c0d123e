import type { Call, LambdaHandlers } from '../context.ts'
import { lambdaNotFound } from '../wire/awsError.ts'
import { functionArn, readTarget } from './functionName.ts'
import { findFunction, latest } from './lookup.ts'
import { functions } from './records.ts'

const none = (member: string) => () => ({ [member]: [] })

/** Where there is no function, some have a `text` of their own (test_url_config_list_paging, test_lambda_eventinvokeconfig_exceptions). */
const noneOfFunction =
  (member: string, text?: string) =>
  ({ FunctionName }: { readonly FunctionName: string }, call: Call) => {
    const { name } = readTarget(call, FunctionName)
    if (text !== undefined && !call.scope.get(functions, name)) throw lambdaNotFound(text)
    findFunction(call, name)
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
  ListFunctionEventInvokeConfigs: noneOfFunction('FunctionEventInvokeConfigs', "The function doesn't exist."),
  ListFunctionUrlConfigs: noneOfFunction('FunctionUrlConfigs', 'Function does not exist'),
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
    findFunction(call, readTarget(call, input.FunctionName).name)
    return {} // without the function's name (test_code_signing_not_found_excs)
  },
} satisfies LambdaHandlers
