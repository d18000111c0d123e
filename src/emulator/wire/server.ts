import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type Server,
  type ServerResponse,
} from 'node:http'
import { maxBody, type WireRequest } from './request.ts'
import type { WireAnswer } from './response.ts'

type Respond = (request: WireRequest) => WireAnswer | Promise<WireAnswer>

const noBody = Buffer.alloc(0)
const nothing = { body: noBody, size: 0 }

async function readBody(message: IncomingMessage): Promise<Pick<WireRequest, 'body' | 'size'>> {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = message.headers
  if (length === '0' && encoding === undefined) return nothing
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    size += chunk.length
    if (size <= maxBody) chunks.push(chunk)
  }
  return { body: size > maxBody ? noBody : Buffer.concat(chunks), size }
}

/** The absolute form of a target (RFC 9112, 3.2.2) has a scheme and a host before its path. */
const originForm = (target: string) =>
  target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '')

async function answer(respond: Respond, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { body, size } = await readBody(message)
  // Not `new URL(path, base)`: a path that starts with two slashes would be taken for a host.
  const target = originForm(message.url ?? '/')
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark + 1)
  const { method = 'GET', headers, rawHeaders } = message
  send(response, await respond({ method, path, query, headers, rawHeaders, body, size }))
}

/** `Connection` is given by hand: Node would add a `Keep-Alive` header, which AWS does not send. */
function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  const fields: OutgoingHttpHeader[] = []
  for (const name in headers) {
    const value = headers[name] ?? ''
    fields.push(name, typeof value === 'string' ? value : [...value])
  }
  if (response.shouldKeepAlive) fields.push('Connection', 'keep-alive')
  if (status !== 204) fields.push('Content-Length', Buffer.byteLength(body))
  response.writeHead(status, fields)
  response.end(body)
}

/** The client went away while it was sending, or sent no HTTP path. */
const clientFaults = new Set(['ECONNRESET', 'ERR_INVALID_URL'])

/**
 * Serves on the loopback interface only. Resolves when requests are accepted; rejects with the system's error
 * (EADDRINUSE, EACCES) where the port cannot be had. Port 0: a free one.
 */
export async function listen(respond: Respond, port: number): Promise<Server> {
  const server = createServer((message, response) => {
    answer(respond, message, response).catch((error) => {
      if (!clientFaults.has(error?.code)) console.error(error) // a bug of the emulator
      response.destroy()
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}
