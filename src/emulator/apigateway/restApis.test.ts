import {
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetModelCommand,
  GetModelsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  ImportRestApiCommand,
  type PatchOperation,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'
import { newMethod, newResource } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator({})
  cloud = cloudOf(emulator.endpoint, '200000000001')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

const create = (input = {}) => cloud.client.send(new CreateRestApiCommand({ name: 'x', ...input }))

const update = (restApiId: string | undefined, ...patchOperations: PatchOperation[]) =>
  answerOf(cloud.client.send(new UpdateRestApiCommand({ restApiId, patchOperations })))

const badRequest = (message: string) => ({ status: 400, code: 'BadRequestException', message })

describe('a REST API', () => {
  test('has a date in whole seconds and ids in small letters', async () => {
    const api = await create()
    expect(api.id).toMatch(/^[a-z0-9]{10}$/)
    expect(api.createdDate?.getMilliseconds()).toBe(0)
  })

  test('needs a name', async () => {
    expect(await cloud.raw('POST', '/restapis', {})).toEqual({
      status: 400,
      code: 'ValidationException',
      message:
        "1 validation error detected: Value null at 'createRestApiInput.name' failed to satisfy constraint: Member must not be null",
    })
  })

  /** The developer guide's own patch, api-gateway-payload-encodings-configure-with-control-service-api. */
  test('may lose a binary media type that has just been replaced', async () => {
    const { id } = await create({ binaryMediaTypes: ['image/jpeg'] })
    const path = '/binaryMediaTypes/image~1jpeg'
    const replace = { op: 'replace', path, value: 'application/octet-stream' } as const
    expect(await update(id, replace, { op: 'remove', path })).toMatchObject({
      body: { binaryMediaTypes: ['application/octet-stream'] },
    })
    expect(await update(id, replace)).toMatchObject({ status: 404 })
  })

  test('is gone with all that is in it once it is deleted', async () => {
    const { id: restApiId = '' } = await create()
    await cloud.client.send(new DeleteRestApiCommand({ restApiId }))
    const gone = {
      status: 404,
      code: 'NotFoundException',
      message: `Invalid API identifier specified 200000000001:${restApiId}`,
    }
    const { client } = cloud
    expect(await answerOf(client.send(new GetRestApiCommand({ restApiId })))).toEqual(gone)
    expect(await answerOf(client.send(new GetResourcesCommand({ restApiId })))).toEqual(gone)
    expect(await answerOf(client.send(new DeleteRestApiCommand({ restApiId })))).toEqual(gone)
  })

  test('is seen by its own account alone', async () => {
    const { id: restApiId } = await create()
    const other = cloudOf(emulator.endpoint, '200000000002')
    const answer = await answerOf(other.client.send(new GetRestApiCommand({ restApiId })))
    expect(answer.message).toBe(`Invalid API identifier specified 200000000002:${restApiId}`)
    other.client.destroy()
  })

  test('is listed page by page, each once', async () => {
    const { client } = cloudOf(emulator.endpoint, '200000000003')
    const made: (string | undefined)[] = []
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      made.push((await client.send(new CreateRestApiCommand({ name }))).id)
    const seen: (string | undefined)[] = []
    let position: string | undefined
    do {
      const page = await client.send(new GetRestApisCommand({ limit: 2, position }))
      expect(page.items?.length).toBeLessThanOrEqual(2)
      seen.push(...(page.items ?? []).map(({ id }) => id))
      position = page.position
    } while (position)
    expect(seen).toEqual([...made].sort())
    client.destroy()
  })

  test('is not listed from a position that was never given', async () => {
    const answer = await answerOf(cloud.client.send(new GetRestApisCommand({ position: '!' })))
    expect(answer).toEqual(badRequest('Invalid position specified'))
  })

  test('can be copied with its resources and methods, under new ids', async () => {
    const source = await create({ description: 'the first' })
    const root = { restApiId: source.id ?? '', resourceId: source.rootResourceId ?? '' }
    const replay = { cloud }
    await newMethod(replay, await newResource(replay, root, 'pets'))
    const copy = await create({ cloneFrom: source.id })
    const of = async (restApiId: string | undefined) =>
      (await cloud.client.send(new GetResourcesCommand({ restApiId }))).items ?? []
    const shape = (items: Awaited<ReturnType<typeof of>>) =>
      items
        .map(({ path, resourceMethods }) => ({ path, resourceMethods }))
        .sort((a, b) => String(a.path).localeCompare(String(b.path)))
    expect(copy.description).toBe('the first')
    expect(shape(await of(copy.id))).toEqual(shape(await of(source.id)))
    expect((await of(copy.id)).map(({ id }) => id)).toContain(copy.rootResourceId)
  })

  test('refuses patch operations as a whole when one of them is wrong', async () => {
    const { id } = await create({ description: 'before' })
    const wrong = await update(
      id,
      { op: 'replace', path: '/description', value: 'after' },
      { op: 'replace', path: '/rootResourceId', value: 'x' },
    )
    expect(wrong).toEqual(badRequest('Invalid patch path /rootResourceId'))
    const api = await cloud.client.send(new GetRestApiCommand({ restApiId: id }))
    expect(api.description).toBe('before')
  })

  test('gets a description that is added', async () => {
    const { id } = await create()
    const answer = await update(id, { op: 'add', path: '/description', value: 'added' })
    expect(answer).toMatchObject({ status: 200, body: { description: 'added' } })
  })

  test('has no tags that are kept for AWS', async () => {
    const answer = await answerOf(create({ tags: { 'Aws:x': '1' } }))
    const message = "Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)"
    expect(answer).toEqual(badRequest(message))
  })

  test('has tags of letters of every script, digits, blanks and some signs', async () => {
    const tags = { 'Cost Center': 'a@b.c', 한글: '값 1', 'a.b:c+d=e@f_g/h-i': '' }
    expect(await answerOf(create({ tags }))).toMatchObject({ status: 201, body: { tags } })
  })

  test.each([
    [{ 'a!': '' }, 'Invalid tag key specified'],
    [{ 'a;b': '' }, 'Invalid tag key specified'],
    [{ '': 'a' }, 'Invalid tag key specified'],
    [{ a: '<b>' }, 'Invalid tag value specified'],
    [{ ['k'.repeat(129)]: '' }, 'Invalid tag key specified'],
    [{ a: 'v'.repeat(257) }, 'Invalid tag value specified'],
    [
      Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ''])),
      'A resource has at most 50 tags',
    ],
  ])('has no other tags: %#', async (tags, message) => {
    expect(await answerOf(create({ tags }))).toEqual(badRequest(message))
  })

  test('has no tag whose value is null', async () => {
    const body = '{"name": "a", "tags": {"a": null}}'
    const answer = await fetch(`${emulator.endpoint}/restapis`, { method: 'POST', body })
    expect([answer.status, await answer.json()]).toEqual([400, { message: 'Invalid tag value specified' }])
  })

  test.each([
    ['securityPolicy', 'SecurityPolicy_TLS13_1_3_2025_09', 'TLS_1_0'],
    ['endpointAccessMode', 'STRICT', 'BASIC'],
  ])('has no %s but the usual one', async (member, value, usual) => {
    const not = { status: 501, message: expect.stringContaining(`APIs with ${member} are not supported`) }
    const path = `/${member}`
    expect(await answerOf(create({ [member]: value }))).toMatchObject(not)
    const { id } = await create({ [member]: usual })
    expect(await update(id, { op: 'replace', path, value })).toMatchObject(not)
    expect(await update(id, { op: 'replace', path, value: usual })).toMatchObject({ status: 200 })
  })

  test('is answered with the long id that AWS gives to a request', async () => {
    for (const path of ['/restapis', '/restapis/none']) {
      const { headers } = await fetch(`${emulator.endpoint}${path}`)
      expect(headers.get('x-amz-apigw-id')).toMatch(/^[\w-]{15}=$/)
    }
  })

  test.each(['abc', '1.5'])('is not listed %s at a time', async (limit) => {
    expect(await cloud.raw('GET', `/restapis?limit=${limit}`)).toMatchObject({
      status: 400,
      code: 'SerializationException',
    })
  })

  test('answers 501 with the name of an operation that is not supported', async () => {
    const answer = await answerOf(
      cloud.client.send(new ImportRestApiCommand({ body: new Uint8Array([123]) })),
    )
    expect(answer).toMatchObject({ status: 501, message: expect.stringContaining('ImportRestApi') })
  })
})

