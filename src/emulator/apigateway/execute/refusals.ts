import type { WireRequest } from '../../wire/request.ts'
import { Headers } from './headers.ts'
import type { MethodAnswer } from './methodRequest.ts'

const maxBody = 10 * 1024 * 1024

/** koki-develop/lgtm-generator#10 */
const tooLarge = (): MethodAnswer => ({
  status: 413,
  headers: Headers.from([['Content-Type', 'text; charset=utf-8']]),
  body: `HTTP content length exceeded ${maxBody} bytes.`,
})

const sorry = 'The request could not be satisfied'

/** CloudFront's own answer to a GET with a body (CloudFront guide, RequestCustomGetBody; it shows no page). */
const refuseBody = (): MethodAnswer => ({
  status: 403,
  headers: Headers.from([
    ['Server', 'CloudFront'],
    ['Content-Type', 'text/html'],
  ]),
  body: `<HTML><HEAD><TITLE>ERROR: ${sorry}</TITLE></HEAD><BODY><H1>403 ERROR</H1><H2>${sorry}.</H2>Bad request.</BODY></HTML>`,
})

/** Characters that must be encoded (developer guide, api-gateway-known-issues; yezyilomo/django-restql#279, outmoded/lout#179). */
const unfitForQuery = /[{|}]/
/** A percent sign that encodes nothing (developer guide, how-to-call-api; adamchainz/apig-wsgi#102, ustayready/fireprox#27). */
const plainPercent = /%(?![\da-f]{2})/i

const badUrl = (): MethodAnswer => ({
  status: 400,
  headers: new Headers(),
  body: '{"message":"Bad Request"}',
})

/** What is refused before API Gateway looks at it: with no ids, no gateway response and nothing in a log. */
export function refuseUnread(
  { method, path, query, size }: WireRequest,
  onEdge: boolean,
): MethodAnswer | undefined {
  if (size > maxBody) return tooLarge()
  if (onEdge && method === 'GET' && size > 0) return refuseBody()
  const isBad = unfitForQuery.test(query) || plainPercent.test(query) || plainPercent.test(path)
  return isBad ? badUrl() : undefined
}
