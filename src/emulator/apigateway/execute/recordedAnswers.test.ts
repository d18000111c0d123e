import { describe, expect, test } from '@jest/globals'
import { deployedApi, method, mock } from './deployedApi.fixture.ts'

/** Short answers of the real API Gateway at invoke URLs: localstack/localstack at 8b9a79f, Apache-2.0, by their tests. */

describe('test_mock_integration_response', () => {
  const template = '{"statusCode": 200, "id": $input.params().path.id}'
  const headers = { 'content-type': 'application/json' }

  test.each(
    ['WHEN_NO_MATCH', 'NEVER', 'WHEN_NO_TEMPLATES'].flatMap((passthroughBehavior) =>
      ['PATH_BASED', 'HOST_BASED'].flatMap((url) =>
        ['GET', 'POST'].map((verb) => [passthroughBehavior, url, verb] as const),
      ),
    ),
  )('%s-UrlType.%s-%s', async (passthroughBehavior, url, verb) => {
    const api = deployedApi({ methods: { '/{id}': { [verb]: mock(template, { passthroughBehavior }) } } })
    const host = 'abcdefghij.execute-api.localhost.localstack.cloud:4566'
    const answer =
      url === 'PATH_BASED'
        ? await api.call('/42', { method: verb, headers })
        : await api.send('/dev/42', { method: verb, headers: { ...headers, host } })
    expect(answer).toMatchObject({ status: 200, body: '{"statusCode": 200, "id": 42}' })
  })
})

test('test_api_gateway_mock_integration', async () => {
  const template = '{"echo": "$input.params(\'echo\')", "response": "mocked"}'
  const api = deployedApi({ methods: { '/x': { GET: mock(template) } } })
  const answer = await api.call('/x?echo=foobar')
  expect(JSON.parse(answer?.body ?? '')).toEqual({ echo: 'foobar', response: 'mocked' })
})

describe('test_lambda_selection_patterns: the error selects, not the status that a function names', () => {
  const errors = new Map([
    ['400', 'Error: Raising four hundred from within'],
    ['500', 'Error: Raising five hundred from within'],
  ])
  const api = deployedApi({
    methods: {
      '/{statusCode}': {
        GET: method(
          {
            type: 'AWS',
            credentials: 'arn:aws:iam::111111111111:role/r',
            requestTemplates: { 'application/json': '{"statusCode": "$input.params(\'statusCode\')"}' },
            integrationResponses: {
              200: { statusCode: '200', selectionPattern: '' },
              405: { statusCode: '405', selectionPattern: '.*four hundred.*' },
              502: { statusCode: '502', selectionPattern: '.+' },
              504: { statusCode: '504', selectionPattern: '200' },
            },
          },
          {
            methodResponses: {
              200: { statusCode: '200' },
              405: { statusCode: '405' },
              502: { statusCode: '502' },
            },
          },
        ),
      },
    },
    run: (event) => {
      const message = errors.get(JSON.parse(event).statusCode)
      if (message !== undefined) throw new Error(message)
      return '"Pass"'
    },
  })

  test.each([
    ['200', 200],
    ['400', 405],
    ['500', 502],
  ])('%s gives %i', async (asked, status) => {
    const body = expect.stringContaining(errors.get(asked) ?? '"Pass"')
    expect(await api.call(`/${asked}`)).toMatchObject({ status, body })
  })
})

test.each([
  ['200', 202, 'noerror'],
  ['400', 400, 'customerror'],
])(
  'test_lambda_aws_integration_response_with_mapping_templates: %s gives %i',
  async (httpStatus, status, body) => {
    const template = [
      "#set($answer = $input.path('$'))",
      "#if($answer.toString().contains('bad'))#set($context.responseOverride.status = 400)",
      '{"statusCode": 200, "body": "customerror"}',
      '#else#set($context.responseOverride.status = 202){"statusCode": 200, "body": "noerror"}#end',
    ].join('')
    const integrationResponses = {
      200: { statusCode: '200', responseTemplates: { 'application/json': template } },
    }
    const api = deployedApi({
      methods: { '/test': { POST: method({ type: 'AWS', integrationResponses }) } },
      run: (event) => (JSON.parse(event).httpStatus === '400' ? '{"is":"bad"}' : '{"is":"good"}'),
    })
    const answer = await api.call('/test', { method: 'POST', body: JSON.stringify({ httpStatus }) })
    expect(answer?.status).toBe(status)
    expect(JSON.parse(answer?.body ?? '')).toEqual({ statusCode: 200, body })
  },
)

test('test_lambda_aws_proxy_integration_non_post_method: Lambda is only invoked by POST', async () => {
  const api = deployedApi({
    methods: { '/{proxy+}': { ANY: method({ type: 'AWS_PROXY', httpMethod: 'GET' }) } },
  })
  const answer = await api.call('/test-path')
  expect(answer).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' })
  expect(api.asked).toEqual([])
})

test.each([
  ['working-route', 'GET', '/existing', 200],
  ['not-found', 'GET', '/random', 403],
  ['wrong-method', 'POST', '/existing', 403],
])('test_routing_not_found/%s', async (_, verb, path, status) => {
  const body = '{"statusCode": 200, "message": "exists"}'
  const api = deployedApi({ methods: { '/existing': { GET: mock(body) } } })
  const refusal = {
    body: '{"message":"Missing Authentication Token"}',
    headers: { 'x-amzn-ErrorType': 'MissingAuthenticationTokenException' },
  }
  expect(await api.call(path, { method: verb })).toMatchObject({
    status,
    ...(status === 200 ? { body } : refusal),
  })
})

test.each([
  ['path1', 'path was path one'],
  ['path2', 'path was path two'],
  ['else', 'this is the else clause'],
])('test_integration_mock_with_request_overrides_in_response_template/invoke-%s', async (part, response) => {
  const request = '#set($context.requestOverride.path.id = $input.params(\'id\')){"statusCode": 200}'
  const answer = [
    '#set($id = $context.requestOverride.path.id)',
    '{"response": "#if($id == \'path1\')path was path one',
    "#elseif($id == 'path2')path was path two#{else}this is the else clause#end\"}",
  ].join('')
  const api = deployedApi({
    methods: { '/{id}': { GET: mock(answer, { requestTemplates: { 'application/json': request } }) } },
  })
  expect(await api.call(`/${part}`)).toMatchObject({ body: JSON.stringify({ response }).replace(':', ': ') })
})
