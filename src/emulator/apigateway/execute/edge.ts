import type { RestApiRecord } from '../records.ts'
import type { Headers } from './headers.ts'
import type { MethodAnswer } from './methodRequest.ts'

/**
 * What CloudFront adds for an edge-optimised API (aws-recorded, test_lambda_aws_proxy_integration and
 * test_invocation_trace_id). Names are AWS's; pop, network and country are one that exists.
 */
const pop = 'IAD89-C1'
/** Its own address, which it adds to the client's. */
export const cloudFront = '130.176.33.165'

export const isEdge = ({ endpointConfiguration }: RestApiRecord): boolean =>
  endpointConfiguration.types?.includes('EDGE') ?? false

const via = (digits: string) => `1.1 ${digits}.cloudfront.net (CloudFront)`
const idOf = (digits: string) =>
  Buffer.from(`${digits}${digits.slice(0, 8)}`)
    .toString('base64url')
    .concat('==')

/** `digits`: 32 hexadecimal digits of the request. */
export function addViewerHeaders(headers: Headers, digits: string): void {
  headers.set('CloudFront-Forwarded-Proto', 'https')
  headers.set('CloudFront-Is-Desktop-Viewer', 'true')
  headers.set('CloudFront-Is-Mobile-Viewer', 'false')
  headers.set('CloudFront-Is-SmartTV-Viewer', 'false')
  headers.set('CloudFront-Is-Tablet-Viewer', 'false')
  headers.set('CloudFront-Viewer-ASN', '16509')
  headers.set('CloudFront-Viewer-Country', 'US')
  headers.append('Via', via(digits))
  headers.set('X-Amz-Cf-Id', idOf(digits))
}

/** CloudFront forwards cookies by the order of their names (developer guide, api-gateway-api-endpoint-types). */
export function sortedCookies(header: string): string {
  const cookies = header.split(';').map((cookie) => {
    const text = cookie.trim()
    return { text, name: text.split('=', 1).join('') }
  })
  return cookies
    .filter(({ text }) => text)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ text }) => text)
    .join('; ')
}

export function addEdgeHeaders({ status, headers }: MethodAnswer, digits: string): void {
  headers.set('X-Cache', status < 400 ? 'Miss from cloudfront' : 'Error from cloudfront')
  headers.append('Via', via(digits))
  headers.set('X-Amz-Cf-Pop', pop)
  headers.set('X-Amz-Cf-Id', idOf(digits))
}
