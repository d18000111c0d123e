import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { configurationError } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import type { EndpointAnswer } from './integrationResponse.ts'

export interface EndpointRequest {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body: Buffer | string
}

/** Names of this machine itself; `*.localhost` is always that (RFC 6761). */
export const isLoopback = ({ hostname }: URL): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)

const maxAnswer = 10 * 1024 * 1024

/**
 * A header's value as HTTP carries it: a body of several lines may be mapped to one (developer guide,
 * request-response-data-mappings, example 3), and parameters go on as Unicode (api-gateway-known-issues).
 */
function carried(value: string): string {
  const lines = value.split(/[\r\n]+/)
  const line = lines.length === 1 ? value : lines.map((each) => each.trim()).join(' ')
  return /[\u0100-\uffff]/.test(line) ? Buffer.from(line).toString('latin1') : line
}

/**
 * Sends one HTTP request. Rejects with the system's error, and where the answer is larger than 10 MB: with a GatewayFailure
 * if it says so itself.
 */
export async function callEndpoint(
  { url, method, headers, body }: EndpointRequest,
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  headers.delete('trailer') // Node sends it with chunks alone
  const fields = Object.fromEntries([...headers].map(([name, values]) => [name, values.map(carried)]))
  // Also of a GET, and where there is nothing to send (test_apigateway_header_remapping_http).
  const length = { 'Content-Length': Buffer.byteLength(body) }
  // Of the URI's host, as AWS (terraform-provider-aws, api_gateway_integration `uri`); Node would take it of the header, and no list there.
  const servername = isIP(url.hostname.replace(/[[\]]/g, '')) ? '' : url.hostname
  let failure: Error | undefined
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = send(url, { method, headers: { ...fields, ...length }, servername, signal }, resolve)
    outgoing.on('error', (error) => {
      failure = error
      reject(error)
    })
    outgoing.end(Buffer.from(body)) // with a text Node would write the headers in UTF-8 too
  })
  const { 'content-length': reported = '0' } = incoming.headers
  // To HEAD, and as 304, it is the length of a body that does not come (RFC 9110, 8.6).
  if (method !== 'HEAD' && incoming.statusCode !== 304 && Number(reported) > maxAnswer) {
    incoming.destroy() // what it says of its own length is enough for AWS (brunojet/apigw-transfer, SPEC.md §9)
    throw configurationError(
      `Integration response of reported length ${reported} is larger than allowed maximum of ${maxAnswer} bytes.`,
    )
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming) {
      size += chunk.length
      if (size > maxAnswer) throw new Error('The answer of the endpoint is larger than 10 MB')
      chunks.push(chunk)
    }
  } catch (error) {
    throw failure ?? error // the body knows no more than that it ends
  }
  const answered = Headers.fromRaw(incoming.rawHeaders)
  return { status: incoming.statusCode ?? 0, headers: () => answered, body: Buffer.concat(chunks) }
}
