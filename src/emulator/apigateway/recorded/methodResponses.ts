import {
  DeleteMethodResponseCommand,
  GetMethodCommand,
  GetMethodResponseCommand,
  type PatchOperation,
  PutMethodResponseCommand,
  type PutMethodResponseRequest,
  UpdateMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { type GetMethod, newMock } from './setup.ts'

const header = '/responseParameters/method.response.header.my-header'
const model = '/responseModels/application~1json'

/** GET with a method response 200, and what patches it. */
async function patched(replay: Replay, members: Partial<PutMethodResponseRequest> = {}) {
  const at = { ...(await newMock(replay)), statusCode: '200' }
  await replay.cloud.client.send(
    new PutMethodResponseCommand({
      ...at,
      responseParameters: { 'method.response.header.my-header': false },
      responseModels: { 'application/json': 'Empty' },
      ...members,
    }),
  )
  return { at, patch: patches(replay, at) }
}

const patches =
  (replay: Replay, at: GetMethod & { readonly statusCode: string }) =>
  (label: string, op: 'add' | 'replace' | 'remove', ...paths: string[]) => {
    const patchOperations: PatchOperation[] = paths.map((path) => ({ op, path, value: valueAt(path) }))
    const command = new UpdateMethodResponseCommand({ ...at, patchOperations })
    return replay.send(label, replay.cloud.client.send(command))
  }

const valueAt = (path: string) => (path.startsWith('/responseModels') ? 'Empty' : 'true')

/** Sends operations that the client's types do not know. */
const wrongly = (replay: Replay, at: GetMethod, statusCode: string) => {
  const resource = `/restapis/${at.restApiId}/resources/${at.resourceId}`
  return (label: string, ...operations: readonly (readonly [op: string, path: string])[]) =>
    replay.raw(
      `update-method-response-${label}`,
      'PATCH',
      `${resource}/methods/GET/responses/${statusCode}`,
      { patchOperations: operations.map(([op, path]) => ({ op, path, value: valueAt(path) })) },
    )
}

export const methodResponseScenarios: Scenarios = {
  async 'test_apigateway_api::test_lifecycle_method_response'(replay) {
    const { client } = replay.cloud
    const place = await newMock(replay)
    const at = { ...place, statusCode: '200' }
    const put = new PutMethodResponseCommand({ ...at, responseParameters: {}, responseModels: {} })
    await replay.send('put-method-response', client.send(put))
    await replay.send('get-integration-response', client.send(new GetMethodResponseCommand(at)))
    const patch = patches(replay, at)
    await patch('add-method-responses', 'add', header, model)
    await patch('update-method-responses', 'replace', header, model)
    await replay.send('get-method', client.send(new GetMethodCommand(place)))
    await replay.send('delete-method-response', client.send(new DeleteMethodResponseCommand(at)))
  },

  async 'test_apigateway_api::test_update_method_response'(replay) {
    const { patch } = await patched(replay)
    await patch('remove-update-method-response', 'remove', header, model)
    await patch('add-update-method-response', 'add', header, model)
  },

  async 'test_apigateway_api::test_update_method_response_negative_tests'(replay) {
    const { at } = await patched(replay)
    const wrong = (label: string, place: Partial<typeof at>) =>
      patches(replay, { ...at, ...place })(`update-method-response-${label}`, 'replace', header)
    await wrong('wrong-statuscode', { statusCode: '201' })
    await wrong('invalid-statuscode', { statusCode: 'wrong' })
    const both = wrongly(replay, at, 'wrong')
    await both('invalid-statuscode-and-wrong-op', ['wrong_op', header])
    await wrong('wrong-resource', { resourceId: 'wrong' })
    const post = new UpdateMethodResponseCommand({ ...at, httpMethod: 'POST' })
    await replay.send('update-method-response-wrong-method', replay.cloud.client.send(post))
  },

  async 'test_apigateway_api::test_update_method_response_wrong_operations'(replay) {
    const { at } = await patched(replay)
    const wrong = wrongly(replay, at, '200')
    const first = ['wrong_op', header] as const
    const second = ['wrong_op', model] as const
    await wrong('wrong-operation-1', first)
    await wrong('wrong-operation-2', second)
    await wrong('wrong-operation-3', first, second)
    await wrong('wrong-operation-4', first, second, first, second)
    await wrong('wrong-operation-5', first, ['remove', model], second)
  },

  async 'test_apigateway_api::test_update_method_wrong_param_names'(replay) {
    const { patch } = await patched(replay)
    const label = 'update-method-response-operation-with-wrong-param-name'
    await patch(`${label}-1`, 'replace', '/responseParameters/wrong')
    await patch(`${label}-2`, 'remove', '/responseParameters/wrong')
    await patch(`${label}-3`, 'replace', '/responseModels/wrong')
    await patch(`${label}-4`, 'remove', '/responseModels/wrong')
  },

  async 'test_apigateway_api::test_update_method_lack_response_parameters_and_models'(replay) {
    const none = { responseParameters: undefined, responseModels: undefined }
    const { patch } = await patched(replay, none)
    const label = 'update-method-response-operation'
    await patch(`${label}-without-response-parameters`, 'remove', header)
    await patch(`${label}-without-response-models`, 'remove', model)
    await patch(`${label}-with-wrong-path`, 'remove', '/wrong/method.response.header.my-header')
  },
}
