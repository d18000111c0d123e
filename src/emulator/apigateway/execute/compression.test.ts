import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import type { WireRequest } from '../../wire/request.ts'
import type { RestApiRecord } from '../records.ts'
import { deployedApi, method, mock } from './deployedApi.fixture.ts'
import { answerInvokeUrl } from './invokeUrl.ts'

/** To a function that answers with its event. */
const echo = () =>
  deployedApi({
    methods: { '/x': { POST: method({ type: 'AWS_PROXY' }) } },
    run: (event) => JSON.stringify({ body: event }),
  })

/** Developer guide, api-gateway-make-request-with-compressed-payload; the event: serverless-http#194. */
describe('a packed body', () => {
  test.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['identity', (text: string) => Buffer.from(text)],
  ] as const)('of %s is unpacked for the integration, which sees the header', async (encoding, pack) => {
    const text = '{"type": "dog", "price": 249.99}'
    const headers = { 'Content-Encoding': encoding, 'content-encoding': encoding }
    const rawHeaders = ['Content-Encoding', encoding]
    const answer = await echo().call('/x', { method: 'POST', headers, rawHeaders, body: pack(text) })
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({
      body: text,
      isBase64Encoded: false,
      headers: { 'Content-Encoding': encoding },
    })
  })

  test.each([
    ['gzip', 'plain'],
    ['deflate', 'plain'],
    ['br', 'packed'],
    ['gzip, deflate', 'packed'],
  ])('that is no %s, or of a coding that is not supported, is 415', async (encoding, body) => {
    const headers = { 'content-encoding': encoding }
    expect(await echo().call('/x', { method: 'POST', headers, body })).toMatchObject({
      status: 415,
      body: '{"message": "Unsupported Media Type"}',
    })
  })

  test('that is too large without its coding is 413', async () => {
    const headers = { 'content-encoding': 'gzip' }
    const body = gzipSync(Buffer.alloc(10 * 1024 * 1024 + 1))
    const { call } = deployedApi({ methods: { '/x': { POST: mock('') } } })
    expect(await call('/x', { method: 'POST', headers, body })).toMatchObject({ status: 413 })
  })
})

/** Developer guide, api-gateway-receive-response-with-compressed-payload and api-gateway-enable-compression. */
describe('an answer', () => {
  const text = 'a text of 22 letters..'

  async function encodingOf(accepted: string | undefined, api: Partial<RestApiRecord>, more = {}) {
    const { host } = deployedApi({ methods: { '/x': { GET: mock(text, more) } }, api })
    const rawHeaders = accepted === undefined ? [] : ['Accept-Encoding', accepted]
    const request: WireRequest = {
      ...{ method: 'GET', path: '/_aws/execute-api/abcdefghij/dev/x', query: '', size: 0 },
      ...{ headers: {}, rawHeaders, body: Buffer.alloc(0) },
    }
    const answer = await answerInvokeUrl(request, host)
    const { 'Content-Encoding': encoding, 'Content-Type': type } = answer?.headers ?? {}
    const unpack = encoding === 'gzip' ? gunzipSync : encoding === 'deflate' ? inflateSync : Buffer.from
    expect(unpack(Buffer.from(answer?.body ?? '')).toString()).toBe(text)
    expect(type).toBe('application/json')
    return encoding
  }

  test.each([
    ['gzip', 'gzip'],
    ['deflate,gzip', 'deflate'],
    ['deflate;q=0.5,gzip;q=1.0', 'gzip'],
    ['gzip;q=1.0,identity;q=0.5,*;q=0', 'gzip'],
    ['gzip, deflate, br', 'gzip'],
    ['br, gzip', undefined],
    ['gzip;q=0.5, br', undefined],
    ['gzip;q=0', undefined],
    ['identity', undefined],
    ['*', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('to a client that accepts %j has the encoding %s', async (accepted, encoding) => {
    expect(await encodingOf(accepted, { minimumCompressionSize: 0 })).toBe(encoding)
  })

  test('is packed from the smallest size on that its API has, or never', async () => {
    expect(await encodingOf('gzip', { minimumCompressionSize: 22 })).toBe('gzip')
    expect(await encodingOf('gzip', { minimumCompressionSize: 23 })).toBeUndefined()
    expect(await encodingOf('gzip', {})).toBeUndefined()
  })

  test('that its integration has packed is not packed again', async () => {
    const responseParameters = { 'method.response.header.Content-Encoding': "'br'" }
    const responseTemplates = { 'application/json': text }
    const integrationResponses = { 200: { statusCode: '200', responseParameters, responseTemplates } }
    expect(await encodingOf('gzip', { minimumCompressionSize: 0 }, { integrationResponses })).toBe('br')
  })

  test('without a body is none', async () => {
    const { call } = deployedApi({
      methods: { '/x': { GET: mock('') } },
      api: { minimumCompressionSize: 0 },
    })
    const answer = await call('/x', { rawHeaders: ['Accept-Encoding', 'gzip'] })
    expect(answer).toMatchObject({ body: '' })
    expect(answer?.headers).not.toHaveProperty('Content-Encoding')
  })
})
