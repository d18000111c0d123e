import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { Headers } from './headers.ts'
import type { EndpointAnswer } from './mapParameters.ts'

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

/** Sends one HTTP request. Rejects with the system's error, and where the answer is larger than 10 MB. */
export function callEndpoint(
  { url, method, headers, body }: EndpointRequest,
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  headers.delete('trailer') // Node sends it with chunks alone
  return new Promise((resolve, reject) => {
    const outgoing = send(
      url,
      {
        method,
        headers: {
          ...Object.fromEntries([...headers].map(([name, values]) => [name, [...values]])),
          // Also of a GET, and where there is nothing to send (test_apigateway_header_remapping_http).
          'Content-Length': Buffer.byteLength(body),
        },
        signal,
      },
      (incoming) => {
        const chunks: Buffer[] = []
        let size = 0
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > maxAnswer) outgoing.destroy(new Error('The answer of the endpoint is larger than 10 MB'))
          else chunks.push(chunk)
        })
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: () => Headers.fromRaw(incoming.rawHeaders),
            body: Buffer.concat(chunks),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
