import { once } from 'node:events'
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  type PutIntegrationCommandInput,
  PutIntegrationResponseCommand,
  type PutIntegrationResponseCommandInput,
  PutMethodCommand,
  PutMethodResponseCommand,
  TestInvokeMethodCommand,
} from '@aws-sdk/client-api-gateway'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { type Emulator, startEmulator } from '../../start.ts'

const region = 'eu-west-3'
const account = '111122223333'
const handler = `exports.handler = async (event) => {
  if (event.fail) throw new Error(event.fail)
  if (event.path === '/echo') return { statusCode: 201, headers: { trace: process.env._X_AMZN_TRACE_ID }, body: JSON.stringify(event) }
  return { statusCode: 200, body: JSON.stringify('Hello from Lambda!') }
}`
const answer = '{"statusCode":200,"body":"\\"Hello from Lambda!\\""}'
const serverError = '{"message": "Internal server error"}'

let cloud: Emulator
let gateway: APIGatewayClient
let lambda: LambdaClient
let functionArn = ''

beforeAll(async () => {
  cloud = await startEmulator()
  const settings = {
    endpoint: cloud.endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
  }
  gateway = new APIGatewayClient(settings)
  lambda = new LambdaClient(settings)
  const created = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'hello',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${account}:role/r`,
      Code: { ZipFile: zipSync({ 'index.js': strToU8(handler) }) },
    }),
  )
  functionArn = created.FunctionArn ?? ''
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 20, minDelay: 0.05 },
    { FunctionName: 'hello' },
  )
})

afterAll(async () => {
  gateway.destroy()
  lambda.destroy()
  await cloud.close()
})

const uri = () => `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`

/** A new API with one resource; each test has its own. */
async function newApi(pathPart: string) {
  const api = await gateway.send(new CreateRestApiCommand({ name: 'api' }))
  const restApiId = api.id ?? ''
  const resource = await gateway.send(
    new CreateResourceCommand({ restApiId, parentId: api.rootResourceId ?? '', pathPart }),
  )
  return { restApiId, resourceId: resource.id ?? '', pathPart }
}
type Api = Awaited<ReturnType<typeof newApi>>
const place = ({ restApiId, resourceId }: Api) => ({ restApiId, resourceId })

interface MethodPlan extends Partial<PutIntegrationCommandInput> {
  readonly response?: Partial<PutIntegrationResponseCommandInput> | false
  readonly methodResponse?: boolean
  readonly responseHeaders?: Record<string, boolean>
}

async function putMethod(
  api: Api,
  httpMethod: string,
  { response = {}, methodResponse = true, responseHeaders, ...integration }: MethodPlan,
) {
  const at = { ...place(api), httpMethod }
  await gateway.send(new PutMethodCommand({ ...at, authorizationType: 'NONE' }))
  const lambdaOnly = integration.type === 'MOCK' ? {} : { uri: uri(), integrationHttpMethod: 'POST' }
  await gateway.send(new PutIntegrationCommand({ ...at, type: 'AWS', ...lambdaOnly, ...integration }))
  if (methodResponse)
    await gateway.send(
      new PutMethodResponseCommand({ ...at, statusCode: '200', responseParameters: responseHeaders }),
    )
  if (response)
    await gateway.send(new PutIntegrationResponseCommand({ ...at, statusCode: '200', ...response }))
}

let statements = 0
const permit = ({ restApiId }: Api, rest: string) =>
  lambda.send(
    new AddPermissionCommand({
      FunctionName: 'hello',
      StatementId: `s${++statements}`,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:${region}:${account}:${restApiId}/${rest}`,
    }),
  )
const deploy = ({ restApiId }: Api, stageName = 'prod') =>
  gateway.send(new CreateDeploymentCommand({ restApiId, stageName }))

async function get(api: Api, path = `/prod/${api.pathPart}`, init: RequestInit = {}) {
  const response = await fetch(`${cloud.endpoint}/_aws/execute-api/${api.restApiId}${path}`, init)
  return { status: response.status, body: await response.text(), headers: response.headers }
}
const errorType = ({ headers }: { readonly headers: globalThis.Headers }) => headers.get('x-amzn-errortype')

async function testMethod(api: Api, httpMethod = 'GET', body?: string) {
  const result = await gateway.send(new TestInvokeMethodCommand({ ...place(api), httpMethod, body }))
  return {
    ...result,
    lines: (result.log ?? '').split('\n').map((line) => line.replace(/^\w{3} .* UTC \d{4} : /, '')),
  }
}

