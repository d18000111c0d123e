/** What a handler prints goes to the parent as messages: in order, and before the answer that follows it. */
import { format } from 'node:util'
import { describe } from './errors.mjs'

const maxLength = 1 << 20
let requestId
let room = maxLength
let tell

/** A new invocation: its lines carry its id, and its log is empty. */
export function openLog(id) {
  requestId = id
  room = maxLength
}

function write(text) {
  if (room < 0) return
  room -= text.length
  tell(text)
}

const levels = { log: 'INFO', info: 'INFO', debug: 'DEBUG', trace: 'TRACE', warn: 'WARN', error: 'ERROR' }

/** Streams are opened when they are first used: opening them costs a millisecond. */
function captureStream(name) {
  const { get } = Object.getOwnPropertyDescriptor(process, name)
  let stream
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      if (stream) return stream
      stream = get.call(process)
      stream.write = (chunk, encoding, callback) => {
        write(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
        const done = typeof encoding === 'function' ? encoding : callback
        if (done) process.nextTick(done)
        return true
      }
      return stream
    },
  })
}

export function captureOutput(send) {
  tell = send
  captureStream('stdout')
  captureStream('stderr')
  for (const [method, level] of Object.entries(levels))
    console[method] = (...values) =>
      write(`${new Date().toISOString()}\t${requestId}\t${level}\t${format(...values)}\n`)
}

/** An error as Lambda's log shows it: one line of JSON after a tab. */
export function logError(title, error) {
  const { errorType, errorMessage, trace } = describe(error)
  const own = typeof error === 'object' && error !== null ? { ...error } : {}
  const shown = { errorType, errorMessage, ...own, stack: trace }
  console.error(title, `\t${stringify(shown) ?? stringify({ errorType, errorMessage, stack: trace })}`)
}

function stringify(value) {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
