import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RecordedCall } from './calls.ts'
import { type Answered, type Forwarded, forward, readBody } from './forward.ts'
import { readTarget } from './target.ts'

export interface Recorder {
  /** What a script is given as its cloud. */
  readonly endpoint: string
  /** What passed so far, in the order it was sent. */
  readonly calls: readonly RecordedCall[]
  close(): Promise<void>
}

/** Stands before a cloud that takes what AWS refuses. */
export interface Gate {
  /** AWS's answer to a call that it refuses; the call does not reach the cloud. */
  refuse(call: RecordedCall, request: Forwarded): Promise<Answered | undefined>
  /**
   * What became of a call that the cloud was let have; without an answer where there was none. Gives the call, with what
   * the gate knows of it.
   */
  note(call: RecordedCall): RecordedCall
  close(): Promise<void>
}

export interface Upstream {
  readonly endpoint: string
  readonly gate?: Gate
}

/** Bodies are kept for the judge up to this size; they pass whole. */
const keepAtMost = 1024 * 1024

const text = (body: Buffer) => body.subarray(0, keepAtMost).toString('utf8')

/** AWS names an error in a header; its text is `message` or `Message` of the body. */
function readError(headers: Readonly<Record<string, string>>, status: number, body: string) {
  if (status < 400) return undefined
  const code = (headers['x-amzn-errortype'] ?? String(status)).split(':')[0] ?? ''
  const found = /"[mM]essage"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(body)?.[1]
  return { code, message: found ? String(JSON.parse(found)) : body.slice(0, 300) }
}

/**
 * Stands between one script and a cloud, on a port of its own, and notes every call. `upstream` may still be starting:
 * requests wait for it, so that a script can start at the same time.
 */
export async function startRecorder(
  upstream: Promise<Upstream>,
  onCall?: (call: RecordedCall) => void,
): Promise<Recorder> {
  const started = performance.now()
  const calls: RecordedCall[] = []
  const agent = new Agent({ keepAlive: true })

  function note(index: number, call: RecordedCall): void {
    calls[index] = call
    if (call.answer) onCall?.(call)
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const index = calls.length
    const path = incoming.url ?? '/'
    const sent = {
      n: index + 1,
      method: incoming.method ?? 'GET',
      path,
      startedAt: performance.now() - started,
    }
    const seen = { ...sent, target: { kind: 'other' } as const, requestBody: '' }
    note(index, seen)
    const body = await readBody(incoming)
    const asked = { ...seen, target: await readTarget(incoming), requestBody: text(body) }
    note(index, asked)
    const { endpoint, gate } = await upstream
    const { method, headers: given } = incoming
    const request = { method, path, headers: given, body }
    const refused = await gate?.refuse(asked, request)
    const send = async () => {
      try {
        return await forward(request, endpoint, agent)
      } catch (error) {
        gate?.note(asked)
        throw error
      }
    }
    const { status, headers, body: answered } = refused ?? (await send())
    const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const durationMs = performance.now() - started - sent.startedAt
    const error = readError(flat, status, text(answered))
    const done = { ...asked, answer: { status, headers: flat, body: text(answered), durationMs, error } }
    const noted = refused || !gate ? done : gate.note(done)
    if (!outgoing.destroyed) note(index, noted)
    outgoing.writeHead(status, headers)
    outgoing.end(answered)
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy()) // no answer: the script sees the connection break
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      agent.destroy()
    },
  }
}
