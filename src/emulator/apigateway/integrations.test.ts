import {
  GetIntegrationCommand,
  type PatchOperation,
  PutIntegrationCommand,
  type PutIntegrationRequest,
  PutIntegrationResponseCommand,
  type PutIntegrationResponseRequest,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateIntegrationCommand,
  UpdateMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'
import { type GetMethod, newApi, newMethod, newMock } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator({})
  cloud = cloudOf(emulator.endpoint, '400000000001')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

const badRequest = (message: string) => ({ status: 400, code: 'BadRequestException', message })
const mappingError = (error: string) =>
  badRequest(`Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`)

const lambda = 'arn:aws:lambda:us-east-1:400000000001:function:f'
const uriOf = (named?: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${named}/invocations`
const proxy: Partial<PutIntegrationRequest> = {
  type: 'AWS_PROXY',
  integrationHttpMethod: 'POST',
  uri: uriOf(lambda),
}

const variable = (name: string) => `\${stageVariables.${name}}`
const noArn = 'Invalid ARN specified in the request'
const http: Partial<PutIntegrationRequest> = {
  type: 'HTTP_PROXY',
  integrationHttpMethod: 'GET',
  uri: 'http://x.example',
}

const put = (at: GetMethod, members: Partial<PutIntegrationRequest>) =>
  answerOf(cloud.client.send(new PutIntegrationCommand({ ...at, type: 'MOCK', ...members })))

const patch = (at: GetMethod, path: string, value: string) =>
  answerOf(
    cloud.client.send(
      new UpdateIntegrationCommand({ ...at, patchOperations: [{ op: 'replace', path, value }] }),
    ),
  )

const respond = (at: GetMethod, members: Partial<PutIntegrationResponseRequest> = {}) =>
  answerOf(cloud.client.send(new PutIntegrationResponseCommand({ ...at, statusCode: '200', ...members })))

const method = async () => newMethod({ cloud }, await newApi({ cloud }))

describe('an integration', () => {
  test('is replaced as a whole by PutIntegration, responses included', async () => {
    const at = await method()
    await put(at, proxy)
    await respond(at)
    await put(at, { ...proxy, type: 'AWS' })
    const after = await cloud.client.send(new GetIntegrationCommand(at))
    expect(after).toMatchObject({ type: 'AWS', httpMethod: 'POST' })
    expect(after.integrationResponses).toBeUndefined()
  })

  test('may have a template for all content types, and so may its responses', async () => {
    const at = await method()
    const $default = '{"statusCode": 200}'
    const requestTemplates = { $default }
    expect(await put(at, { requestTemplates })).toMatchObject({ status: 201, body: { requestTemplates } })
    const responseTemplates = { $default }
    expect(await respond(at, { responseTemplates })).toMatchObject({
      status: 201,
      body: { responseTemplates },
    })
  })

  const refusals: readonly (readonly [string, Partial<PutIntegrationRequest>, string])[] = [
    [
      'a proxy without the verb of its endpoint',
      { ...proxy, integrationHttpMethod: undefined },
      'Enumeration value for HttpMethod must be non-empty',
    ],
    [
      'an unknown verb',
      { ...proxy, integrationHttpMethod: 'FETCH' },
      'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
    ],
    ['49 ms to answer', { timeoutInMillis: 49 }, 'Timeout should be between 50 ms and 29000 ms'],
    ['30 s to answer', { timeoutInMillis: 30000 }, 'Timeout should be between 50 ms and 29000 ms'],
    [
      'a service of AWS without a role',
      {
        type: 'AWS',
        integrationHttpMethod: 'POST',
        uri: 'arn:aws:apigateway:us-east-1:sqs:path/1/q',
      },
      'Role ARN must be specified for AWS integrations',
    ],
    ['credentials that are no role', { ...proxy, credentials: 'NONE' }, noArn],
    [
      'a URI of no region',
      { ...proxy, uri: `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/${lambda}/invocations` },
      noArn,
    ],
    [
      'an endpoint with a blank',
      { ...http, uri: 'http://x.example/a b' },
      'Invalid HTTP endpoint specified for URI',
    ],
    ...[proxy.uri, 'f', 'arn:aws:lambda:us-east-1:400000000001:layer:f'].flatMap((named) =>
      (['AWS', 'AWS_PROXY'] as const).map(
        (type) =>
          [
            `a URI of type ${type} that names ${named} as its function`,
            { ...proxy, type, uri: uriOf(named) },
            'Invalid function ARN or invalid uri',
          ] as const,
      ),
    ),
    [
      'a cache key that is no parameter',
      {
        requestParameters: { 'integration.request.header.a': "'1'" },
        cacheKeyParameters: ['integration.request.header.b'],
      },
      'Invalid cache key parameter specified',
    ],
    ['a URI of no partition', { ...proxy, uri: 'arn:was:apigateway:us-east-1:lambda:path/x' }, noArn],
    [
      'a service of AWS by a stage variable without a role',
      { ...proxy, type: 'AWS', uri: `arn:aws:apigateway:us-east-1:sns:${variable('x')}` },
      'Role ARN must be specified for AWS integrations',
    ],
    [
      'a VPC link that is not named',
      { ...http, connectionType: 'VPC_LINK' },
      'ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK',
    ],
    [
      'a VPC link that is not there',
      { ...http, connectionType: 'VPC_LINK', connectionId: 'abcdef' },
      'Invalid Vpc Link identifier specified',
    ],
    [
      'a template of more than 300 KB',
      { requestTemplates: { 'application/json': ' '.repeat(300 * 1024 + 1) } },
      'A mapping template has at most 300 KB',
    ],
    [
      'a template for what is no content type',
      { requestTemplates: { json: '{}' } },
      'Validation Result: warnings : [], errors : [Invalid content type specified: json]',
    ],
  ]
  test.each(['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY'] as const)('of type %s needs a URI', async (type) => {
    const at = await method()
    for (const uri of [undefined, ''])
      expect(await put(at, { type, uri, integrationHttpMethod: 'POST' })).toEqual(
        badRequest('Invalid integration URI specified'),
      )
  })

  test.each(refusals)('cannot have %s', async (_, members, message) => {
    expect(await put(await method(), members)).toEqual(badRequest(message))
  })

  test('acts as a role or user of its own account, or as whoever calls', async () => {
    const at = await method()
    const ofAccount = (account: string) =>
      put(at, { ...proxy, credentials: `arn:aws:iam::${account}:role/r` })
    expect(await ofAccount('400000000001')).toMatchObject({ status: 201 })
    const user = 'arn:aws:iam::400000000001:user/path/u'
    for (const credentials of ['arn:aws:iam::*:user/*', user])
      expect(await put(at, { ...proxy, credentials })).toMatchObject({ status: 201 })
    expect(await ofAccount('400000000002')).toEqual({
      status: 403,
      code: 'AccessDeniedException',
      message: 'Cross-account pass role is not allowed.',
    })
  })

  test.each([`${lambda}:${variable('alias')}`, variable('arn'), `arn:aws:lambda:${variable('rest')}`])(
    'calls the function %s',
    async (named) => {
      expect(await put(await method(), { ...proxy, uri: uriOf(named) })).toMatchObject({ status: 201 })
    },
  )

  test.each(['AWS', 'AWS_PROXY'] as const)(
    'of type %s may have the path of its function begin with a slash',
    async (type) => {
      const at = await method()
      const slashed = (named: string) => uriOf(named).replace('path/', 'path//')
      const uri = slashed(lambda)
      expect(await put(at, { ...proxy, type, uri })).toMatchObject({ status: 201, body: { uri } })
      expect(await put(at, { ...proxy, type, uri: slashed('f') })).toEqual(
        badRequest('Invalid function ARN or invalid uri'),
      )
    },
  )

  test('takes what follows a service, and a role, from stage variables', async () => {
    const members = {
      type: 'AWS',
      uri: `arn:aws:apigateway:us-east-1:sns:${variable('x')}`,
      credentials: `arn:aws:iam::400000000001:${variable('role')}`,
    } as const
    const answer = await put(await method(), { ...members, integrationHttpMethod: 'POST' })
    expect(answer).toMatchObject({ status: 201, body: members })
  })

  test.each<[string, Partial<PutIntegrationRequest>]>([
    ['responseTransferMode', { responseTransferMode: 'STREAM' }],
    ['integrationTarget', { integrationTarget: 'arn:aws:elasticloadbalancing:x' }],
    [
      'response-streaming-invocations',
      {
        uri: `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${lambda}/response-streaming-invocations`,
      },
    ],
  ])('with %s is not supported', async (name, members) => {
    const message = `Integrations with ${name} are not supported by this cloud. See src/emulator/README.md.`
    const at = await method()
    expect(await put(at, { ...proxy, ...members })).toMatchObject({ status: 501, message })
    expect(await put(at, { ...proxy, responseTransferMode: 'BUFFERED' })).toMatchObject({ status: 201 })
    for (const [member, value] of Object.entries(members))
      expect(await patch(at, `/${member}`, String(value))).toMatchObject({ status: 501, message })
  })

  test.each(['querystring.ids[]', 'header.한'])(
    'has no method parameter %s (floci-io/floci#3549)',
    async (name) => {
      const requestParameters = { [`method.request.${name}`]: false }
      const put = new PutMethodCommand({
        ...(await method()),
        httpMethod: 'POST',
        authorizationType: 'NONE',
        requestParameters,
      })
      expect(await answerOf(cloud.client.send(put))).toEqual(
        mappingError('Parameter name should match the following regular expression: ^[a-zA-Z0-9:._$-]+$'),
      )
    },
  )

  test('has the method parameter of a greedy variable', async () => {
    const put = new PutMethodCommand({
      ...(await method()),
      httpMethod: 'POST',
      authorizationType: 'NONE',
      requestParameters: { 'method.request.path.proxy+': true },
    })
    expect(await answerOf(cloud.client.send(put))).toMatchObject({ status: 201 })
  })

  test('maps only parameters that its method declares', async () => {
    const requestParameters = { 'integration.request.path.id': 'method.request.path.id' }
    expect(await put(await method(), { requestParameters })).toEqual(
      mappingError('Invalid mapping expression parameter specified: method.request.path.id'),
    )
  })

  /** test_invoke_with_query_parameters; AWS has a name once only, wherever it stands. */
  test('maps a parameter by its name, though its method declares that for another place', async () => {
    const declaring = { 'method.request.path.param1': false }
    const at = { ...(await newApi({ cloud })), httpMethod: 'GET' } as const
    await cloud.client.send(
      new PutMethodCommand({ ...at, authorizationType: 'NONE', requestParameters: declaring }),
    )
    const requestParameters = {
      'integration.request.querystring.param1': 'method.request.querystring.param1',
    }
    expect(await put(at, { requestParameters })).toMatchObject({ status: 201, body: { requestParameters } })
  })

  test.each(["'static'", 'context.requestId', 'stageVariables.name', 'method.request.body.a'])(
    'maps %s as it is',
    async (value) => {
      const requestParameters = { 'integration.request.header.x': value }
      expect(await put(await method(), { requestParameters })).toMatchObject({ status: 201 })
    },
  )

  test.each(['/type', '/httpMethod', '/uri'])('that calls nobody keeps its %s', async (path) => {
    const answer = await patch(await newMock({ cloud }), path, 'GET')
    expect(answer).toEqual(badRequest(`Invalid patch path ${path}`))
  })

  test('is patched member by member and checked again', async () => {
    const at = await method()
    await put(at, proxy)
    expect(await patch(at, '/timeoutInMillis', '1000')).toMatchObject({
      status: 200,
      body: { timeoutInMillis: 1000 },
    })
    expect(await patch(at, '/uri', lambda)).toEqual(
      badRequest('AWS ARN for integration must contain path or action'),
    )
    expect(await patch(at, '/uri', '')).toEqual(badRequest('Invalid integration URI specified'))
  })
})

describe('the cache keys of an integration', () => {
  const [name, mapped] = ['method.request.querystring.id', 'integration.request.header.bodyValue']

  /** A MOCK whose cache goes by a parameter of its method and one of its own. */
  async function keyed(): Promise<GetMethod> {
    const at = { ...(await newApi({ cloud })), httpMethod: 'GET' } as const
    const declared = { authorizationType: 'NONE', requestParameters: { [name]: false } }
    await cloud.client.send(new PutMethodCommand({ ...at, ...declared }))
    const requestParameters = { [mapped]: 'method.request.body.value' }
    const answer = await put(at, { requestParameters, cacheKeyParameters: [name, mapped] })
    expect(answer).toMatchObject({ status: 201, body: { cacheKeyParameters: [name, mapped] } })
    return at
  }
  const keysOf = async (at: GetMethod) =>
    (await cloud.client.send(new GetIntegrationCommand(at))).cacheKeyParameters

  test.each<PatchOperation>([
    { op: 'remove', path: `/requestParameters/${name}` },
    { op: 'replace', path: `/requestParameters/${name}`, value: 'true' },
  ])('lose a parameter of the method with %j', async (operation) => {
    const at = await keyed()
    await cloud.client.send(new UpdateMethodCommand({ ...at, patchOperations: [operation] }))
    expect(await keysOf(at)).toEqual([mapped])
  })

  test('are put and taken away by name, and only one that is there', async () => {
    const at = await keyed()
    const remove = () => {
      const patchOperations: PatchOperation[] = [{ op: 'remove', path: `/cacheKeyParameters/${mapped}` }]
      return answerOf(cloud.client.send(new UpdateIntegrationCommand({ ...at, patchOperations })))
    }
    expect(await remove()).toMatchObject({ body: { cacheKeyParameters: [name] } })
    expect(await remove()).toEqual({
      status: 404,
      code: 'NotFoundException',
      message: 'Invalid parameter name specified',
    })
  })
})

describe('an integration response', () => {
  test('is the only one without a pattern', async () => {
    const at = await newMock({ cloud })
    await respond(at)
    expect(await respond(at, { statusCode: '500', selectionPattern: '' })).toEqual({
      status: 409,
      code: 'ConflictException',
      message: 'Integration response with selection pattern default already exists',
    })
    expect(await respond(at, { statusCode: '500', selectionPattern: '.*' })).toMatchObject({ status: 201 })
  })

  test('has a pattern that is one', async () => {
    const answer = await respond(await newMock({ cloud }), { selectionPattern: '[' })
    expect(answer).toEqual(badRequest('Invalid regex pattern specified'))
  })

  test('maps headers only once the method response declares them', async () => {
    const at = await newMock({ cloud })
    const name = 'method.response.header.Access-Control-Allow-Origin'
    const responseParameters = { [name]: "'*'" }
    expect(await respond(at, { responseParameters })).toEqual(
      mappingError('No method response exists for method.'),
    )
    await cloud.client.send(new PutMethodResponseCommand({ ...at, statusCode: '404' }))
    expect(await respond(at, { responseParameters })).toEqual(
      mappingError(`Invalid mapping expression parameter specified: ${name}`),
    )
    const declared = { ...at, statusCode: '200', responseParameters: { [name]: false } }
    await cloud.client.send(new PutMethodResponseCommand(declared))
    expect(await respond(at, { responseParameters })).toMatchObject({
      status: 201,
      body: { responseParameters },
    })
  })

  test('needs an integration', async () => {
    expect(await respond(await method())).toEqual({
      status: 404,
      code: 'NotFoundException',
      message: 'Invalid Integration identifier specified',
    })
  })
})
