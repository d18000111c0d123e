import {
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http'

/** A request as it came in. */
export interface Forwarded {
  readonly method?: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** An answer as it goes back. */
export interface Answered {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Sends a request on to another server. Rejects with the system's error where there is no answer. */
export async function forward(
  { method, path, headers: given, body }: Forwarded,
  endpoint: string,
  agent: Agent,
): Promise<Answered> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const { host, connection: _, 'transfer-encoding': __, ...kept } = given
    const forwarded = host?.includes('execute-api') ? { host } : {}
    const headers = { ...kept, ...forwarded, 'content-length': body.length }
    const outgoing = request(new URL(path, endpoint), { method, agent, headers }, resolve)
    outgoing.on('error', reject)
    outgoing.end(body)
  })
  const { connection: _, 'transfer-encoding': __, 'keep-alive': ___, ...headers } = response.headers
  return { status: response.statusCode ?? 502, headers, body: await readBody(response) }
}
