import { expect, test } from '@jest/globals'
import { globalScope, roles } from '../../identity/roles.ts'
import { account, deployedApi, method } from './deployedApi.fixture.ts'

const answer = (echo: string) =>
  JSON.stringify({
    statusCode: 200,
    body: JSON.stringify(`response from lambda: ${echo}`),
    isBase64Encoded: false,
    headers: {},
  })

const api = deployedApi({
  methods: {
    '/foo': { GET: method({ type: 'AWS', credentials: `arn:aws:iam::${account}:role/r` }) },
  },
  run: (event) => answer(JSON.stringify(JSON.parse(event))),
})

/** What differs from run to run, in the words of the recording. */
const worded = (log: string) =>
  log
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4} : /gm, '')
    .replaceAll(/Authorization=[^,]+/g, 'Authorization=<authorization>')
    .replaceAll(/X-Amz-Security-Token=\S+/g, 'X-Amz-Security-Token=<token>')
    .replaceAll(/X-Amz-Date=\w+/g, 'X-Amz-Date=<date>')
    .replaceAll(/Trace-Id=Root=[\w-]+;Parent=\w+;Sampled=0;Lineage=1:\w{8}:0/g, 'Trace-Id=<trace>')
    .replaceAll(/latency: \d+ ms/g, 'latency: <latency> ms')
    .split('\n')

const lambda =
  'https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:f/invocations'

/** Recorded from AWS: test_apigateway_basic.py::test_apigw_test_invoke_method_api. */
test.each([
  ['test_invoke_method_response', { pathWithQueryString: '/foo' }, '{}', '{}', '', '{}'],
  [
    'test_invoke_method_response_with_body',
    {
      pathWithQueryString: '/foo?queryTest=value',
      body: '{"test": "val123"}',
      headers: { 'content-type': 'application/json' },
    },
    '{queryTest=value}',
    '{content-type=application/json}',
    '{"test": "val123"}',
    '{"test":"val123"}',
  ],
])('%s', async (_, input, query, headers, body, event) => {
  const result = Object(await api.test('/foo', 'GET', input))
  const text = answer(event)
  expect(result).toMatchObject({ status: 200, body: text, headers: { 'Content-Type': 'application/json' } })
  expect(worded(result.log)).toEqual([
    'Execution log for request <id>',
    'Starting execution for request: <id>',
    'HTTP Method: GET, Resource Path: /foo',
    'Method request path: {}',
    `Method request query string: ${query}`,
    `Method request headers: ${headers}`,
    `Method request body before transformations: ${body}`,
    `Endpoint request URI: ${lambda}`,
    'Endpoint request headers: {x-amzn-lambda-integration-tag=<id>, Authorization=<authorization>, X-Amz-Date=<date>, x-amzn-apigateway-api-id=abcdefghij, Accept=application/json, User-Agent=AmazonAPIGateway_abcdefghij, X-Amz-Security-Token=<token> [TRUNCATED]',
    `Endpoint request body after transformations: ${body}`,
    `Sending request to ${lambda}`,
    'Received response. Status: 200, Integration latency: <latency> ms',
    `Endpoint response headers: {Date=Fri, 28 Jun 2024 23:22:29 GMT, Content-Type=application/json, Content-Length=${text.length}, Connection=keep-alive, x-amzn-RequestId=<id>, x-amzn-Remapped-Content-Length=0, X-Amz-Executed-Version=$LATEST, X-Amzn-Trace-Id=<trace>}`,
    `Endpoint response body before transformations: ${text}`,
    `Method response body after transformations: ${text}`,
    'Method response headers: {X-Amzn-Trace-Id=<trace>, Content-Type=application/json}',
    'Successfully completed execution',
    'Method completed with status: 200',
    '',
  ])
})

/** Text and status: public logs 14277472728, 48253294949. */
test.each([
  ['lambda.amazonaws.com', 500],
  ['apigateway.amazonaws.com', 200],
])('an integration with a role that trusts %s is %i', async (service, status) => {
  const credentials = `arn:aws:iam::${account}:role/service-role/caller`
  const { host, call, test } = deployedApi({
    methods: { '/foo': { GET: method({ type: 'AWS', credentials }) } },
  })
  const Principal = { Service: [service] }
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }]
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement })
  const role = { roleName: 'caller', roleId: 'AROA', path: '/service-role/', policyArns: [] }
  host.store.transaction(() =>
    globalScope(host.store, account).put(roles, 'caller', {
      ...{ ...role, maxSessionDuration: 3600, createdAt: 0, trustPolicy },
    }),
  )
  expect(await call('/foo')).toMatchObject({ status })
  const { log } = Object(await test('/foo', 'GET'))
  const said = [
    'Method request body before transformations: ',
    `Execution failed due to configuration error: API Gateway does not have permission to assume the provided role ${credentials}`,
    'Method completed with status: 500',
    '',
  ]
  if (status === 500) expect(worded(log).slice(-4)).toEqual(said)
})

test('an integration that is to act as a user cannot', async () => {
  const credentials = `arn:aws:iam::${account}:user/caller`
  const { call } = deployedApi({ methods: { '/foo': { GET: method({ type: 'AWS', credentials }) } } })
  expect(await call('/foo')).toMatchObject({ status: 500 })
})
