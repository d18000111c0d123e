import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deployedApi, method } from './deployedApi.fixture.ts'
import { answerInvokeUrl } from './invokeUrl.ts'

/** What LocalStack recorded from AWS of bytes and texts on their way to S3 and back: here an HTTP endpoint stands for it. */

const raw = gzipSync('compressed data, should be invalid UTF-8 string')
const encoded = Buffer.from(raw.toString('base64'))
const text = Buffer.from('this is a UTF8 text typed object')
const bodies = { raw, encoded, text }
const kinds = Object.entries({
  ...bodies,
  mangled: Buffer.from(raw.toString()),
  'encoded twice': Buffer.from(encoded.toString('base64')),
  'text encoded': Buffer.from(text.toString('base64')),
})
const kindOf = (body: Buffer) => kinds.find(([, bytes]) => bytes.equals(body))?.[0] ?? 'something else'

let received: Buffer
let answered: { readonly type: string; readonly body: Buffer }
const endpoint = createServer(async (request, response) => {
  received = Buffer.concat(await request.toArray())
  response.writeHead(200, { 'content-type': answered.type }).end(answered.body)
})
beforeAll(() => new Promise<void>((resolve) => void endpoint.listen(0, '127.0.0.1', resolve)))
afterAll(() => void endpoint.close())

type Handling = ContentHandlingStrategy | undefined

/** An API that passes everything on, by the binary media types that it has. */
function newApi(binaryMediaTypes: string[] | undefined, onRequest: Handling, onResponse: Handling) {
  const integration = {
    type: 'HTTP' as const,
    httpMethod: 'PUT',
    uri: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`,
    contentHandling: onRequest,
    integrationResponses: { 200: { statusCode: '200', contentHandling: onResponse } },
  }
  return deployedApi({ methods: { '/x': { PUT: method(integration) } }, api: { binaryMediaTypes } })
}

const none = undefined
const png = ['image/png']

/** test_apigw_s3_binary_support_request, …_convert_to_binary: raw, encoded and text as the endpoint gets them. */
describe('a request', () => {
  test.each<[Handling, string[] | undefined, string, string[]]>([
    [none, none, 'image/png', ['mangled', 'encoded', 'text']],
    [none, png, 'image/png', ['raw', 'encoded', 'text']],
    [none, png, 'text/plain', ['mangled', 'encoded', 'text']],
    ['CONVERT_TO_TEXT', none, 'image/png', ['mangled', 'encoded', 'text']],
    ['CONVERT_TO_TEXT', png, 'image/png', ['encoded', 'encoded twice', 'text encoded']],
    ['CONVERT_TO_TEXT', png, 'text/plain', ['mangled', 'encoded', 'text']],
    ['CONVERT_TO_BINARY', none, 'image/png', ['500', 'raw', '500']],
    ['CONVERT_TO_BINARY', png, 'image/png', ['raw', 'encoded', 'text']],
    ['CONVERT_TO_BINARY', png, 'text/plain', ['500', 'raw', '500']],
  ])(
    'with contentHandling %s, binary %j, of type %s arrives as %j',
    async (handling, binary, type, arrived) => {
      answered = { type: 'text/plain', body: Buffer.of() }
      const api = newApi(binary, handling, none)
      const got: string[] = []
      for (const body of Object.values(bodies)) {
        const answer = await api.call('/x', { method: 'PUT', body, headers: { 'content-type': type } })
        got.push(answer?.status === 200 ? kindOf(received) : String(answer?.status))
      }
      expect(got).toEqual(arrived)
    },
  )
})

/** test_apigw_s3_binary_support_response_…: raw, encoded and text as a client gets them. */
describe('an answer', () => {
  const other = 'binary/octet-stream'

  test.each<[Handling, string[] | undefined, string, string, string[]]>([
    [none, none, other, 'image/png', ['mangled', 'encoded', 'text']],
    [none, png, other, 'image/png', ['500', 'raw', '500']],
    [none, png, 'image/png', 'image/png', ['raw', 'encoded', 'text']],
    [none, png, other, 'text/plain', ['mangled', 'encoded', 'text']],
    [none, png, 'image/png', 'text/plain', ['encoded', 'encoded twice', 'text encoded']],
    ['CONVERT_TO_TEXT', none, other, 'image/png', ['mangled', 'encoded', 'text']],
    ['CONVERT_TO_TEXT', png, other, 'image/png', ['mangled', 'encoded', 'text']],
    ['CONVERT_TO_TEXT', png, 'image/png', 'image/png', ['encoded', 'encoded twice', 'text encoded']],
    ['CONVERT_TO_TEXT', png, other, 'text/plain', ['mangled', 'encoded', 'text']],
    ['CONVERT_TO_TEXT', png, 'image/png', 'text/plain', ['encoded', 'encoded twice', 'text encoded']],
    ['CONVERT_TO_BINARY', none, other, 'image/png', ['500', 'raw', '500']],
    ['CONVERT_TO_BINARY', png, other, 'image/png', ['500', 'raw', '500']],
    ['CONVERT_TO_BINARY', png, 'image/png', 'image/png', ['raw', 'encoded', 'text']],
    ['CONVERT_TO_BINARY', png, other, 'text/plain', ['500', 'raw', '500']],
    ['CONVERT_TO_BINARY', png, 'image/png', 'text/plain', ['raw', 'encoded', 'text']],
  ])(
    'with contentHandling %s, binary %j, of type %s for a client of %s arrives as %j',
    async (handling, binary, type, accept, arrived) => {
      const { host } = newApi(binary, none, handling)
      const request = {
        method: 'PUT',
        path: '/_aws/execute-api/abcdefghij/dev/x',
        query: '',
        headers: { accept },
        rawHeaders: ['Accept', accept],
        body: Buffer.of(),
        size: 0,
      }
      const got: string[] = []
      for (const body of Object.values(bodies)) {
        answered = { type, body }
        const answer = await answerInvokeUrl(request, host)
        got.push(answer?.status === 200 ? kindOf(Buffer.from(answer.body)) : String(answer?.status))
      }
      expect(got).toEqual(arrived)
    },
  )
})

/** Not recorded: what Java's decoder makes of them. */
test.each([
  ['YQ==', 200],
  ['YQ', 200],
  ['', 200],
  ['YQ=', 500],
  ['YWI==', 500],
  ['YWJjY', 500],
  ['Y===', 500],
  ['YQ==\n', 500],
  ['YWJj\nYQ==', 500],
  ['YW-_', 500],
])('%j as base64 of a request is answered %i', async (body, status) => {
  answered = { type: 'text/plain', body: Buffer.of() }
  const api = newApi(none, 'CONVERT_TO_BINARY', none)
  const answer = await api.call('/x', { method: 'PUT', body: Buffer.from(body) })
  expect(answer?.status).toBe(status)
  if (status === 200) expect(received).toEqual(Buffer.from(body, 'base64'))
})