describe('a deployed API', () => {
  test('serves a Lambda proxy integration, and what was deployed until the next deployment', async () => {
    const api = await newApi('hello')
    await putMethod(api, 'ANY', { type: 'AWS_PROXY', response: false })
    await permit(api, '*/*/hello')
    await deploy(api)
    expect(await get(api)).toMatchObject({ status: 200, body: '"Hello from Lambda!"' })
    await putMethod(api, 'GET', {})
    expect(await testMethod(api)).toMatchObject({ status: 200, body: answer })
    expect(await get(api)).toMatchObject({ status: 200, body: '"Hello from Lambda!"' })
    await deploy(api)
    const after = await get(api)
    expect(after).toMatchObject({ status: 200, body: answer })
    expect(after.headers.get('content-type')).toBe('application/json')
    expect(after.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(after.headers.get('x-amzn-trace-id')).toMatch(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$/,
    )
    expect(after.headers.get('x-amz-apigw-id')).toMatch(/=$/)
  })

  test('is found by all three forms of invoke URL', async () => {
    const api = await newApi('hello')
    await putMethod(api, 'GET', {})
    await permit(api, '*/GET/hello')
    await deploy(api)
    const old = await fetch(`${cloud.endpoint}/restapis/${api.restApiId}/prod/_user_request_/hello`)
    expect(await old.text()).toBe(answer)
    const { hostname, port } = new URL(cloud.endpoint)
    const path = `http://other.host/_aws/execute-api/${api.restApiId}/prod/hello`
    const [absolute] = await once(request({ hostname, port, path }).end(), 'response')
    expect(await json(absolute)).toEqual(JSON.parse(answer))
    expect(await get(api)).toMatchObject({ body: answer })
  })

  test('answers 403 to paths, verbs and stages that are not deployed', async () => {
    const api = await newApi('hello')
    await putMethod(api, 'GET', {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
    })
    await deploy(api)
    for (const [path, init] of [['/prod/other'], ['/prod'], ['/prod/hello', { method: 'POST' }]] as const) {
      const refused = await get(api, path, init)
      expect(refused).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' })
      expect(errorType(refused)).toBe('MissingAuthenticationTokenException')
    }
    const forbidden = await get(api, '/default/hello')
    expect(forbidden).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' })
    expect(errorType(forbidden)).toBe('ForbiddenException')
    const noApi = await fetch(`${cloud.endpoint}/_aws/execute-api/nosuchapi1/prod/hello`)
    expect(noApi.status).toBe(403)
  })

  test('passes the event of a proxy integration', async () => {
    const api = await newApi('echo')
    await putMethod(api, 'ANY', { type: 'AWS_PROXY', response: false })
    await permit(api, '*/*/echo')
    await deploy(api)
    const { status, body, headers } = await get(api, '/prod/echo?a=1&a=2', { method: 'POST', body: 'text' })
    expect(status).toBe(201)
    const traceId = headers.get('x-amzn-trace-id')
    expect(traceId).toMatch(/;Lineage=1:/)
    expect(headers.get('trace')).toBe(traceId)
    const event = JSON.parse(body)
    expect(event.headers['X-Amzn-Trace-Id']).toBe(traceId?.split(';')[0])
    expect(event).toMatchObject({
      resource: '/echo',
      path: '/echo',
      httpMethod: 'POST',
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      pathParameters: null,
      stageVariables: null,
      body: 'text',
      isBase64Encoded: false,
      requestContext: {
        accountId: account,
        apiId: api.restApiId,
        stage: 'prod',
        path: '/prod/echo',
        domainPrefix: api.restApiId,
      },
    })
  })
})

describe('what is not set up right', () => {
  test('a permission that is missing is 500, at the stage and in the test', async () => {
    const api = await newApi('hello')
    await putMethod(api, 'GET', {})
    await deploy(api)
    const refused = await get(api)
    expect(refused).toMatchObject({ status: 500, body: serverError })
    expect(errorType(refused)).toBe('InternalServerErrorException')
    const { status, body, headers, lines } = await testMethod(api)
    expect({ status, body, headers }).toEqual({
      status: 500,
      body: serverError,
      headers: { 'x-amzn-ErrorType': 'InternalServerErrorException' },
    })
    expect(lines.slice(-4)).toEqual([
      expect.stringMatching(
        /^Sending request to https:\/\/lambda\.eu-west-3\.amazonaws\.com\/2015-03-31\/functions\/arn:.*\/invocations$/,
      ),
      'Execution failed due to configuration error: Invalid permissions on Lambda function',
      'Method completed with status: 500',
      '',
    ])
  })

  test('a permission for one stage lets that stage in and not the test', async () => {
    const api = await newApi('hello')
    await putMethod(api, 'GET', {})
    await permit(api, 'prod/GET/hello')
    await deploy(api)
    expect((await get(api)).status).toBe(200)
    expect((await testMethod(api)).status).toBe(500)
  })

  test.each([
    [
      'integration response',
      { response: false },
      'No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 200',
    ],
    [
      'method response',
      { methodResponse: false },
      'Output mapping refers to an invalid method response: 200',
    ],
  ] as const)('an %s that is missing is 500', async (_name, plan, reason) => {
    const api = await newApi('hello')
    await putMethod(api, 'GET', plan)
    await permit(api, '*/GET/hello')
    await deploy(api)
    expect(await get(api)).toMatchObject({ status: 500, body: serverError })
    const { lines } = await testMethod(api)
    expect(lines).toContain(`Execution failed due to configuration error: ${reason}`)
  })

  test.each(['AWS', 'AWS_PROXY'] as const)(
    '%s with an integration method other than POST is 500',
    async (type) => {
      const api = await newApi('hello')
      await putMethod(api, 'GET', { type, integrationHttpMethod: 'GET' })
      await permit(api, '*/GET/hello')
      await deploy(api)
      expect(await get(api)).toMatchObject({ status: 500, body: serverError })
      const { log } = await testMethod(api)
      expect(log).toContain('Lambda invocation failed with status: 403. Lambda request id: ')
    },
  )
})

describe('a non-proxy Lambda integration', () => {
  test('gives what the function throws with 200, or as a pattern says', async () => {
    const api = await newApi('hello')
    await putMethod(api, 'POST', {})
    await permit(api, '*/POST/hello')
    const at = { ...place(api), httpMethod: 'POST', statusCode: '400' }
    await gateway.send(new PutMethodResponseCommand(at))
    await gateway.send(
      new PutIntegrationResponseCommand({
        ...at,
        selectionPattern: 'bad.*',
        responseTemplates: { 'application/json': '{"why": $input.json("$.errorMessage")}' },
      }),
    )
    await deploy(api)
    const post = (body: string) => get(api, '/prod/hello', { method: 'POST', body })
    const thrown = await post('{"fail":"oh bad"}')
    expect(thrown.status).toBe(200)
    expect(JSON.parse(thrown.body)).toMatchObject({ errorMessage: 'oh bad', errorType: 'Error' })
    expect(await post('{"fail":"bad input"}')).toMatchObject({ status: 400, body: '{"why": "bad input"}' })
    expect((await post('no json')).status).toBe(400)
  })
})

test('a preflight request is answered by a MOCK integration', async () => {
  const api = await newApi('hello')
  const origin = 'method.response.header.Access-Control-Allow-Origin'
  await putMethod(api, 'OPTIONS', {
    type: 'MOCK',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responseHeaders: { [origin]: true },
    response: { responseParameters: { [origin]: "'*'" } },
  })
  await deploy(api)
  const preflight = await get(api, '/prod/hello', { method: 'OPTIONS' })
  expect(preflight).toMatchObject({ status: 200, body: '' })
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
  expect(preflight.headers.has('x-amzn-trace-id')).toBe(false)
})

test('TestInvokeMethod logs a Lambda integration line by line as AWS recorded it', async () => {
  const api = await newApi('foo')
  await putMethod(api, 'GET', {})
  await permit(api, '*/GET/foo')
  const { log = '', status, body, headers, lines } = await testMethod(api)
  expect({ status, body }).toEqual({ status: 200, body: answer })
  expect(Object.keys(headers ?? {})).toEqual(['X-Amzn-Trace-Id', 'Content-Type'])
  const id = /request ([\w-]+)/.exec(log)?.[1]
  const address = `https://lambda.${region}.amazonaws.com/2015-03-31/functions/${functionArn}/invocations`
  const stars = '\\*+'
  expect(lines).toEqual([
    `Execution log for request ${id}`,
    `Starting execution for request: ${id}`,
    'HTTP Method: GET, Resource Path: /foo',
    'Method request path: {}',
    'Method request query string: {}',
    'Method request headers: {}',
    'Method request body before transformations: ',
    `Endpoint request URI: ${address}`,
    expect.stringMatching(
      new RegExp(
        `^Endpoint request headers: \\{x-amzn-lambda-integration-tag=${id}, Authorization=${stars}[0-9a-f]{6}, X-Amz-Date=\\d{8}T\\d{6}Z, x-amzn-apigateway-api-id=${api.restApiId}, X-Amz-Source-Arn=arn:aws:execute-api:${region}:${account}:${api.restApiId}/test-invoke-stage/GET/foo, Accept=application/json, User-Agent=AmazonAPIGateway_${api.restApiId}, X-Amz-Security-Token=IQoJ\\S+ \\[TRUNCATED\\]$`,
      ),
    ),
    'Endpoint request body after transformations: ',
    `Sending request to ${address}`,
    expect.stringMatching(/^Received response\. Status: 200, Integration latency: \d+ ms$/),
    expect.stringMatching(
      /^Endpoint response headers: \{Date=.* GMT, Content-Type=application\/json, Content-Length=50, Connection=keep-alive, x-amzn-RequestId=[\w-]{36}, x-amzn-Remapped-Content-Length=0, X-Amz-Executed-Version=\$LATEST, X-Amzn-Trace-Id=Root=1-.*\}$/,
    ),
    `Endpoint response body before transformations: ${answer}`,
    `Method response body after transformations: ${answer}`,
    expect.stringMatching(
      /^Method response headers: \{X-Amzn-Trace-Id=Root=1-.*, Content-Type=application\/json\}$/,
    ),
    'Successfully completed execution',
    'Method completed with status: 200',
    '',
  ])
})
