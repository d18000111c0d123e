/** What AWS's developer guide says, and no recording shows. */

import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import type { IntegrationRecord } from '../records.ts'
import { convertBody } from './bodies.ts'
import { deployedApi, method, mock } from './deployedApi.fixture.ts'

const send = { method: 'POST' }
const responses = (...patterns: readonly (readonly [string, string?])[]) =>
  Object.fromEntries(
    patterns.map(([statusCode, selectionPattern]) => [statusCode, { statusCode, selectionPattern }]),
  )

/** The status of a method with these integration responses. */
async function statusOf(
  integration: Pick<IntegrationRecord, 'type' | 'integrationResponses' | 'requestTemplates'>,
  run?: () => string,
) {
  const methodResponses = responses(
    ...Object.keys(integration.integrationResponses ?? {}).map((code) => [code] as const),
  )
  const { call } = deployedApi({ methods: { '/x': { POST: method(integration, { methodResponses }) } }, run })
  return (await call('/x', send))?.status
}

test('a form is the document of $input, JSON that is broken has nothing in it', async () => {
  const template =
    '{"statusCode": 200}#set($to = $context.responseOverride.header)#set($to.whole = $input.json("$"))#set($to.parts = $input.path("$").split("&").size())'
  const requestTemplates = { 'application/x-www-form-urlencoded': template }
  const { call } = deployedApi({ methods: { '/x': { POST: mock('', { requestTemplates }) } } })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const form = await call('/x', { ...send, headers, body: 'token=abc&text=hello' })
  expect(form?.headers).toMatchObject({ whole: '"token=abc&text=hello"', parts: '2' })
  const broken = await call('/x', { ...send, headers, body: '{"a":' })
  expect(broken?.headers).toMatchObject({ whole: '""' })
})

