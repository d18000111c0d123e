import type { WireRequest } from '../../wire/request.ts'
import { words } from '../../words.ts'
import type { RestApiRecord } from '../records.ts'
import { addViewerHeaders, cloudFront, isEdge, sortedCookies } from './edge.ts'
import { byLowerCase, Headers } from './headers.ts'
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

/**
 * Some headers have one spelling at AWS, whatever the client's (events in aws-sam-cli#1860; of an edge API, quilt#3225,
 * and `Cookie` by aws-sam-cli#1147 and the developer guide, api-gateway-api-endpoint-types).
 */
const spellings = byLowerCase('Authorization Host User-Agent')
const edgeSpellings = byLowerCase(
  'Authorization Host User-Agent Accept Accept-Encoding Accept-Language Cookie Referer Via',
)

/** A client's headers as a method sees them, with those that API Gateway adds, and CloudFront before it. */
export function clientHeaders(
  request: WireRequest,
  api: RestApiRecord,
  ids: RequestIds,
  traceId: string,
): Headers {
  const headers = new Headers()
  const onEdge = isEdge(api)
  const spelled = onEdge ? edgeSpellings : spellings
  const { rawHeaders } = request
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const key = name.toLowerCase()
    const sent = rawHeaders[i + 1] ?? ''
    const value = onEdge && key === 'cookie' ? sortedCookies(sent) : sent
    if (!notForwarded.has(key) && !isSignature(key, value)) headers.append(spelled.get(key) ?? name, value)
  }
  if (onEdge) addViewerHeaders(headers, ids.digits)
  headers.set('X-Amzn-Trace-Id', traceId)
  const passed = [...headers.all('x-forwarded-for'), '127.0.0.1', ...(onEdge ? [cloudFront] : [])]
  headers.set('X-Forwarded-For', passed.join(', '))
  // AWS's clients always come by https, so a function may rely on it.
  headers.set('X-Forwarded-Port', '443')
  headers.set('X-Forwarded-Proto', 'https')
  return headers
}
