import type {
  GetFunctionCodeSigningConfigRequest,
  GetFunctionEventInvokeConfigRequest,
  GetFunctionUrlConfigRequest,
} from '@aws-sdk/client-lambda'
import type { Call, Handlers, With } from '../context.ts'
import { lambdaNotFound } from '../wire/awsError.ts'
import { functionArn, readTarget } from './functionName.ts'
import { getFunctionRecord, latest } from './lookup.ts'

/** Lists of what cannot be made here, so that they are truly empty; with the member of the answer. */
const lists = {
  ListCodeSigningConfigs: 'CodeSigningConfigs',
  ListEventSourceMappings: 'EventSourceMappings',
  ListLayers: 'Layers',
}
const listsOfFunction = {
  ListFunctionEventInvokeConfigs: 'FunctionEventInvokeConfigs',
  ListFunctionUrlConfigs: 'FunctionUrlConfigs',
  ListProvisionedConcurrencyConfigs: 'ProvisionedConcurrencyConfigs',
}

const noneOf =
  (member: string) =>
  ({ FunctionName }: { readonly FunctionName: string }, call: Call) => {
    getFunctionRecord(call, readTarget(call, FunctionName).name)
    return { [member]: [] }
  }

/**
 * What no function of this cloud has, since setting it answers 501: to ask for it gets AWS's answer for a function
 * without it (test_ops_on_nonexisting_fn, test_ops_on_nonexisting_version).
 */
export const unsetHandlers: Handlers = {
  ...Object.fromEntries(Object.entries(lists).map(([name, member]) => [name, () => ({ [member]: [] })])),
  ...Object.fromEntries(Object.entries(listsOfFunction).map(([name, member]) => [name, noneOf(member)])),

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
