import {
  DeleteIntegrationResponseCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  type PutIntegrationResponseRequest,
  UpdateIntegrationResponseCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { newApi, newMethod, newMock, type Root } from './setup.ts'

type Place = Root & { readonly httpMethod: string; readonly statusCode: string }

const put = (
  replay: Replay,
  label: string,
  at: Place,
  members: Partial<PutIntegrationResponseRequest> = {},
) => replay.send(label, replay.cloud.client.send(new PutIntegrationResponseCommand({ ...at, ...members })))

const get = (replay: Replay, label: string, at: Place) =>
  replay.send(label, replay.cloud.client.send(new GetIntegrationResponseCommand(at)))

/** Put and Get of the same wrong place. */
async function wrong(replay: Replay, what: string, at: Place): Promise<void> {
  await put(replay, `put-integration-response-${what}`, at)
  await get(replay, `get-integration-response-${what}`, at)
}

const ofGet = { httpMethod: 'GET', statusCode: '200' }
const created = { selectionPattern: '', responseTemplates: { 'application/json': '"created"' } }

const pathOf = ({ restApiId, resourceId }: Root, verb: string) =>
  `/restapis/${restApiId}/resources/${resourceId}/methods/${verb}/integration/responses/200`

export const integrationResponseScenarios: Scenarios = {
  async 'test_apigateway_api::test_lifecycle_integration_response'(replay) {
    const { client } = replay.cloud
    const place = await newMock(replay)
    const at = { ...place, statusCode: '200' }
    await put(replay, 'put-integration-response', at, created)
    await get(replay, 'get-integration-response', at)
    const change = { op: 'replace', path: '/selectionPattern', value: 'updated-pattern' } as const
    const update = new UpdateIntegrationResponseCommand({ ...at, patchOperations: [change] })
    await replay.send('update-integration-response', client.send(update))
    await put(replay, 'overwrite-integration-response', at, {
      responseTemplates: { 'application/json': 'overwrite' },
      selectionPattern: 'overwrite-pattern',
    })
    await replay.send('get-method', client.send(new GetMethodCommand(place)))
    const gone = client.send(new DeleteIntegrationResponseCommand(at))
    await replay.send('delete-integration-response', gone)
  },

  async 'test_apigateway_api::test_put_integration_response_validation'(replay) {
    const { client } = replay.cloud
    const place = await newMock(replay)
    const wrongMethod = { ...place, httpMethod: 'POST' }
    const wrongResource = { ...place, resourceId: 'fake-resource' }
    const integrate = (at: Root & { httpMethod: string }) =>
      client.send(new PutIntegrationCommand({ ...at, type: 'MOCK' }))
    await replay.send('put-integration-wrong-method', integrate(wrongMethod))
    await replay.send('put-integration-wrong-resource', integrate(wrongResource))
    await put(replay, 'put-integration-response-wrong-method', { ...wrongMethod, statusCode: '200' })
    await put(replay, 'put-integration-response-wrong-resource', { ...wrongResource, statusCode: '200' })
  },

  async 'test_apigateway_api::test_integration_response_wrong_api'(replay) {
    const root = await newApi(replay)
    await wrong(replay, 'wrong-api', { ...root, ...ofGet, restApiId: 'wrong' })
  },

  async 'test_apigateway_api::test_integration_response_wrong_resource'(replay) {
    const root = await newApi(replay)
    await wrong(replay, 'wrong-resource', { ...root, ...ofGet, resourceId: 'wrong' })
  },

  async 'test_apigateway_api::test_integration_response_wrong_method'(replay) {
    await wrong(replay, 'wrong-method', { ...(await newApi(replay)), ...ofGet })
  },

  async 'test_apigateway_api::test_integration_response_invalid_statuscode'(replay) {
    const root = await newApi(replay)
    await wrong(replay, 'invalid-statusCode', { ...root, ...ofGet, statusCode: 'wrong' })
  },

  async 'test_apigateway_api::test_integration_response_invalid_integration'(replay) {
    const place = await newMethod(replay, await newApi(replay))
    await get(replay, 'get-integration-response-without-integration', { ...place, statusCode: '200' })
  },

  async 'test_apigateway_api::test_integration_response_wrong_status_code'(replay) {
    const place = await newMock(replay)
    await get(replay, 'get-integration-response-wrong-status-code', { ...place, statusCode: '201' })
  },

  async 'test_apigateway_api::test_integration_response_invalid_responsetemplates'(replay) {
    const path = pathOf(await newMock(replay), 'GET')
    const label = 'put-integration-response-invalid-responseTemplates'
    await replay.raw(`${label}-1`, 'PUT', path, { responseTemplates: { 'application/json': 123 } })
    await replay.raw(`${label}-2`, 'PUT', path, { responseTemplates: { 123: '{"statusCode": 200}' } })
  },

  async 'test_apigateway_api::test_put_integration_response_templates'(replay) {
    const path = pathOf(await newMock(replay), 'GET')
    const label = 'put-integration-response-template'
    const sent = (template: string | null) => ({
      selectionPattern: '',
      responseTemplates: { 'application/json': template },
    })
    await replay.raw(`${label}-none`, 'PUT', path, sent(null))
    await replay.raw(`${label}-empty`, 'PUT', path, sent(''))
    await replay.raw('put-integration-no-response-template', 'PUT', path, { selectionPattern: '' })
  },

  async 'test_apigateway_api::test_delete_integration_response_errors'(replay) {
    const { client } = replay.cloud
    const at = { ...(await newMock(replay)), statusCode: '200' }
    await put(replay, 'put-integration-response', at, created)
    const remove = (label: string, place: Partial<Place>) =>
      replay.send(label, client.send(new DeleteIntegrationResponseCommand({ ...at, ...place })))
    await remove('non-existent-resource', { resourceId: 'bad-resource' })
    await remove('non-existent-api-id', { restApiId: 'bad-api-id' })
    await remove('non-existent-method', { httpMethod: 'POST' })
    await remove('non-existent-status-code', { statusCode: '201' })
    await remove('bad-method', { httpMethod: 'WRONG', statusCode: '201' })
  },

  async 'test_apigateway_integrations::test_put_integration_response_with_response_template'(replay) {
    const at = { ...(await newMock(replay)), statusCode: '200' }
    const members = {
      selectionPattern: 'foobar',
      responseTemplates: { 'application/json': '{"data":"test"}' },
    }
    await replay.cloud.client.send(new PutIntegrationResponseCommand({ ...at, ...members }))
    await get(replay, 'get-integration-response', at)
  },
}
