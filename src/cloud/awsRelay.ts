import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignatureV4 } from '@smithy/signature-v4'
import { identifyOperation } from '../emulator/index.ts'
import { readBody } from './forward.ts'
import { readInvokeUrl } from './target.ts'

/** Everything that the workshop makes on AWS carries this tag, and only what carries it is ever deleted. */
export const tag = { key: 'workshop', value: 'api-gateway-101' } as const

export interface AwsAccount {
  readonly region: string
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials']
  /** An endpoint that plays AWS, for tests: all of it behind one address. */
  readonly playedBy?: string
}

/** SHA-256 as the signer wants it. */
class Sha256 {
  readonly #hash: Hash | Hmac
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBytes(data))
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest())
  }
}

const toBytes = (data: string | ArrayBuffer | ArrayBufferView): Uint8Array =>
  typeof data === 'string'
    ? Buffer.from(data)
    : ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data)

interface Forwarded {
  readonly url: URL
  /** Undefined: a stage's address, which is asked without a signature. */
  readonly service?: 'lambda' | 'apigateway'
  readonly body: Buffer
}

/** The tag, put into the body of what creates a thing. */
function withTag(operation: string, body: Buffer): Buffer {
  const member = operation === 'CreateFunction' ? 'Tags' : operation === 'CreateRestApi' ? 'tags' : undefined
  if (member === undefined) return body
  const input = JSON.parse(body.toString('utf8'))
  return Buffer.from(JSON.stringify({ ...input, [member]: { ...input[member], [tag.key]: tag.value } }))
}

/** Where a request of the local address goes on AWS. */
function forward(incoming: IncomingMessage, body: Buffer, { region, playedBy }: AwsAccount): Forwarded {
  const local = new URL(`http://localhost${incoming.url ?? '/'}`)
  const stage = readInvokeUrl(local.pathname, '')
  if (stage) {
    const path = `/${stage.stageName}${stage.path}${local.search}`
    const host = `https://${stage.restApiId}.execute-api.${region}.amazonaws.com`
    return {
      url: playedBy ? new URL(`${local.pathname}${local.search}`, playedBy) : new URL(path, host),
      body,
    }
  }
  const { operation } = identifyOperation(incoming.method ?? 'GET', local) ?? {}
  const service = operation?.service ?? 'apigateway'
  const url = new URL(
    `${local.pathname}${local.search}`,
    playedBy ?? `https://${service}.${region}.amazonaws.com`,
  )
  return { url, service, body: withTag(operation?.name ?? '', body) }
}

/** Headers that belong to the local signature or connection and not to AWS. */
const dropped =
  /^(host|connection|content-length|authorization|x-amz-date|x-amz-security-token|x-amz-content-sha256|accept-encoding)$/

async function send(incoming: IncomingMessage, body: Buffer, account: AwsAccount): Promise<Response> {
  const { url, service, body: sent } = forward(incoming, body, account)
  const kept = Object.entries(incoming.headers).filter(
    ([name, value]) => typeof value === 'string' && !dropped.test(name),
  )
  const headers: Record<string, string> = {
    ...(Object.fromEntries(kept) as Record<string, string>),
    host: url.host,
  }
  const method = incoming.method ?? 'GET'
  const init = {
    method,
    headers,
    redirect: 'manual' as const,
    ...(sent.length > 0 ? { body: new Uint8Array(sent) } : {}),
  }
  if (!service) return fetch(url, init)
  const signer = new SignatureV4({
    service,
    region: account.region,
    credentials: account.credentials,
    sha256: Sha256,
  })
  const query = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)]),
  )
  const request = {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port) || undefined,
    path: url.pathname,
    query,
    headers,
    body: sent,
  }
  const signed = await signer.sign(request)
  return fetch(url, { ...init, headers: signed.headers })
}

export interface Relay {
  readonly endpoint: string
  close(): Promise<void>
}

/**
 * A local address for AWS. Scripts are given only this address and no keys; requests are signed here, with the user's
 * own credentials, and what they create is tagged.
 */
export async function startRelay(account: AwsAccount): Promise<Relay> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const response = await send(incoming, await readBody(incoming), account)
      const {
        'content-encoding': _,
        'transfer-encoding': __,
        'content-length': ___,
        connection: ____,
        ...headers
      } = Object.fromEntries(response.headers)
      outgoing.writeHead(response.status, headers)
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    } catch (error) {
      outgoing.writeHead(502, { 'x-amzn-errortype': 'AwsNotReached' })
      outgoing.end(JSON.stringify({ message: error instanceof Error ? error.message : String(error) }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
