/** What a handler prints goes to the parent as messages: in order, and before the answer that follows it. */
import { format } from 'node:util'
import { asError, toJson } from './errors.mjs'
import { isModern } from './places.mjs'
import { syncTrace } from './traceVariable.mjs'

const maxLength = 1 << 20
const isJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON'
/** What lines show that belong to no invocation. */
let requestId = isModern ? '-' : undefined
let room = maxLength
let tell

/** A new invocation: its lines carry its id, and its log is empty. */
export function openLog(id) {
  requestId = id
  room = maxLength
}

/** One character more than there is room for shows the parent that something is missing. */
function write(text) {
  if (room < 0) return
  tell(text.length > room ? text.slice(0, room + 1) : text)
  room -= text.length
}

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
        const isText = typeof chunk === 'string' && !Buffer.isEncoding(encoding)
        write(isText ? chunk : Buffer.from(chunk, encoding).toString())
        const done = typeof encoding === 'function' ? encoding : callback
        if (done) process.nextTick(done)
        return true
      }
      return stream
    },
  })
}

/** Without a message the line says `undefined`, as on Lambda (RIC3, LogPatch). */
const writeText = (level, message, values) =>
  write(`${new Date().toISOString()}\t${requestId}\t${level}\t${format(message, ...values)}\n`)

const membersOf = (error, withoutStack) => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : withoutStack,
})

function jsonOf(line, message, values) {
  if (values.length > 0) {
    // RIC4 does not look at what comes first (formatter.ts).
    const error = (isModern ? values : [message, ...values]).find((value) => value instanceof Error)
    return JSON.stringify({
      ...line,
      message: format(message, ...values),
      ...(error && membersOf(error, [])),
    })
  }
  try {
    const showErrors = (_, value) =>
      value instanceof Error ? { ...membersOf(value, value.stack), ...value } : value
    return JSON.stringify({ ...line, message }, showErrors)
  } catch {
    return JSON.stringify({ ...line, message: format(message) })
  }
}

const writeJson = (level, message, values) =>
  write(`${jsonOf({ timestamp: new Date().toISOString(), level, requestId }, message, values)}\n`)

function writeValues(writeLine, level, values) {
  if (values.some((value) => typeof value === 'object')) syncTrace() // it may be the environment
  writeLine(level, values[0], values.slice(1))
}

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']

export function captureOutput(send) {
  tell = send
  captureStream('stdout')
  captureStream('stderr')
  const least = levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase())
  const writeLine = isJson ? writeJson : writeText
  for (const [rank, level] of levels.entries())
    console[level.toLowerCase()] =
      rank >= least ? (...values) => writeValues(writeLine, level, values) : () => {}
  console.log = console.info
}

/** An error as Lambda's log shows it: in text one line of JSON after a tab. */
export function logError(title, error) {
  if (isJson) console.error(asError(error))
  else console.error(title, `\t${toJson(asError(error))}`)
}
