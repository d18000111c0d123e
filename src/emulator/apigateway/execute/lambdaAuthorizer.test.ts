import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateAuthorizerCommand,
  type CreateAuthorizerRequest,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateAuthorizerCommand,
  UpdateMethodCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { type Emulator, startEmulator } from '../../start.ts'

const [region, account] = ['eu-west-3', '111122224444']
/** `ask` counts its calls; what it says is told by the token, or by `answer` where the token is JSON. */
const handlers = `let calls = 0
exports.ask = async (event) => {
  const token = event.authorizationToken ?? event.headers.Token ?? '{}'
  if (token.startsWith('!')) throw new Error(token.slice(1))
  const statement = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }
  const context = { calls: ++calls, ok: true, none: null, event: JSON.stringify(event) }
  const policyDocument = { Version: '2012-10-17', Statement: [statement] }
  if (!token.startsWith('{')) return { principalId: 'me', policyDocument, context }
  const { more = {}, ...other } = JSON.parse(token)
  Object.assign(statement, other)
  return { principalId: 'me', policyDocument, context, ...more }
}
exports.echo = async (event) => ({ statusCode: 200, body: JSON.stringify(event.requestContext.authorizer) })`

let time = Date.now()
let cloud: Emulator
let gateway: APIGatewayClient
let lambda: LambdaClient

