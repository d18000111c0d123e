import type { Socket } from 'node:net'
import type { Job } from './job.ts'

const types = ['ready', 'log', 'done', 'failed', 'fatal', 'dropped', 'leaves'] as const
/** `streamed` is a `done` whose answer is text, and no JSON: it comes as a string of JSON, as a `log` does. */
const known = [...types, 'streamed'] as const

/**
 * What a runtime tells. `ready`: the handler is loaded. `log`: something was printed. `done`, `failed`: the answer to
 * an invocation. `fatal`: the same, and the process ends after it. `dropped`: what was recalled and not begun. `leaves`:
 * the process ends, and nothing that it was sent was begun.
 */
export interface Message {
  readonly type: (typeof types)[number]
  /** The most memory that the process ever had. */
  readonly memoryKb: number
  /** Since the runtime started or got its job. */
  readonly tookMs: number
  /** Of the invocation that is answered; of others nothing that says anything. */
  readonly requestId: string
  /** What was printed; JSON; how many jobs were dropped. */
  readonly text: string
}

function parseText(type: (typeof known)[number], json: string): string | undefined {
  if (type !== 'log' && type !== 'streamed') return json
  try {
    return String(JSON.parse(json))
  } catch {
    return undefined
  }
}

/** A message is one line: type, memory, time, request, JSON. */
function parseMessage(line: string): Message | undefined {
  const afterType = line.indexOf(' ')
  const afterMemory = line.indexOf(' ', afterType + 1)
  const afterTime = line.indexOf(' ', afterMemory + 1)
  const afterId = line.indexOf(' ', afterTime + 1)
  const type = known.find((name) => name.length === afterType && line.startsWith(name))
  const memoryKb = Number(line.slice(afterType + 1, afterMemory))
  const tookMs = Number(line.slice(afterMemory + 1, afterTime))
  if (!type || afterTime < 0 || afterId < 0 || !(memoryKb >= 0) || !(tookMs >= 0)) return undefined
  const text = parseText(type, line.slice(afterId + 1))
  return text === undefined
    ? undefined
    : {
        type: type === 'streamed' ? 'done' : type,
        memoryKb,
        tookMs,
        requestId: line.slice(afterTime + 1, afterId),
        text,
      }
}

/** The longest line of an honest runtime: an answer of 6 MB whose quotes are all escaped, or a log of 1 MB. */
const maxLine = 16 << 20

/** Reads messages from a runtime; `broken` where it sends what is none (a handler can write to any descriptor). */
export function readMessages(pipe: Socket, receive: (message: Message) => void, broken: () => void): void {
  let parts: string[] = []
  let size = 0
  const finishLine = (end: string) => {
    const message = parseMessage(parts.length === 0 ? end : parts.join('') + end)
    parts = []
    size = 0
    if (message) receive(message)
    else broken()
  }
  pipe.setEncoding('utf8').on('data', (text: string) => {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      finishLine(text.slice(start, end))
      start = end + 1
    }
    if (start === text.length) return
    parts.push(text.slice(start))
    size += text.length - start
    if (size > maxLine) broken()
  })
}

/** Asks a runtime for the jobs that it has not begun. */
export const recallLine = 'recall\n'

/**
 * A job as one line of JSON; `limitMs` counts from its beginning, which is `sentAt` (milliseconds since 1970) unless others
 * are before it. Nothing in ids or an ARN needs an escape. Line breaks of a payload stand between its tokens: in strings
 * JSON has none.
 */
export function jobLine(
  { requestId, traceId, invokedArn, clientContext, isLogged, payload }: Job,
  limitMs: number,
  sentAt: number | undefined,
): string {
  const isOneLine = !payload.includes('\n') && !payload.includes('\r')
  const event = isOneLine ? payload : payload.replaceAll(/[\r\n]/g, ' ')
  const context = clientContext === undefined ? '' : `"clientContext":${JSON.stringify(clientContext)},`
  const logged = isLogged ? '"isLogged":true,' : ''
  const sent = sentAt === undefined ? '' : `"sentAt":${sentAt},`
  return `{"requestId":"${requestId}","traceId":"${traceId}","invokedArn":"${invokedArn}","limitMs":${limitMs},${sent}${context}${logged}"event":${event}}\n`
}
