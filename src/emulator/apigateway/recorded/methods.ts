import {
  DeleteMethodCommand,
  GetMethodCommand,
  type PatchOperation,
  PutMethodCommand,
  type PutMethodRequest,
  UpdateMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { newAuthorizer } from './authorizers.ts'
import type { Replay, Scenarios } from './replay.ts'
import { newApi, type Root } from './setup.ts'

const put = (replay: Replay, label: string, at: Root, input: Partial<PutMethodRequest> = {}) =>
  replay.send(
    label,
    replay.cloud.client.send(
      new PutMethodCommand({ ...at, httpMethod: 'ANY', authorizationType: 'NONE', ...input }),
    ),
  )

const update =
  (replay: Replay, at: Root, httpMethod = 'ANY') =>
  (label: string, ...patchOperations: PatchOperation[]) =>
    replay.send(
      label,
      replay.cloud.client.send(new UpdateMethodCommand({ ...at, httpMethod, patchOperations })),
    )

export const methodScenarios: Scenarios = {
  async 'test_apigateway_api::test_method_lifecycle'(replay) {
    const { client } = replay.cloud
    const root = await newApi(replay)
    const any = { ...root, httpMethod: 'ANY' }
    await put(replay, 'put-base-method-response', root)
    await replay.send('get-base-method-response', client.send(new GetMethodCommand(any)))
    await replay.send('del-base-method-response', client.send(new DeleteMethodCommand(any)))
    await replay.send('get-deleted-method-response', client.send(new GetMethodCommand(any)))
    await replay.send('delete-deleted-method-response', client.send(new DeleteMethodCommand(any)))
  },

  async 'test_apigateway_api::test_method_request_parameters'(replay) {
    const root = await newApi(replay)
    const requestParameters = {
      'method.request.querystring.q_optional': false,
      'method.request.querystring.q_required': true,
      'method.request.header.h_optional': false,
      'method.request.header.h_required': true,
    }
    await put(replay, 'put-method-request-params-response', root, { requestParameters })
    const got = replay.cloud.client.send(new GetMethodCommand({ ...root, httpMethod: 'ANY' }))
    await replay.send('get-method-request-params-response', got)
    await put(replay, 'req-params-same-name', root, {
      httpMethod: 'GET',
      requestParameters: {
        'method.request.querystring.optional': false,
        'method.request.header.optional': false,
      },
    })
  },

  async 'test_apigateway_api::test_put_method_validation'(replay) {
    const root = await newApi(replay)
    const wrong = { httpMethod: 'WRONG' }
    await put(replay, 'wrong-api', { ...root, restApiId: 'fake-api' }, wrong)
    await put(replay, 'wrong-resource', { ...root, resourceId: 'fake-resource-id' }, wrong)
    await put(replay, 'wrong-method', root, wrong)
    await put(replay, 'missing-authorizer-id', root, { authorizationType: 'CUSTOM' })
    await put(replay, 'invalid-request-validator', root, { requestValidatorId: 'fake-validator' })
    await put(replay, 'invalid-model-name', root, { requestModels: { 'application/json': 'petModel' } })
  },

  async 'test_apigateway_api::test_put_integration_request_parameter_bool_type'(replay) {
    const { restApiId, resourceId } = await newApi(replay)
    const path = `/restapis/${restApiId}/resources/${resourceId}/methods`
    const known = { 'method.request.path.testPath': true }
    const sent = (requestParameters: object) => ({ authorizationType: 'NONE', requestParameters })
    await replay.raw('bool-method', 'PUT', `${path}/GET`, sent(known))
    await replay.raw(
      'put-method-request-param-wrong-type',
      'PUT',
      `${path}/POST`,
      sent({ ...known, true: true }),
    )
    const integration = `${path}/GET/integration`
    const proxy = (requestParameters: object) => ({ type: 'HTTP_PROXY', requestParameters })
    await replay.raw('put-integration-request-param-wrong-type', 'PUT', integration, proxy({ true: true }))
    await replay.raw(
      'put-integration-request-param-bool-value',
      'PUT',
      integration,
      proxy({ 'integration.request.path.testPath': true }),
    )
  },

  async 'test_apigateway_api::test_update_method'(replay) {
    const root = await newApi(replay)
    await put(replay, 'put-method-response', root)
    const patch = update(replay, root)
    const parameter = '/requestParameters/method.request.querystring.optional'
    const model = '/requestModels/application~1json'
    await patch(
      'update-method-add',
      { op: 'add', path: parameter, value: 'true' },
      { op: 'add', path: model, value: 'Empty' },
    )
    await patch(
      'update-method-replace',
      { op: 'replace', path: '/operationName', value: 'ReplacedOperationName' },
      { op: 'replace', path: '/apiKeyRequired', value: 'true' },
      { op: 'replace', path: '/authorizationType', value: 'AWS_IAM' },
      { op: 'replace', path: parameter, value: 'false' },
    )
    const { id } = await newAuthorizer(replay, root.restApiId)
    await patch(
      'update-method-replace-authorizer',
      { op: 'replace', path: '/authorizerId', value: id },
      { op: 'replace', path: '/authorizationType', value: 'CUSTOM' },
    )
    await patch(
      'update-method-remove',
      { op: 'remove', path: parameter, value: 'true' },
      { op: 'remove', path: model, value: 'Empty' },
    )
  },

  async 'test_apigateway_api::test_update_method_validation'(replay) {
    const root = await newApi(replay)
    await update(replay, { ...root, restApiId: 'fake-api' })('wrong-rest-api')
    await update(replay, { ...root, resourceId: 'fake-resource-id' })('wrong-resource-id')
    const name = { op: 'replace', path: '/operationName', value: 'x' } as const
    await update(replay, root, 'GET')('method-does-not-exist', name)
    await put(replay, 'put-method-response', root, { apiKeyRequired: true })
    const patch = update(replay, root)
    await patch('unsupported-operation', { ...name, op: 'add' })
    await patch('unsupported-operation-2', { op: 'add', path: '/requestValidatorId', value: 'wrong-id' })
    await patch('unsupported-path', { op: 'add', path: '/httpMethod', value: 'PUT' })
    await patch('wrong-path-request-parameters', {
      op: 'replace',
      path: '/requestParameters',
      value: 'method.request.querystring.optional=false',
    })
    const model = { op: 'add', path: '/requestModels/application/json', value: 'Empty' } as const
    await patch('wrong-path-request-models', model)
    await patch('wrong-value-type', { op: 'replace', path: '/apiKeyRequired', value: 'whatever' })
    const custom = { op: 'replace', path: '/authorizationType', value: 'CUSTOM' } as const
    const authorizer = { op: 'replace', path: '/authorizerId', value: 'abc123' } as const
    await patch('wrong-auth-type', custom)
    await patch('skip-auth-id-with-wrong-type', authorizer)
    await patch('wrong-auth-id', custom, authorizer)
    await patch('wrong-req-validator-id', { op: 'replace', path: '/requestValidatorId', value: 'fake-id' })
  },
}
