import { describe, expect, test } from '@jest/globals'
import { deployedApi, method, mock } from './deployedApi.fixture.ts'

const at = 'Fri Jun 28 23:22:29 UTC 2024'
const withoutIds = (log: string) =>
  log.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>').split('\n')

const api = deployedApi({
  methods: {
    '/pets': { GET: mock('{"pets": "all the pets"}') },
    '/pets/{petId}': {
      GET: mock('{"petId": "$input.params(\'petId\')"}'),
      POST: mock('{"petId": "$input.params(\'petId\')"}'),
    },
    '/': {
      ANY: method({ type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://$' + '{stageVariables.testHost}' }),
    },
    '/proxy': { GET: method({ type: 'AWS_PROXY' }) },
  },
  run: (event) => JSON.stringify({ body: event }),
})

interface Result {
  readonly status: number
  readonly body: string
  readonly log: string
}
const run = async (...args: Parameters<typeof api.test>): Promise<Result> =>
  (await api.test(...args)) as Result

test('a header without values is none', async () => {
  const multiValueHeaders = JSON.parse('{"a": null, "__proto__": ["b"]}')
  expect((await run('/pets', 'GET', { multiValueHeaders })).status).toBe(200)
})

/** Recorded from AWS: test_apigateway_api.py::test_invoke_test_method. */
const recorded = [
  [
    'get-pets',
    '/pets',
    'GET',
    { pathWithQueryString: '/pets' },
    '/pets',
    '{}',
    '{}',
    '',
    '{"pets": "all the pets"}',
  ],
  [
    'get-pets-bad-path',
    '/pets',
    'GET',
    { pathWithQueryString: '/random/test' },
    '/random/test',
    '{}',
    '{}',
    '',
    '{"pets": "all the pets"}',
  ],
  [
    'get-pets-id',
    '/pets/{petId}',
    'GET',
    { pathWithQueryString: '/pets/123' },
    '/pets/123',
    '{petId=123}',
    '{}',
    '',
    '{"petId": "123"}',
  ],
  [
    'get-pets-id-no-path',
    '/pets/{petId}',
    'GET',
    {},
    '/pets/{petId}',
    '{petId={petId}}',
    '{}',
    '',
    '{"petId": "{petId}"}',
  ],
  [
    'get-pets-id-bad-path',
    '/pets/{petId}',
    'GET',
    { pathWithQueryString: '/random/test' },
    '/random/test',
    '{}',
    '{}',
    '',
    '{"petId": ""}',
  ],
  [
    'get-with-qs',
    '/pets/{petId}',
    'GET',
    { pathWithQueryString: '/pets/123?foo=bar' },
    '/pets/123',
    '{petId=123}',
    '{foo=bar}',
    '',
    '{"petId": "123"}',
  ],
  [
    'post-with-body',
    '/pets/{petId}',
    'POST',
    { pathWithQueryString: '/pets/123', body: '{"foo": "bar"}' },
    '/pets/123',
    '{petId=123}',
    '{}',
    '{"foo": "bar"}',
    '{"petId": "123"}',
  ],
] as const

describe('TestInvokeMethod answers as AWS recorded it', () => {
  test.each(recorded)('%s', async (_name, resource, verb, input, path, pathMap, query, body, answer) => {
    const result = await run(resource, verb, input)
    expect(result).toMatchObject({
      status: 200,
      body: answer,
      headers: { 'Content-Type': 'application/json' },
      multiValueHeaders: { 'Content-Type': ['application/json'] },
      latency: 0,
    })
    expect(withoutIds(result.log)).toEqual([
      'Execution log for request <id>',
      `${at} : Starting execution for request: <id>`,
      `${at} : HTTP Method: ${verb}, Resource Path: ${path}`,
      `${at} : Method request path: ${pathMap}`,
      `${at} : Method request query string: ${query}`,
      `${at} : Method request headers: {}`,
      `${at} : Method request body before transformations: ${body}`,
      `${at} : Method response body after transformations: ${answer}`,
      `${at} : Method response headers: {Content-Type=application/json}`,
      `${at} : Successfully completed execution`,
      `${at} : Method completed with status: 200`,
      '',
    ])
  })

  /** Recorded from AWS: test_apigateway_api.py::test_failed_invoke_test_method. */
  test('failure', async () => {
    const result = await run('/', 'GET')
    expect(result).toMatchObject({
      status: 500,
      body: '{"message": "Internal server error"}',
      headers: { 'x-amzn-ErrorType': 'InternalServerErrorException' },
      multiValueHeaders: { 'x-amzn-ErrorType': ['InternalServerErrorException'] },
    })
    expect(withoutIds(result.log)).toEqual([
      'Execution log for request <id>',
      `${at} : Starting execution for request: <id>`,
      `${at} : HTTP Method: GET, Resource Path: /`,
      `${at} : Method request path: {}`,
      `${at} : Method request query string: {}`,
      `${at} : Method request headers: {}`,
      `${at} : Method request body before transformations: `,
      `${at} : Execution failed due to configuration error: Invalid endpoint address`,
      `${at} : Method completed with status: 500`,
      '',
    ])
  })

  test.each([
    ['/pets', 'POST', 'Invalid Method identifier specified'],
    ['/nowhere', 'GET', 'Invalid Resource identifier specified'],
  ])('%s with %s is not found', async (resource, verb, message) => {
    await expect(run(resource, verb)).rejects.toMatchObject({
      code: 'NotFoundException',
      status: 404,
      message,
    })
  })

  /** A user's console said so for a variable without a value: amazon-api-gateway-developer-guide#91. */
  test('a stage variable that no stage can have is refused', async () => {
    await expect(run('/pets', 'GET', { stageVariables: { a: '' } })).rejects.toMatchObject({
      code: 'BadRequestException',
      message: expect.stringMatching(/^Invalid stage variable value of key a\. {2}Please use values with /),
    })
  })
})

test('a query may have a question mark in it', async () => {
  const { body } = await run('/proxy', 'GET', { pathWithQueryString: '/proxy?to=/a?b=1&c=2' })
  expect(JSON.parse(body)).toMatchObject({ queryStringParameters: { to: '/a?b=1', c: '2' } })
})

test('a proxy integration is told that it is a test', async () => {
  const { body } = await run('/proxy', 'GET')
  expect(JSON.parse(body)).toMatchObject({
    headers: null,
    multiValueHeaders: null,
    requestContext: {
      stage: 'test-invoke-stage',
      domainPrefix: 'testPrefix',
      identity: { sourceIp: 'test-invoke-source-ip', apiKey: 'test-invoke-api-key' },
    },
  })
})

test('a template that cannot be rendered is not explained', async () => {
  const bad = deployedApi({
    methods: {
      '/x': { GET: mock('#if(', { requestTemplates: { 'application/json': '{"statusCode": 200}' } }) },
    },
  })
  const { log } = (await bad.test('/x', 'GET')) as Result
  expect(log).toContain(`${at} : Execution failed due to configuration error: Unable to transform response\n`)
})

test('a proxy answer that is malformed is said in the log', async () => {
  const bad = deployedApi({ methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } }, run: () => '"text"' })
  const { log } = (await bad.test('/x', 'GET')) as Result
  expect(log).toContain(
    `${at} : Execution failed due to configuration error: Malformed Lambda proxy response\n${at} : Method completed with status: 502\n`,
  )
})
