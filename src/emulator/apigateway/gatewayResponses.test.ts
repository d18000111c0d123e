import {
  DeleteGatewayResponseCommand,
  type GatewayResponseType,
  GetGatewayResponseCommand,
  GetGatewayResponsesCommand,
  type PatchOperation,
  PutGatewayResponseCommand,
  type PutGatewayResponseRequest,
  UpdateGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'
import { newApi } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator({})
  cloud = cloudOf(emulator.endpoint, '400000000021')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

const usualTemplates = { 'application/json': '{"message":$context.error.messageString}' }
const header = (name: string) => `gatewayresponse.header.${name}`

async function api() {
  const { restApiId } = await newApi({ cloud })
  const { client } = cloud
  return {
    put: (responseType: GatewayResponseType, members: Partial<PutGatewayResponseRequest> = {}) =>
      answerOf(client.send(new PutGatewayResponseCommand({ restApiId, responseType, ...members }))),
    get: (responseType: GatewayResponseType) =>
      answerOf(client.send(new GetGatewayResponseCommand({ restApiId, responseType }))),
    list: () => client.send(new GetGatewayResponsesCommand({ restApiId })),
    remove: (responseType: GatewayResponseType) =>
      answerOf(client.send(new DeleteGatewayResponseCommand({ restApiId, responseType }))),
    update: (responseType: GatewayResponseType, ...patchOperations: PatchOperation[]) =>
      answerOf(client.send(new UpdateGatewayResponseCommand({ restApiId, responseType, patchOperations }))),
  }
}

/** What AWS answers was recorded by LocalStack's tests of these names in test_apigateway_api.py. */
describe('a gateway response', () => {
  test('is as usual in what PutGatewayResponse does not name (test_gateway_response_put)', async () => {
    const { put } = await api()
    const responseParameters = { [header('x-who')]: 'method.request.header.Accept' }
    expect(await put('UNAUTHORIZED', { responseParameters })).toEqual({
      status: 201,
      body: {
        responseType: 'UNAUTHORIZED',
        statusCode: '401',
        responseParameters,
        responseTemplates: usualTemplates,
        defaultResponse: false,
      },
    })
  })

  test('shows the default for its hundred where it has none of its own (test_gateway_response_put)', async () => {
    const { put, list } = await api()
    await put('DEFAULT_5XX', { statusCode: '599', responseParameters: { [header('a')]: "'b'" } })
    await put('AUTHORIZER_FAILURE', { responseParameters: { [header('foo')]: "'bar'" } })
    const shown = new Map((await list()).items?.map((item) => [item.responseType, item]))
    expect(shown.get('API_CONFIGURATION_ERROR')).toMatchObject({
      defaultResponse: true,
      statusCode: '599',
      responseParameters: { [header('a')]: "'b'" },
    })
    expect(shown.get('AUTHORIZER_FAILURE')).toMatchObject({ defaultResponse: false, statusCode: '500' })
    expect(shown.get('UNAUTHORIZED')).toMatchObject({ defaultResponse: true, statusCode: '401' })
    expect(shown.get('DEFAULT_4XX')?.statusCode).toBeUndefined()
  })

  test('is made by the first patch of it (test_update_gateway_response)', async () => {
    const { update, get } = await api()
    const patched = await update('DEFAULT_4XX', { op: 'replace', path: '/statusCode', value: '444' })
    expect(patched).toMatchObject({ status: 200, body: { statusCode: '444', defaultResponse: false } })
    expect((await get('DEFAULT_4XX')).body).toEqual(patched.body)
  })

  const bad = (message: string) => ({ status: 400, code: 'BadRequestException', message })
  test.each<readonly [PatchOperation, object]>([
    [{ op: 'add', path: '/statusCode', value: '444' }, bad('Invalid patch path /statusCode')],
    [{ op: 'add', path: '/wrongPath', value: 'x' }, bad('Invalid patch path /wrongPath')],
    [{ op: 'add', value: 'x' }, bad('Invalid patch path null')],
    [{ op: 'replace', path: '/statusCode', value: '40' }, bad('Invalid Response status code specified')],
    [
      { op: 'replace', path: `/responseParameters/${header('none')}`, value: "'x'" },
      { status: 404, code: 'NotFoundException', message: 'Invalid parameter name specified' },
    ],
    [
      { op: 'replace', path: '/responseTemplates/application~1json', value: '' },
      bad('Invalid null or empty value in responseTemplates'),
    ],
  ])('refuses the patch %j (test_update_gateway_response)', async (patch, refusal) => {
    const { put, update } = await api()
    await put('DEFAULT_4XX')
    expect(await update('DEFAULT_4XX', patch)).toEqual(refusal)
  })

  test('that lost its last header and template still answers failures', async () => {
    const { put, update } = await api()
    const responseParameters = { [header('x')]: "'1'" }
    await put('DEFAULT_4XX', { responseParameters, statusCode: '418' })
    const answer = await update(
      'DEFAULT_4XX',
      { op: 'remove', path: `/responseParameters/${header('x')}` },
      { op: 'remove', path: '/responseTemplates/application~1json' },
    )
    expect(answer).toMatchObject({ status: 200, body: { responseParameters: {}, responseTemplates: {} } })
  })

  test('that is none cannot be deleted (test_gateway_response_validation)', async () => {
    const { remove } = await api()
    expect(await remove('DEFAULT_4XX')).toEqual({
      status: 404,
      code: 'NotFoundException',
      message: 'Gateway response type not defined on api',
    })
  })

  test('has one of AWS’s types (test_gateway_response_validation)', async () => {
    const { get } = await api()
    const { status, code, message } = await get('FAKE' as GatewayResponseType) // no client with types can send it
    expect([status, code]).toEqual([400, 'ValidationException'])
    expect(message).toMatch(/Value 'FAKE' at 'responseType' .* enum value set: \[REQUEST_TOO_LARGE, /)
  })

  test('maps headers from what a request and its stage know', async () => {
    const { put } = await api()
    const wrong = { [header('x')]: 'integration.response.header.x' }
    expect(await put('DEFAULT_4XX', { responseParameters: wrong })).toMatchObject({ status: 400 })
    const right = { [header('x')]: 'stageVariables.team' }
    expect(await put('DEFAULT_4XX', { responseParameters: right })).toMatchObject({ status: 201 })
  })
})