const arnOf = (name: string) => `arn:aws:lambda:${region}:${account}:function:${name}`
const uriOf = (name: string) =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arnOf(name)}/invocations`
const newFunction = (name: string) =>
  new CreateFunctionCommand({
    ...{ FunctionName: name, Runtime: 'nodejs22.x', Handler: `index.${name}` },
    Role: `arn:aws:iam::${account}:role/r`,
    Code: { ZipFile: zipSync({ 'index.js': strToU8(handlers) }) },
  })
const permit = (FunctionName: string, of: string, client = lambda, seenFrom = region) =>
  client.send(
    new AddPermissionCommand({
      ...{ FunctionName, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' },
      StatementId: `s${seenFrom}${of.replace(/\W/g, '')}`,
      SourceArn: `arn:aws:execute-api:${seenFrom}:${account}:${of}`,
    }),
  )

beforeAll(async () => {
  cloud = await startEmulator({ now: () => time })
  const credentials = { accessKeyId: account, secretAccessKey: 'x' }
  const settings = { endpoint: cloud.endpoint, region, credentials }
  gateway = new APIGatewayClient(settings)
  lambda = new LambdaClient(settings)
  for (const name of ['ask', 'echo']) await lambda.send(newFunction(name))
  time += 10_000
  await permit('echo', '*/*/*/*')
})
afterAll(async () => {
  gateway.destroy()
  lambda.destroy()
  await cloud.close()
})

const headerSource = 'method.request.header.Token'

/** Guards GET (a proxy) and POST (a mock that shows the context) of `/{id}`; deployed to `dev`. */
async function deployed(more: Partial<CreateAuthorizerRequest> = {}, isPermitted = true) {
  const { id: restApiId, rootResourceId: parentId } = await gateway.send(
    new CreateRestApiCommand({ name: 'x' }),
  )
  const { id: authorizerId } = await gateway.send(
    new CreateAuthorizerCommand({
      ...{ restApiId, name: 'a', type: 'TOKEN', identitySource: headerSource, authorizerUri: uriOf('ask') },
      ...more,
    }),
  )
  if (isPermitted) await permit('ask', `${restApiId}/authorizers/${authorizerId}`)
  const { id: resourceId } = await gateway.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: '{id}' }),
  )
  const custom = { restApiId, resourceId, authorizationType: 'CUSTOM', authorizerId }
  for (const httpMethod of ['GET', 'POST'])
    await gateway.send(new PutMethodCommand({ ...custom, httpMethod }))
  const get = { restApiId, resourceId, httpMethod: 'GET', integrationHttpMethod: 'POST' }
  await gateway.send(new PutIntegrationCommand({ ...get, type: 'AWS_PROXY', uri: uriOf('echo') }))
  const post = { restApiId, resourceId, httpMethod: 'POST' }
  const requestTemplates = { 'application/json': '{"statusCode":200}' }
  await gateway.send(new PutIntegrationCommand({ ...post, type: 'MOCK', requestTemplates }))
  await gateway.send(new PutMethodResponseCommand({ ...post, statusCode: '200' }))
  const template = '$context.authorizer.principalId $context.authorizer.calls $context.authorizer.ok'
  const responseTemplates = { 'application/json': template }
  await gateway.send(new PutIntegrationResponseCommand({ ...post, statusCode: '200', responseTemplates }))
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev', variables: { v: 'w' } }))
  const call = async (
    token?: string | object,
    path = '/1',
    method = 'GET',
    stage = 'dev',
    more: Record<string, string> = {},
  ) => {
    const text = typeof token === 'object' ? JSON.stringify(token) : token
    const headers = text === undefined ? more : { ...more, Token: text }
    const url = `${cloud.endpoint}/_aws/execute-api/${restApiId}/${stage}${path}`
    const answer = await fetch(url, { method, headers })
    return [answer.status, await answer.text(), answer.headers.get('x-amzn-errortype')] as const
  }
  return { restApiId, resourceId, authorizerId, call }
}

/** What the function behind the proxy was told of the caller. */
const told = ([status, body]: readonly [number, string, ...unknown[]]): Record<string, string> =>
  status === 200 ? JSON.parse(body) : { status: String(status), body }

const unauthorized = [401, '{"message":"Unauthorized"}', 'UnauthorizedException']
const broken = [500, '{"message":null}', 'AuthorizerConfigurationException']
const refused = (more = '') => [
  403,
  `{"Message":"User is not authorized to access this resource${more}"}`,
  'AccessDeniedException',
]
const denied = refused(' with an explicit deny in an identity-based policy')

test('a TOKEN authorizer is asked with the token; its context goes to the function and to templates as text', async () => {
  const { restApiId, call } = await deployed({ authorizerResultTtlInSeconds: 0 })
  const { event, calls, ...authorizer } = told(await call('t', '/a?b=c'))
  expect(authorizer).toEqual({ principalId: 'me', ok: 'true', integrationLatency: 0 })
  const methodArn = `arn:aws:execute-api:${region}:${account}:${restApiId}/dev/GET/a`
  expect(JSON.parse(event ?? '')).toEqual({ type: 'TOKEN', authorizationToken: 't', methodArn })
  expect((await call('t', '/a', 'POST'))[1]).toBe(`me ${Number(calls) + 1} true`)
})

test('a REQUEST authorizer is asked with the request, once every identity source is there', async () => {
  const identitySource = `${headerSource}, method.request.querystring.q, stageVariables.v, context.stage`
  const { restApiId, call } = await deployed({ type: 'REQUEST', identitySource })
  expect(await call('t', '/a')).toEqual(unauthorized)
  expect(await call('t', '/a?q=')).toEqual(unauthorized)
  expect(JSON.parse(told(await call('t', '/a?q=1&q=2')).event ?? '')).toMatchObject({
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:${region}:${account}:${restApiId}/dev/GET/a`,
    ...{ resource: '/{id}', path: '/a', httpMethod: 'GET' },
    headers: { Token: 't' },
    multiValueHeaders: { Token: ['t'] },
    queryStringParameters: { q: '2' },
    multiValueQueryStringParameters: { q: ['1', '2'] },
    ...{ pathParameters: { id: 'a' }, stageVariables: { v: 'w' } },
    requestContext: { stage: 'dev', resourcePath: '/{id}' },
  })
})

/** aws/serverless-application-model, integration/combination/test_api_with_authorizers.py. */
test('a REQUEST authorizer that keeps nothing is asked as any other, or always where it has no identity source', async () => {
  const more = { type: 'REQUEST', authorizerResultTtlInSeconds: 0 } as const
  const { call } = await deployed(more)
  expect(await call()).toEqual(unauthorized)
  expect((await call('t'))[0]).toBe(200)
  const { call: callAny } = await deployed({ ...more, identitySource: undefined })
  expect((await callAny())[0]).toBe(200)
})

