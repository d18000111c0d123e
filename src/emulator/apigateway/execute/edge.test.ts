import { expect, test } from '@jest/globals'
import { deployedApi, method } from './deployedApi.fixture.ts'

const apiWith = (type: 'EDGE' | 'REGIONAL') =>
  deployedApi({
    methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } },
    api: { endpointConfiguration: { types: [type] } },
    run: (event) => JSON.stringify({ body: event }),
  })

test('an edge-optimised API is behind CloudFront (test_lambda_aws_proxy_integration, test_invocation_trace_id)', async () => {
  const answer = await apiWith('EDGE').call('/x')
  const via = expect.stringMatching(/^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/)
  const id = expect.stringMatching(/^[\w-]{54}==$/)
  expect(answer?.headers).toMatchObject({
    'X-Cache': 'Miss from cloudfront',
    Via: via,
    'X-Amz-Cf-Pop': expect.stringMatching(/^[A-Z]{3}\d+-[A-Z]\d+$/),
    'X-Amz-Cf-Id': id,
  })
  expect(JSON.parse(answer?.body ?? '').headers).toMatchObject({
    'CloudFront-Forwarded-Proto': 'https',
    'CloudFront-Is-Desktop-Viewer': 'true',
    'CloudFront-Viewer-Country': expect.any(String),
    Via: via,
    'X-Amz-Cf-Id': id,
  })
})

test('names of headers are as the client wrote them, but for some that AWS and CloudFront write their way', async () => {
  const sent = 'accept cache-control content-type cookie referer user-agent via x-own'.split(' ')
  const rawHeaders = sent.flatMap((name) => [name, 'a'])
  const told = async (type: 'EDGE' | 'REGIONAL') => {
    const answer = await apiWith(type).call('/x', { rawHeaders })
    const names = Object.keys(JSON.parse(answer?.body ?? '').headers)
    return names.filter((name) => sent.includes(name.toLowerCase())).join(' ')
  }
  expect(await told('REGIONAL')).toBe('accept cache-control content-type cookie referer User-Agent via x-own')
  expect(await told('EDGE')).toBe('Accept cache-control content-type Cookie Referer User-Agent Via x-own')
})

test('CloudFront sorts cookies by name (developer guide, api-gateway-api-endpoint-types)', async () => {
  const rawHeaders = ['cookie', 'b=2; a=2;c; a=1;; B=1;']
  const told = async (type: 'EDGE' | 'REGIONAL') =>
    JSON.parse((await apiWith(type).call('/x', { rawHeaders }))?.body ?? '').multiValueHeaders
  expect(await told('EDGE')).toMatchObject({ Cookie: ['B=1; a=2; a=1; b=2; c'] })
  expect(await told('REGIONAL')).toMatchObject({ cookie: ['b=2; a=2;c; a=1;; B=1;'] })
})

test('CloudFront adds its own address to the way that a request came', async () => {
  const answer = await apiWith('EDGE').call('/x')
  const { headers, requestContext } = JSON.parse(answer?.body ?? '')
  expect(headers['X-Forwarded-For']).toMatch(/^127\.0\.0\.1, \d+\.\d+\.\d+\.\d+$/)
  expect(requestContext.identity.sourceIp).toBe('127.0.0.1')
})

test('CloudFront says where an answer is an error', async () => {
  expect(await apiWith('EDGE').call('/none')).toMatchObject({
    status: 403,
    headers: { 'X-Cache': 'Error from cloudfront' },
  })
})

test('a refused HEAD has nothing to tell the length of (public logs 2713933035, 61921924095)', async () => {
  expect(await apiWith('EDGE').call('/none', { method: 'HEAD' })).toMatchObject({ status: 403, body: '' })
  const long = { method: 'HEAD', body: 'x'.repeat(10_485_761) }
  expect(await apiWith('REGIONAL').call('/x', long)).toMatchObject({ status: 413, body: '' })
})

test('CloudFront refuses a GET with a body, and an API without it takes one', async () => {
  const send = { headers: { 'content-type': 'application/json' }, body: '{"a":1}' }
  const refused = await apiWith('EDGE').call('/x', send)
  expect(refused).toMatchObject({
    status: 403,
    headers: { Server: 'CloudFront', 'Content-Type': 'text/html', 'X-Cache': 'Error from cloudfront' },
    body: expect.stringContaining('The request could not be satisfied'),
  })
  expect(refused?.headers).not.toHaveProperty('x-amzn-RequestId')
  expect(await apiWith('REGIONAL').call('/x', send)).toMatchObject({ status: 200 })
})

test('a regional API is not', async () => {
  const answer = await apiWith('REGIONAL').call('/x')
  expect(answer?.headers).not.toHaveProperty('X-Cache')
  expect(answer?.body).not.toContain('CloudFront')
})
