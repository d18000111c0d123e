import {
  CreateResourceCommand,
  DeleteMethodCommand,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourcesCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'
import { newApi, newMethod, newResource, type Root } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator({})
  cloud = cloudOf(emulator.endpoint, '300000000001')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

const create = ({ restApiId, resourceId: parentId }: Root, pathPart: string) =>
  answerOf(cloud.client.send(new CreateResourceCommand({ restApiId, parentId, pathPart })))

const badRequest = (message: string) => ({ status: 400, code: 'BadRequestException', message })
const conflict = (message: string) => ({ status: 409, code: 'ConflictException', message })
const notFound = (message: string) => ({ status: 404, code: 'NotFoundException', message })

const rule =
  "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end."

describe('a resource', () => {
  test.each(['pets', 'a.b_c-d:e', 'a,b', '{id}', '{proxy+}'])('can be called %s', async (pathPart) => {
    const answer = await create(await newApi({ cloud }), pathPart)
    expect(answer).toMatchObject({ status: 201, body: { pathPart, path: `/${pathPart}` } })
  })

  test.each(['a/b', 'a b', '{a', 'a}', '{}', '{a+', 'x{a}', '{a}b', '{a++}', '한'])(
    'cannot be called %s',
    async (pathPart) => {
      expect(await create(await newApi({ cloud }), pathPart)).toEqual(badRequest(rule))
    },
  )

  test('needs a path part', async () => {
    const answer = await create(await newApi({ cloud }), '')
    expect(answer).toEqual(badRequest("Resource's path part must be specified"))
  })

  test('is the only one of its name under its parent', async () => {
    const root = await newApi({ cloud })
    await newResource({ cloud }, root, 'pets')
    const text = 'Another resource with the same parent already has this name: pets'
    expect(await create(root, 'pets')).toEqual(conflict(text))
    expect(await create(root, 'Pets')).toMatchObject({ status: 201 })
  })

  test.each(['{id}', '{id+}'])('called %s is no variable that an ancestor is already', async (pathPart) => {
    const users = await newResource({ cloud }, await newApi({ cloud }), '{id}')
    const notes = await newResource({ cloud }, users, 'notes')
    expect(await create(notes, pathPart)).toEqual(
      badRequest(`An ancestor of this resource has the same variable name as this one: ${pathPart}`),
    )
    expect(await create(notes, 'id')).toMatchObject({ status: 201 })
    expect(await create(notes, '{noteId}')).toMatchObject({ status: 201 })
  })

  test('of an unknown API cannot be created', async () => {
    const root = { ...(await newApi({ cloud })), restApiId: 'nothing' }
    expect(await create(root, 'x')).toEqual(notFound('Invalid API identifier specified 300000000001:nothing'))
  })

  test('is one of 300 at most', async () => {
    const root = await newApi({ cloud })
    for (let made = 1; made < 300; made++) await newResource({ cloud }, root, `r${made}`)
    expect(await create(root, 'last')).toMatchObject({ status: 429, code: 'LimitExceededException' })
  })

  test('cannot become greedy while something is below it', async () => {
    const pets = await newResource({ cloud }, await newApi({ cloud }), 'pets')
    await newResource({ cloud }, pets, 'cats')
    const patchOperations = [{ op: 'replace', path: '/pathPart', value: '{proxy+}' } as const]
    const answer = await answerOf(cloud.client.send(new UpdateResourceCommand({ ...pets, patchOperations })))
    const text = 'Cannot create a child of a resource with a greedy path variable: {proxy+}'
    expect(answer).toEqual(badRequest(text))
  })

  test('takes what is below it along when it is renamed', async () => {
    const pets = await newResource({ cloud }, await newApi({ cloud }), 'pets')
    const cats = await newResource({ cloud }, pets, 'cats')
    const patchOperations = [{ op: 'replace', path: '/pathPart', value: 'animals' } as const]
    await cloud.client.send(new UpdateResourceCommand({ ...pets, patchOperations }))
    const { path } = await cloud.client.send(new GetResourceCommand(cats))
    expect(path).toBe('/animals/cats')
  })

  test('that is the root cannot be deleted', async () => {
    const answer = await answerOf(cloud.client.send(new DeleteResourceCommand(await newApi({ cloud }))))
    expect(answer).toEqual(badRequest('Root resource cannot be deleted.'))
  })

  test('shows its methods by verb alone, unless they are asked for', async () => {
    const root = await newApi({ cloud })
    await newMethod({ cloud }, root)
    const { restApiId } = root
    const plain = await cloud.client.send(new GetResourcesCommand({ restApiId }))
    expect(plain.items?.[0]?.resourceMethods).toEqual({ GET: {} })
    const full = await cloud.client.send(new GetResourcesCommand({ restApiId, embed: ['methods'] }))
    expect(full.items?.[0]?.resourceMethods?.GET).toMatchObject({
      httpMethod: 'GET',
      authorizationType: 'NONE',
    })
  })

  test('is listed 25 to a page', async () => {
    const root = await newApi({ cloud })
    for (let made = 0; made < 30; made++) await newResource({ cloud }, root, `r${made}`)
    const { restApiId } = root
    const first = await cloud.client.send(new GetResourcesCommand({ restApiId }))
    expect(first.items).toHaveLength(25)
    const second = await cloud.client.send(new GetResourcesCommand({ restApiId, position: first.position }))
    expect(second.items).toHaveLength(6)
    expect(second.position).toBeUndefined()
  })
})

describe('a method', () => {
  test('is put once', async () => {
    const place = await newMethod({ cloud }, await newApi({ cloud }))
    const again = new PutMethodCommand({ ...place, authorizationType: 'NONE' })
    expect(await answerOf(cloud.client.send(again))).toEqual(
      conflict('Method already exists for this resource'),
    )
  })

  test('has scopes only where a user pool looks at them', async () => {
    const at = await newApi({ cloud })
    const refusal = badRequest(
      'Invalid Method authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type',
    )
    const method = { ...at, httpMethod: 'GET', authorizationType: 'NONE' }
    const put = new PutMethodCommand({ ...method, authorizationScopes: ['a'] })
    expect(await answerOf(cloud.client.send(put))).toEqual(refusal)
    await cloud.client.send(new PutMethodCommand(method))
    const patchOperations = [{ op: 'add', path: '/authorizationScopes', value: 'a' } as const]
    const update = new UpdateMethodCommand({ ...at, httpMethod: 'GET', patchOperations })
    expect(await answerOf(cloud.client.send(update))).toEqual(refusal)
  })

  test.each([
    [
      '/requestParameters/method.request.header.id',
      'false',
      'Parameter names must be unique across querystring, header and path',
    ],
    [
      '/requestModels/json',
      'Empty',
      'Validation Result: warnings : [], errors : [Invalid content type specified: json]',
    ],
  ])('takes no %s from a patch either that it could not be put with', async (path, value, text) => {
    const requestParameters = { 'method.request.path.id': true }
    const at = { ...(await newApi({ cloud })), httpMethod: 'GET' }
    await cloud.client.send(new PutMethodCommand({ ...at, authorizationType: 'NONE', requestParameters }))
    const patchOperations = [{ op: 'add', path, value } as const]
    const update = new UpdateMethodCommand({ ...at, patchOperations })
    expect(await answerOf(cloud.client.send(update))).toEqual(badRequest(text))
  })

  test('has a response that takes no media type from a patch either that it could not be put with', async () => {
    const at = { ...(await newApi({ cloud })), httpMethod: 'GET', statusCode: '200' }
    await cloud.client.send(new PutMethodCommand({ ...at, authorizationType: 'NONE' }))
    await cloud.client.send(new PutMethodResponseCommand(at))
    const patchOperations = [{ op: 'add', path: '/responseModels/json', value: 'Empty' } as const]
    const update = new UpdateMethodResponseCommand({ ...at, patchOperations })
    const text = 'Validation Result: warnings : [], errors : [Invalid content type specified: json]'
    expect(await answerOf(cloud.client.send(update))).toEqual(badRequest(text))
  })

  test('is not found by what JavaScript has on an object', async () => {
    const place = { ...(await newApi({ cloud })), httpMethod: 'constructor' }
    const answer = await answerOf(cloud.client.send(new DeleteMethodCommand(place)))
    expect(answer).toEqual(notFound('Invalid Method identifier specified'))
  })

  test('has each response once', async () => {
    const place = { ...(await newMethod({ cloud }, await newApi({ cloud }))), statusCode: '200' }
    await cloud.client.send(new PutMethodResponseCommand(place))
    expect(await answerOf(cloud.client.send(new PutMethodResponseCommand(place)))).toEqual(
      conflict('Response already exists for this resource'),
    )
  })

  test('maps a response to headers alone', async () => {
    const place = { ...(await newMethod({ cloud }, await newApi({ cloud }))), statusCode: '200' }
    const responseParameters = { 'method.response.body.x': true }
    const answer = await answerOf(
      cloud.client.send(new PutMethodResponseCommand({ ...place, responseParameters })),
    )
    expect(answer).toEqual(
      badRequest(
        'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: method.response.body.x]',
      ),
    )
  })
})