describe('an integration response', () => {
  test('of the pattern .* is the default too, and overrides the one without a pattern', async () => {
    const both = { type: 'AWS', integrationResponses: responses(['200'], ['400', '.*']) } as const
    expect(await statusOf(both, () => '"fine"')).toBe(400)
    const alone = { type: 'AWS', integrationResponses: responses(['200', '.*']) } as const
    expect(await statusOf(alone, () => '"fine"')).toBe(200)
    const some = { type: 'AWS', integrationResponses: responses(['200'], ['400', '.+']) } as const
    expect(await statusOf(some, () => '"fine"')).toBe(200)
  })

  test('of the endpoint’s own status is chosen among several whose patterns match', async () => {
    const integrationResponses = responses(['400', '40.'], ['404', '4\\d\\d'])
    const requestTemplates = { 'application/json': '{"statusCode": 404}' }
    expect(await statusOf({ type: 'MOCK', integrationResponses, requestTemplates })).toBe(404)
  })

  /** brunojet/apigw-transfer, openapi.yaml.tftpl; its content type is what a response has without a template. */
  test('has the template for all where Accept names none of the others', async () => {
    const responseTemplates = { 'text/html': 'html', $default: 'all' }
    const integrationResponses = { 200: { statusCode: '200', responseTemplates } }
    const { call } = deployedApi({ methods: { '/x': { POST: mock('', { integrationResponses }) } } })
    const headers = { accept: 'image/png' }
    expect(await call('/x', { ...send, headers })).toMatchObject({
      body: 'all',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(await call('/x', { ...send, headers: { accept: 'text/html' } })).toMatchObject({ body: 'html' })
  })

  test('has the template of the media type that Accept names, whatever its parameters', async () => {
    const responseTemplates = { 'application/json': 'json', 'application/xml': 'xml' }
    const integrationResponses = { 200: { statusCode: '200', responseTemplates } }
    const { call } = deployedApi({ methods: { '/x': { POST: mock('', { integrationResponses }) } } })
    const headers = { accept: 'application/xml;q=0.9' }
    expect(await call('/x', { ...send, headers })).toMatchObject({ body: 'xml' })
  })
})

test('a header that is overridden with a list has its values with commas between them', async () => {
  const template = '#set($context.responseOverride.header.many = ["a", "b"])'
  const { call } = deployedApi({ methods: { '/x': { POST: mock(template) } } })
  expect((await call('/x', send))?.headers).toMatchObject({ many: 'a,b' })
})

/** apigateway-override-request-response-parameters: an override may only be applied once. */
test.each([
  '#set($context.responseOverride.status = 201)#set($context.responseOverride.status = 202)',
  '#set($context.responseOverride.header.a = "1")#set($context.responseOverride.header.A = "2")',
  '#set($context.responseOverride.header.a = "1")$context.responseOverride.header.put("a", "2")',
])('a template that overrides one thing twice is 500: %s', async (template) => {
  const { call } = deployedApi({ methods: { '/x': { POST: mock(template) } } })
  expect(await call('/x', send)).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' })
})

test('parameters of a query that differ in case are two', async () => {
  const query = '$context.requestOverride.querystring'
  const template = `#set(${query}.a = "1")#set(${query}.A = "2"){"statusCode": 200}`
  const requestTemplates = { 'application/json': template }
  const { call } = deployedApi({ methods: { '/x': { POST: mock('', { requestTemplates }) } } })
  expect(await call('/x', send)).toMatchObject({ status: 200 })
})

/** Answers of AWS: architect/functions#7 and architect/architect#111. What is no object on the way maps nothing (LocalStack's tests). */
test.each([
  ['{"a":{}}', { gone: '', deep: '' }],
  ['{"gone":null,"a":{"b":null}}', { gone: '', deep: '' }],
  ['{"gone":{"x":[1]},"a":{"b":0}}', { gone: '{"x":[1]}', deep: '0' }],
  ['{"a":[{}]}', { gone: '' }],
  ['null', { gone: '' }],
  ['[]', {}],
])('of a body %s the headers are %j', async (body, expected) => {
  const from = (path: string) => `integration.response.body.${path}`
  const responseParameters = {
    'method.response.header.gone': from('gone'),
    'method.response.header.deep': from('a.b'),
  }
  const integrationResponses = { 200: { statusCode: '200', responseParameters } }
  const { call } = deployedApi({
    methods: { '/x': { POST: method({ type: 'AWS', integrationResponses }) } },
    run: () => body,
  })
  const { gone, deep } = (await call('/x', { ...send, body: '{}' }))?.headers ?? {}
  expect({ ...(gone !== undefined && { gone }), ...(deep !== undefined && { deep }) }).toEqual(expected)
})

/** localstack/localstack#11135, whose cases were tried on AWS. */
describe('a whole body can be mapped', () => {
  const requestParameters = { 'integration.request.header.whole': 'method.request.body' }
  const responseParameters = { 'method.response.header.whole': 'integration.response.body' }
  const answerTo = async (body: string, run = () => '"fine"') => {
    const integrationResponses = { 200: { statusCode: '200', responseParameters } }
    const requestTemplates = { 'application/json': '{}' }
    const plan = method({ type: 'AWS', requestParameters, requestTemplates, integrationResponses })
    return deployedApi({ methods: { '/x': { POST: plan } }, run }).call('/x', { ...send, body })
  }

  test.each(['<no JSON>', '{"a": 1}', ''])('where it is %j', async (text) => {
    expect(await answerTo(text, () => text)).toMatchObject({ headers: { whole: text || '{}' } })
  })

  test('unless it looks like JSON and is none', async () => {
    expect(await answerTo('\n{wrong')).toMatchObject({
      status: 400,
      body: '{"message": "Invalid JSON in request body"}',
    })
    expect(await answerTo('{}', () => '{wrong')).toMatchObject({ status: 500 })
  })
})

/** handle-errors-in-lambda-integration, "Handle custom Lambda errors": the guide's own example. */
test('an error that is JSON can be mapped to headers by what is in it, and stays text for a template', async () => {
  const trace = { function: 'abc()', line: 123, file: 'abc.js' }
  const custom = JSON.stringify({ errorType: 'InternalServerError', httpStatus: 500, trace }).replaceAll(
    ',',
    ', ',
  )
  const from = (path: string) => `integration.response.body.errorMessage.${path}`
  const whole = { 'method.response.header.whole': 'integration.response.body.errorMessage' }
  const names = {
    error_type: 'errorType',
    error_status: 'httpStatus',
    error_trace: 'trace',
    f: 'trace.function',
  }
  const responseParameters = Object.fromEntries(
    Object.entries(names).map(([name, path]) => [`method.response.header.${name}`, from(path)]),
  )
  const responseTemplates = { 'application/json': "$input.path('$.errorMessage')" }
  const integrationResponses = {
    200: { statusCode: '200', responseParameters: { ...responseParameters, ...whole }, responseTemplates },
  }
  const run = (event: string) => {
    throw new Error(event === '"plain"' ? 'a plain text' : custom)
  }
  const { call } = deployedApi({
    methods: { '/x': { POST: method({ type: 'AWS', integrationResponses }) } },
    run,
  })
  expect(await call('/x', { ...send, body: '"plain"' })).toMatchObject({
    headers: { whole: 'a plain text' },
  })
  expect(await call('/x', send)).toMatchObject({
    body: custom,
    headers: {
      whole: custom,
      error_type: 'InternalServerError',
      error_status: '500',
      error_trace: JSON.stringify(trace),
      f: 'abc()',
    },
  })
})

/** api-gateway-mapping-template-reference. */
test('an answer can be mapped with the id of the request to Lambda, which there is not yet for a request', async () => {
  const mapping = {
    requestTemplates: { 'application/json': '"[$context.awsEndpointRequestId]"' },
    integrationResponses: {
      200: {
        statusCode: '200',
        responseParameters: { 'method.response.header.id': 'context.awsEndpointRequestId' },
        responseTemplates: { 'application/json': '$input.path("$") $context.awsEndpointRequestId' },
      },
    },
  }
  const { call } = deployedApi({
    methods: { '/x': { POST: method({ type: 'AWS', ...mapping }) } },
    run: (event) => event,
  })
  const id = '0f7b5a5e-0000-4000-8000-000000000000'
  expect(await call('/x', send)).toMatchObject({ headers: { id }, body: `[] ${id}` })
})

/** api-gateway-known-issues. */
describe('the guide’s notes:', () => {
  const echo = (event: string) => JSON.stringify({ statusCode: 200, body: event })
  const { call } = deployedApi({ methods: { '/x': { PUT: method({ type: 'AWS_PROXY' }) } }, run: echo })
  const put = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
    JSON.parse((await call(path, { method: 'PUT', headers }))?.body ?? '')

  test('X-HTTP-Method-Override is the verb of a request', async () => {
    const answer = await call('/x', { method: 'POST', headers: { 'x-http-method-override': 'PUT' } })
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ httpMethod: 'PUT' })
  })

  test('ANY is no verb that it could be', async () => {
    expect(await put('/x', { 'x-http-method-override': 'ANY' })).toMatchObject({ httpMethod: 'PUT' })
  })

  test('a semicolon splits a query', async () => {
    expect(await put('/x?a=1;b=2')).toMatchObject({ queryStringParameters: { a: '1', b: '2' } })
  })

  test('a test invocation takes templates for application/json, whatever its Content-Type says', async () => {
    const requestTemplates = { 'application/json': '"json"', 'text/plain': '"text"' }
    const aws = method({ type: 'AWS', requestTemplates })
    const { test: invoke } = deployedApi({ methods: { '/x': { PUT: aws } }, run: (event) => event })
    const headers = { 'Content-Type': 'text/plain' }
    expect(await invoke('/x', 'PUT', { headers })).toMatchObject({ body: '"json"' })
  })

  test('the source address stands behind the X-Forwarded-For that a client sends', async () => {
    expect(await put('/x', { 'x-forwarded-for': '1.2.3.4' })).toMatchObject({
      headers: { 'X-Forwarded-For': '1.2.3.4, 127.0.0.1' },
    })
  })
})

