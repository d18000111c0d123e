import type { WireRequest } from '../../wire/request.ts'
import { words } from '../../words.ts'
import type { RestApiRecord } from '../records.ts'
import { addViewerHeaders, isEdge } from './edge.ts'
import { Headers } from './headers.ts'
import type { RequestIds } from './requestIds.ts'

/** Headers of the connection, which API Gateway takes for itself (aws-recorded, test_apigateway_header_remapping_aws). */
const notForwarded = new Set(
  words(`
    connection content-length content-md5 expect keep-alive max-forwards proxy-authenticate server te transfer-encoding
    trailer upgrade www-authenticate
  `),
)

/** Signatures are for API Gateway alone (developer guide, api-gateway-known-issues). */
const isSignature = (name: string, value: string) =>
  name === 'authorization' && value.startsWith('AWS4-HMAC-SHA256 ')

/** HTTP's own headers have one spelling at AWS, whatever the client's (`user-agent` arrives as `User-Agent`). */
const spellings = new Map(
  words(`
    Accept Accept-Encoding Accept-Language Authorization Cache-Control Content-Type Cookie Host Origin Referer User-Agent
  `).map((name) => [name.toLowerCase(), name]),
)

/** A client's headers as a method sees them, with those that API Gateway adds, and CloudFront before it. */
export function clientHeaders(
  request: WireRequest,
  api: RestApiRecord,
  ids: RequestIds,
  traceId: string,
): Headers {
  const headers = new Headers()
  const { rawHeaders } = request
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const key = name.toLowerCase()
    const value = rawHeaders[i + 1] ?? ''
    if (!notForwarded.has(key) && !isSignature(key, value)) headers.append(spellings.get(key) ?? name, value)
  }
  if (isEdge(api)) addViewerHeaders(headers, ids.digits)
  headers.set('X-Amzn-Trace-Id', traceId)
  headers.set('X-Forwarded-For', [...headers.all('x-forwarded-for'), '127.0.0.1'].join(', '))
  // AWS's clients always come by https, so a function may rely on it.
  headers.set('X-Forwarded-Port', '443')
  headers.set('X-Forwarded-Proto', 'https')
  return headers
}
