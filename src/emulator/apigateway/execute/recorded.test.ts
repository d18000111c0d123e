import { describe, expect, test } from '@jest/globals'
import { deployments, type IntegrationRecord } from '../records.ts'
import { isBinary } from './bodies.ts'
import { deployedApi, lambdaUri, method, mock } from './deployedApi.fixture.ts'
import { traceOf } from './trace.ts'

/** What LocalStack's AWS-validated tests found; each names its test. */

test('a client that names no media type means JSON', () => {
  expect(isBinary(undefined, ['application/json'])).toBe(true)
})

describe('binary media types (test_aws_proxy_binary_response)', () => {
  test.each([
    ['image/png', ['image/png', '*/test'], true],
    ['image/jpg', ['image/png', '*/test'], false],
    ['image/*', ['image/png', '*/test'], false],
    ['*/test', ['image/png', '*/test'], false],
    ['random/test', ['image/png', '*/test'], false],
    ['*/*', ['image/png', '*/test'], false],
    ['image/webp,image/png,*/*;q=0.8', ['image/png'], false],
    ['image/png,image/*,*/*;q=0.8', ['image/png'], true],
    ['application/whatever', ['application/*'], true],
    ['application/*', ['application/*'], true],
    ['anything/else', ['*/*'], true],
    [undefined, ['image/*'], false],
  ])('Accept %s of %j: %s', (accept, types, expected) => {
    expect(isBinary(accept, types)).toBe(expected)
  })
})

describe('X-Amzn-Trace-Id (test_invocation_trace_id)', () => {
  const digits = '0123456789abcdef0123456789abcdef'
  const root = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8'

  test.each([
    [undefined, 'Root=1-00000001-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0'],
    [root, `${root};Parent=0123456789abcdef;Sampled=0`],
    [`${root};Parent=7fa8c0f79203be72;Sampled=1`, `${root};Parent=7fa8c0f79203be72;Sampled=1`],
  ])('%s comes back as %s', (sent, back) => {
    expect(traceOf(sent, digits, 1000)).toMatchObject({ back })
  })
})

const echo = (event: string) => JSON.stringify({ body: event })

test('a proxy integration does not apply its request parameters (test_lambda_aws_proxy_integration_request_data_mapping)', async () => {
  const requestParameters = { 'integration.request.header.headerVar': 'method.request.header.foobar' }
  const api = deployedApi({
    methods: { '/x': { GET: method({ type: 'AWS_PROXY', requestParameters }) } },
    run: echo,
  })
  const answer = await api.call('/x', { headers: { foobar: 'mapped-value', headervar: 'request-value' } })
  expect(JSON.parse(answer?.body ?? '').headers).toMatchObject({ headervar: 'request-value' })
})

test('headers keep the spelling in which they came (test_lambda_aws_proxy_integration)', async () => {
  const api = deployedApi({ methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } }, run: echo })
  const rawHeaders = ['Host', 'h', 'tEsT-HEADeR', 'aValUE', 'user-agent', 'ua', 'Connection', 'close']
  const answer = await api.call('/x', { rawHeaders })
  const { multiValueHeaders } = JSON.parse(answer?.body ?? '')
  expect(multiValueHeaders).toMatchObject({ 'tEsT-HEADeR': ['aValUE'], 'User-Agent': ['ua'] })
  expect(multiValueHeaders).not.toHaveProperty('Connection')
})

test('headers may be named after members of every object', async () => {
  const api = deployedApi({ methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } }, run: echo })
  const answer = await api.call('/x', { rawHeaders: ['__proto__', 'a', 'constructor', 'b'] })
  expect(answer?.body).toContain('"headers":{"__proto__":"a","constructor":"b",')
  expect(answer?.body).toContain('"multiValueHeaders":{"__proto__":["a"],"constructor":["b"],')
})

test('a URI may have two slashes behind path: (test_api_gateway_lambda_integration_aws_type)', async () => {
  const integration: Partial<IntegrationRecord> = { uri: lambdaUri.replace('path/', 'path//') }
  const api = deployedApi({
    methods: { '/x': { GET: method({ type: 'AWS', ...integration }) } },
    run: () => '1',
  })
  expect(await api.call('/x')).toMatchObject({ status: 200, body: '1' })
})

test('a canary takes its part of the requests, with its variables (test_invoking_canary_deployment)', async () => {
  const template =
    '$stageVariables.testVar $stageVariables.noStageVar $stageVariables.defaultVar $context.isCanaryRequest'
  const at = (percentTraffic: number) => {
    const api = deployedApi({
      methods: { '/x': { GET: mock(`default ${template}`) } },
      stage: {
        variables: { testVar: 'default', defaultVar: 'default' },
        canarySettings: {
          deploymentId: 'd2',
          percentTraffic,
          stageVariableOverrides: { testVar: 'canary', noStageVar: 'canary' },
        },
      },
    })
    const { store } = api.host
    const scope = store.scope('111111111111', 'us-east-1')
    const other = deployedApi({ methods: { '/x': { GET: mock(`canary ${template}`) } } })
    const second = other.host.store.scope('111111111111', 'us-east-1').get(deployments, 'd1', 'abcdefghij')
    if (second) store.transaction(() => scope.put(deployments, 'd2', { ...second, id: 'd2' }, 'abcdefghij'))
    return api.call('/x')
  }
  expect(await at(0)).toMatchObject({ body: 'default default  default false' })
  expect(await at(100)).toMatchObject({ body: 'canary canary canary default true' })
})

describe('$context (test_sqs_amz_json_protocol)', () => {
  const rendered = async (template: string) =>
    (await deployedApi({ methods: { '/x': { GET: mock(template) } } }).call('/x'))?.body

  test('has its members in the order of a Java map', async () => {
    const keysOf = (map: string) => rendered(`#foreach($key in ${map}.keySet())$key #end`)
    expect(await keysOf('$context')).toBe(
      'resourceId resourcePath httpMethod extendedRequestId requestTime path accountId protocol requestOverride stage domainPrefix requestTimeEpoch requestId identity domainName deploymentId responseOverride apiId ',
    )
    expect(await keysOf('$context.requestOverride')).toBe('path header querystring ')
  })

  // Of $context itself it is not recorded.
  test.each([
    '$context',
    '$context.get("identity")',
    '$context.requestOverride',
    '$context.responseOverride.header',
  ])('%s has members, and prints nothing', async (map) =>
    expect(await rendered(`#set($map = ${map})$map$!map.none#if($map)is there#end`)).toBe('is there'),
  )
})