/** set-up-logging; what is no UUID is from awsdocs/amazon-api-gateway-developer-guide#71. */
test.each(['0F7B5A5E-0000-4000-8000-000000000000', '12345678'])(
  'a client may name its request: %s',
  async (name) => {
    const { call } = deployedApi({ methods: { '/x': { POST: mock('$context.requestId') } } })
    const headers = { 'x-amzn-requestid': name }
    const answers = [await call('/x', { ...send, headers }), await call('/none', { headers })]
    expect(answers).toMatchObject([
      { status: 200, body: name, headers: { 'x-amzn-RequestId': name } },
      { status: 403, headers: { 'x-amzn-RequestId': name } },
    ])
    const long = answers.map((answer) => answer?.headers['x-amz-apigw-id'])
    expect(new Set(long).size).toBe(2)
  },
)

test('a header Trailer of a handler does not end the connection', async () => {
  const proxy = method({ type: 'AWS_PROXY' })
  const run = () => '{"statusCode":200,"headers":{"Trailer":"t","x-own":"1"},"body":"b"}'
  const { call } = deployedApi({ methods: { '/x': { POST: proxy } }, run })
  const answer = await call('/x', send)
  expect(answer).toMatchObject({ status: 200, body: 'b', headers: { 'x-own': '1' } })
  expect(answer?.headers).not.toHaveProperty('Trailer')
})

