import {
  type CreateAuthorizerRequest,
  CreateRestApiCommand,
  DeleteAuthorizerCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  GetMethodCommand,
  type PatchOperation,
  PutMethodCommand,
  UpdateAuthorizerCommand,
  UpdateMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { newAuthorizer } from './recorded/authorizers.ts'
import { type Cloud, cloudOf } from './recorded/replay.ts'
import { newApi } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator()
  cloud = cloudOf(emulator.endpoint, '200000000013')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

test('of an API that is not there has AWS’s own word for it (test_authorizer_crud_no_api)', async () => {
  await expect(newAuthorizer({ cloud }, 'nowhere')).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'Unable to complete operation due to concurrent modification. Please try again later.',
  })
})

/** A GET that an authorizer guards. */
async function guarded() {
  const at = { ...(await newApi({ cloud })), httpMethod: 'GET' }
  const { id: authorizerId } = await newAuthorizer({ cloud }, at.restApiId)
  await cloud.client.send(new PutMethodCommand({ ...at, authorizationType: 'CUSTOM', authorizerId }))
  return { at, of: { restApiId: at.restApiId, authorizerId } }
}

const invalidInput = 'Invalid request input'
const wrongTtl = 'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.'

describe('an authorizer is refused', () => {
  const refused: readonly (readonly [string, Partial<CreateAuthorizerRequest>, string])[] = [
    [
      'whose URI calls no function',
      { authorizerUri: 'arn:aws:apigateway:region:lambda:path/2015-03-31/functions/f/invocations' },
      'Invalid Authorizer URI: arn:aws:apigateway:region:lambda:path/2015-03-31/functions/f/invocations. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.',
    ],
    [
      'of type TOKEN that reads no header',
      { identitySource: 'method.request.querystring.key' },
      "Invalid token source expression: method.request.querystring.key. The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.",
    ],
    ['of type TOKEN without a source', { identitySource: '' }, invalidInput],
    [
      'of type REQUEST with a cache and without a source',
      { type: 'REQUEST', identitySource: '' },
      invalidInput,
    ],
    ['that keeps answers for more than an hour', { authorizerResultTtlInSeconds: 3601 }, wrongTtl],
    ['that keeps answers for less than no time', { authorizerResultTtlInSeconds: -1 }, wrongTtl],
    [
      'of type REQUEST that reads what is no source',
      { type: 'REQUEST', identitySource: 'context.stage, header.Auth' },
      "Invalid request identity source expression: header.Auth. The sources must be separated by comma, and each source must be either a method request parameter, matching 'method.request.querystring|header.[a-zA-Z0-9._-]+', or a stage variable, matching 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching 'context.[a-zA-Z0-9._-]+'",
    ],
    [
      'of a name that is taken',
      { name: 'taken' },
      'Authorizer name must be unique. Authorizer taken already exists in this RestApi.',
    ],
  ]
  test.each(refused)('%s', async (_, more, message) => {
    const { restApiId } = await newApi({ cloud })
    await newAuthorizer({ cloud }, restApiId, { name: 'taken' })
    await expect(newAuthorizer({ cloud }, restApiId, more)).rejects.toMatchObject({
      name: 'BadRequestException',
      message,
    })
  })

  test('that is a user pool, by 501', async () => {
    const { restApiId } = await newApi({ cloud })
    await expect(newAuthorizer({ cloud }, restApiId, { type: 'COGNITO_USER_POOLS' })).rejects.toMatchObject({
      name: 'NotImplementedException',
    })
  })
})

test('an update is judged as a whole', async () => {
  const { of } = await guarded()
  const update = (...patchOperations: PatchOperation[]) =>
    cloud.client.send(new UpdateAuthorizerCommand({ ...of, patchOperations }))
  const noSource = { op: 'replace', path: '/identitySource', value: '' } as const
  await expect(update(noSource)).rejects.toMatchObject({ message: invalidInput })
  const long = { op: 'replace', path: '/authorizerResultTtlInSeconds', value: '3601' } as const
  await expect(update(long)).rejects.toMatchObject({ message: wrongTtl })
  const request = { op: 'replace', path: '/type', value: 'REQUEST' } as const
  const noCache = { op: 'replace', path: '/authorizerResultTtlInSeconds', value: '0' } as const
  const { identitySource, ...updated } = await update(noSource, request, noCache)
  expect(identitySource).toBeUndefined()
  expect(updated).toMatchObject({ id: of.authorizerId, type: 'REQUEST', authorizerResultTtlInSeconds: 0 })
  expect(await cloud.client.send(new GetAuthorizerCommand(of))).toMatchObject({ type: 'REQUEST' })
})

/** The API reference's table of patch operations. */
test('the source of an identity can be added and removed', async () => {
  const { of } = await guarded()
  const update = (...patchOperations: PatchOperation[]) =>
    cloud.client.send(new UpdateAuthorizerCommand({ ...of, patchOperations }))
  const path = '/identitySource'
  const value = 'method.request.header.Auth'
  expect(await update({ op: 'add', path, value })).toMatchObject({ identitySource: value })
  await expect(update({ op: 'remove', path })).rejects.toMatchObject({ message: invalidInput })
})

test('an authorizer that a method uses stays until the method lets it go', async () => {
  const { at, of } = await guarded()
  const remove = () => cloud.client.send(new DeleteAuthorizerCommand(of))
  await expect(remove()).rejects.toMatchObject({
    name: 'ConflictException',
    message: "Cannot delete authorizer 'authorizer-test', is referenced in method: GET//",
  })
  const patchOperations = [{ op: 'replace', path: '/authorizationType', value: 'NONE' }] as const
  await cloud.client.send(new UpdateMethodCommand({ ...at, patchOperations: [...patchOperations] }))
  expect((await cloud.client.send(new GetMethodCommand(at))).authorizerId).toBeUndefined()
  await remove()
  await expect(cloud.client.send(new GetAuthorizerCommand(of))).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Invalid Authorizer identifier specified',
  })
})

test('a clone has the authorizers that its methods name', async () => {
  const { of } = await guarded()
  const clone = await cloud.client.send(new CreateRestApiCommand({ name: 'y', cloneFrom: of.restApiId }))
  const at = { restApiId: clone.id, resourceId: clone.rootResourceId, httpMethod: 'GET' }
  const { authorizerId } = await cloud.client.send(new GetMethodCommand(at))
  const { items } = await cloud.client.send(new GetAuthorizersCommand({ restApiId: clone.id }))
  expect(items).toMatchObject([{ id: authorizerId, name: 'authorizer-test' }])
})