describe('the endpoint of a private API', () => {
  const to = (value: string): PatchOperation => ({
    op: 'replace',
    path: '/endpointConfiguration/types/PRIVATE',
    value,
  })
  const vpcEndpoint = (op: 'add' | 'remove'): PatchOperation => ({
    op,
    path: '/endpointConfiguration/vpcEndpointIds',
    value: 'vpce-1',
  })
  const createPrivate = async () => (await create({ endpointConfiguration: { types: ['PRIVATE'] } })).id

  test('becomes REGIONAL with ipv4, and never EDGE', async () => {
    const id = await createPrivate()
    expect(await update(id, to('EDGE'))).toEqual(badRequest('Cannot update endpoint from PRIVATE to EDGE'))
    expect(await update(id, to('PRIVATE'))).toMatchObject({
      body: { endpointConfiguration: { types: ['PRIVATE'], ipAddressType: 'dualstack' } },
    })
    expect(await update(id, to('REGIONAL'))).toMatchObject({
      body: { endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' } },
    })
    expect(await update(id, to('EDGE'))).toMatchObject({
      body: { endpointConfiguration: { types: ['EDGE'] } },
    })
  })

  test('stays private while it is that of a VPC', async () => {
    const id = await createPrivate()
    expect(await update(id, vpcEndpoint('add'))).toMatchObject({ status: 200 })
    for (const type of ['REGIONAL', 'EDGE'])
      expect(await update(id, to(type))).toEqual(
        badRequest('VPCEndpoints can only be specified with PRIVATE apis.'),
      )
    const freed = await update(id, vpcEndpoint('remove'), to('REGIONAL'))
    expect(freed).toMatchObject({ body: { endpointConfiguration: { types: ['REGIONAL'] } } })
  })
})

describe('a resource policy', () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke' }
  const policyOf = (more: object) => JSON.stringify({ Version: '2012-10-17', ...more }, null, 2)

  test('is shown with whole ARNs and escaped, and goes', async () => {
    const Statement = [{ ...statement, Resource: ['execute-api:/*', 'execute-api:/a'] }]
    const { id = '', policy } = await create({ policy: policyOf({ Statement }) })
    const arn = `arn:aws:execute-api:us-east-1:200000000001:${id}\\/`
    const shown = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["${arn}*","${arn}a"]}]}`
    expect(policy).toBe(shown.replaceAll('"', '\\"'))
    const clone = await create({ cloneFrom: id })
    expect(clone.policy).toBe(policy?.replaceAll(id, clone.id ?? ''))
    const removed = await update(id, { op: 'replace', path: '/policy', value: '' })
    expect(Object(removed.body).policy).toBeUndefined()
  })

  /** aws/serverless-application-model, integration/combination/test_api_with_resource_policies.py. */
  test('is shown in the form of IAM', async () => {
    const Statement = [
      {
        Condition: { NotIpAddress: { 'aws:SourceIp': ['1.2.3.4'] }, Bool: { x: ['a', 'b'] } },
        Resource: ['execute-api:/*'],
        Action: ['execute-api:Invoke'],
        Principal: { AWS: ['123456789012'] },
        Effect: 'Allow',
      },
    ]
    const { id, policy = '' } = await create({ policy: JSON.stringify({ Statement, Version: '2012-10-17' }) })
    expect(policy.replaceAll('\\', '')).toBe(
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:200000000001:${id}/*","Condition":{"NotIpAddress":{"aws:SourceIp":"1.2.3.4"},"Bool":{"x":["a","b"]}}}]}`,
    )
  })

  test.each([
    'none',
    '[]',
    policyOf({}),
    `${policyOf({ Statement: { ...statement, Resource: '*' } })}${' '.repeat(8192)}`,
    policyOf({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }),
    policyOf({ Statement: [{ ...statement, Resource: '*', Effect: 'Maybe' }] }),
  ])('is refused where it is %s', async (policy) => {
    const refusal = badRequest(
      'Invalid policy document. Please check the policy syntax and ensure that Principals are valid.',
    )
    const { id } = await create()
    expect(await answerOf(create({ policy }))).toEqual(refusal)
    expect(await update(id, { op: 'replace', path: '/policy', value: policy })).toEqual(refusal)
  })
})

describe('the models of an API', () => {
  test('are Empty and Error', async () => {
    const { id: restApiId } = await create()
    const { items = [] } = await cloud.client.send(new GetModelsCommand({ restApiId }))
    expect(items.map(({ name }) => name)).toEqual(['Empty', 'Error'])
    const empty = await cloud.client.send(new GetModelCommand({ restApiId, modelName: 'Empty' }))
    expect(empty).toMatchObject({
      ...items[0],
      contentType: 'application/json',
      description: 'This is a default empty schema model',
    })
    expect(JSON.parse(empty.schema ?? '')).toMatchObject({ title: 'Empty Schema', type: 'object' })
  })

  test('are no others, whatever JavaScript has on an object', async () => {
    const { id: restApiId } = await create()
    for (const modelName of ['Pets', 'constructor', '__proto__']) {
      const answer = await answerOf(cloud.client.send(new GetModelCommand({ restApiId, modelName })))
      expect(answer.message).toBe(`Invalid model name specified: ${modelName}`)
    }
  })
})