/** api-gateway-payload-encodings-workflow: what is made of text and of bytes. */
describe('a payload', () => {
  const bytes = gzipSync('bytes')
  const text = Buffer.from('dGV4dA==')
  test.each([
    [text, false, 'CONVERT_TO_TEXT', 'dGV4dA=='],
    [text, false, 'CONVERT_TO_BINARY', 'text'],
    [bytes, true, 'CONVERT_TO_TEXT', bytes.toString('base64')],
  ] as const)('%#: is converted as the guide’s table says', (body, isBytes, handling, made) => {
    expect(convertBody(body, isBytes, handling).toString()).toBe(made)
  })

  test('of bytes stays what it is where bytes are asked for', () => {
    expect(gunzipSync(convertBody(bytes, true, 'CONVERT_TO_BINARY')).toString()).toBe('bytes')
  })

  /** test_apigw_s3_binary_support_request_convert_to_binary: its text has the length of base64, and blanks. */
  test.each(['this is a UTF8 text typed object', 'dGV4dA==\n', '?'])('%j is no base64', (body) => {
    expect(() => convertBody(Buffer.from(body), false, 'CONVERT_TO_BINARY')).toThrow('Internal server error')
  })

  test.each([
    ['bytes', 'image/png', undefined],
    ['bytes', 'text/plain', 'CONVERT_TO_BINARY'],
    ['"Ynl0ZXM="', 'image/png', 'CONVERT_TO_TEXT'],
    ['"Ynl0ZXM="', 'text/plain', undefined],
  ] as const)(
    'of a Lambda function is %s where Accept is %s and contentHandling %s',
    async (body, accept, contentHandling) => {
      const integrationResponses = { 200: { statusCode: '200', contentHandling } }
      const { call } = deployedApi({
        methods: { '/x': { GET: method({ type: 'AWS', integrationResponses }) } },
        api: { binaryMediaTypes: ['image/png'] },
        run: () => '"Ynl0ZXM="',
      })
      expect(await call('/x', { headers: { accept } })).toMatchObject({ status: 200, body })
    },
  )
})

/** brunojet/apigw-transfer, SPEC.md §5: all types are binary there, and no template of a response works. */
test.each([
  ['*/*', 'CONVERT_TO_TEXT', 200, 'MQ=='],
  ['*/*', undefined, 500, '{"message": "Internal server error"}'],
  ['image/png', undefined, 200, '1'],
] as const)(
  'a template of a response over %s with contentHandling %s is %i',
  async (type, contentHandling, status, body) => {
    const responseTemplates = { 'application/json': '$input.body' }
    const integrationResponses = { 200: { statusCode: '200', responseTemplates, contentHandling } }
    const { call } = deployedApi({
      methods: { '/x': { GET: method({ type: 'AWS', integrationResponses }) } },
      api: { binaryMediaTypes: [type] },
      run: () => '1',
    })
    expect(await call('/x', { headers: { accept: '*/*' } })).toMatchObject({ status, body })
  },
)

test('a proxy may not ask a browser for a password: WWW-Authenticate is remapped', async () => {
  const headers = { 'WWW-Authenticate': 'Basic', Authorization: 'me' }
  const run = () => JSON.stringify({ headers, statusCode: 401, body: '' })
  const { call } = deployedApi({ methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } }, run })
  const answer = await call('/x')
  expect(answer?.headers).toMatchObject({
    'x-amzn-Remapped-WWW-Authenticate': 'Basic',
    'x-amzn-Remapped-Authorization': 'me',
  })
  expect(Object.keys(answer?.headers ?? {})).not.toContain('WWW-Authenticate')
})