describe('a caller', () => {
  let call: Awaited<ReturnType<typeof deployed>>['call']
  beforeAll(async () => {
    const identityValidationExpression = '[^?]+'
    ;({ call } = await deployed({ authorizerResultTtlInSeconds: 0, identityValidationExpression }))
  })

  test.each<readonly [string, string | object | undefined, readonly unknown[]]>([
    ['without a token', undefined, unauthorized],
    ['whose token is not of the form', 't?', unauthorized],
    ['whom the function calls Unauthorized', '!Unauthorized', unauthorized],
    ['for whom it fails in other words', '!Unauthorized.', broken],
    ['whom it denies', { Effect: 'Deny', Resource: ['*/none', 'arn:aws:execute-api:*/dev/*'] }, denied],
    ['whom it lets in elsewhere', { Resource: 'arn:aws:execute-api:*/dev/POST/*' }, refused()],
    ['whom it lets do something else', { Action: 'execute-api:ManageConnections' }, refused()],
    ['of whom it says nothing valid', { Effect: 'allow' }, broken],
    ['with a policy that is none', { more: { policyDocument: 'Allow' } }, broken],
    ['with a list in the context', { more: { context: { list: [] } } }, broken],
  ])('%s is not let in', async (_, token, answer) => {
    expect(await call(token)).toEqual(answer)
  })

  test('may be let in by a list, in any case, or by all but some', async () => {
    const action = { Action: ['EXECUTE-API:*'] }
    expect((await call({ ...action, Resource: ['*/none', '*/dev/G*T/1'] }))[0]).toBe(200)
    expect((await call({ ...action, Resource: null, NotResource: '*/none' }))[0]).toBe(200)
  })
})

test('an authorizer needs its own permission, or a role', async () => {
  const { call } = await deployed({}, false)
  expect(await call('t')).toEqual(broken)
  const authorizerCredentials = `arn:aws:iam::${account}:role/invoke`
  const other = await deployed({ authorizerCredentials }, false)
  expect((await other.call('t'))[0]).toBe(200)
})

test('an authorizer of another region must let in the API as one of its own region', async () => {
  const there = 'eu-west-1'
  const authorizerUri = uriOf('ask').replaceAll(region, there)
  const { restApiId, authorizerId, call } = await deployed({ authorizerUri }, false)
  const credentials = { accessKeyId: account, secretAccessKey: 'x' }
  const far = new LambdaClient({ endpoint: cloud.endpoint, region: there, credentials })
  await far.send(newFunction('ask'))
  time += 10_000
  await permit('ask', `${restApiId}/authorizers/${authorizerId}`, far, region)
  expect(await call('t')).toEqual(broken)
  await permit('ask', `${restApiId}/authorizers/${authorizerId}`, far, there)
  expect((await call('t'))[0]).toBe(200)
  far.destroy()
})

/** Public log 48253294949. */
test('an authorizer whose role does not trust API Gateway is not asked', async () => {
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ]
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  const role = { Action: 'CreateRole', Version: '2010-05-08', RoleName: 'own', AssumeRolePolicyDocument }
  const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/iam/aws4_request`
  const body = new URLSearchParams(role)
  await fetch(cloud.endpoint, { method: 'POST', headers: { authorization }, body })
  const { call } = await deployed({ authorizerCredentials: `arn:aws:iam::${account}:role/own` })
  expect(await call('t')).toEqual(broken)
})

test('an answer is kept for its identity and time, and judged anew for each method', async () => {
  const { call } = await deployed({ authorizerResultTtlInSeconds: 60 })
  const first = told(await call('t'))
  expect(told(await call('t'))).toEqual(first)
  expect(await call('t', '/2')).toEqual(refused())
  expect(told(await call('other')).calls).not.toBe(first.calls)
  time += 60_000
  expect(told(await call('t')).calls).not.toBe(first.calls)
})

test('answers to requests that come together are all kept', async () => {
  const { call } = await deployed({ authorizerResultTtlInSeconds: 60 })
  const first = await Promise.all([call('a'), call('b')])
  expect([await call('a'), await call('b')].map(told)).toEqual(first.map(told))
})

test('an answer is kept for one stage alone', async () => {
  const { restApiId, call } = await deployed({ authorizerResultTtlInSeconds: 60 })
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
  const first = told(await call('t'))
  const other = told(await call('t', '/1', 'GET', 'prod'))
  expect(Number(other.calls)).toBeGreaterThan(Number(first.calls))
})

test('a stage is guarded as it was when it was deployed', async () => {
  const { restApiId, authorizerId, call } = await deployed({ authorizerResultTtlInSeconds: 0 })
  const patchOperations = [{ op: 'replace', path: '/identityValidationExpression', value: 'none' } as const]
  await gateway.send(new UpdateAuthorizerCommand({ restApiId, authorizerId, patchOperations }))
  expect((await call('t'))[0]).toBe(200)
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }))
  expect(await call('t')).toEqual(unauthorized)
})

test('a gateway response tells the caller what the authorizer said', async () => {
  const { restApiId, call } = await deployed()
  await gateway.send(
    new PutGatewayResponseCommand({
      ...{ restApiId, responseType: 'ACCESS_DENIED' },
      responseTemplates: { 'application/json': '{"why":"$context.authorizer.why"}' },
    }),
  )
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }))
  const token = { Effect: 'Deny', more: { context: { why: 'too late' } } }
  expect(await call(token)).toEqual([403, '{"why":"too late"}', 'AccessDeniedException'])
})

/** The same with GET in need of an API key, and such a key. */
async function deployedForKeys() {
  const {
    restApiId = '',
    resourceId,
    call,
  } = await deployed({ type: 'REQUEST', authorizerResultTtlInSeconds: 0 })
  const patchOperations = [{ op: 'replace', path: '/apiKeyRequired', value: 'true' } as const]
  await gateway.send(new UpdateMethodCommand({ restApiId, resourceId, httpMethod: 'GET', patchOperations }))
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }))
  const { id: keyId, value = '' } = await gateway.send(new CreateApiKeyCommand({ enabled: true }))
  const apiStages = [{ apiId: restApiId, stage: 'dev' }]
  const { id: usagePlanId } = await gateway.send(new CreateUsagePlanCommand({ name: 'p', apiStages }))
  await gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }))
  return { restApiId, keyId, value, call }
}

/** Developer guide, api-gateway-api-key-source and api-gateway-lambda-authorizer-output. */
test('an authorizer may give the API key, where the API takes it from there', async () => {
  const { restApiId, value, call } = await deployedForKeys()
  const withKey = (usageIdentifierKey: unknown) => ({ more: { usageIdentifierKey } })
  const forbidden = [403, '{"message":"Forbidden"}', 'ForbiddenException']
  expect(await call(withKey(value))).toEqual(forbidden)
  const patchOperations = [{ op: 'replace', path: '/apiKeySource', value: 'AUTHORIZER' } as const]
  await gateway.send(new UpdateRestApiCommand({ restApiId, patchOperations }))
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }))
  expect((await call(withKey(value)))[0]).toBe(200)
  expect(await call(withKey('another'))).toEqual(forbidden)
  expect(await call(withKey(1))).toEqual(forbidden)
  expect(await call({}, '/1', 'GET', 'dev', { 'x-api-key': value })).toEqual(forbidden)
  expect(await call({ Effect: 'Deny', ...withKey(value) })).toEqual(denied)
})

test('a REQUEST authorizer is told the API key, which is judged after it', async () => {
  const { keyId, value, call } = await deployedForKeys()
  expect(await call('t')).toEqual([403, '{"message":"Forbidden"}', 'ForbiddenException'])
  expect(await call('!Unauthorized')).toEqual(unauthorized)
  const event = JSON.parse(told(await call('t', '/1', 'GET', 'dev', { 'x-api-key': value })).event ?? '')
  expect(event.requestContext.identity).toMatchObject({ apiKey: value, apiKeyId: keyId })
})
