/** The ends of the channel in an execution environment: jobs come by descriptor 3, messages go by descriptor 4. */
import { openSync, readSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { setImmediate } from 'node:timers'
import { isModern } from './places.mjs'

const [jobsFd, messagesFd] = [3, 4]
// As they are before a handler can put others in their place.
const now = performance.now.bind(performance)
const { now: clock } = Date
let startedAt = now()

const statusFd = process.platform === 'linux' ? openSync('/proc/self/status') : undefined
const status = Buffer.alloc(2048)
let memory = 0
let memoryAt = Number.NEGATIVE_INFINITY

/** Linux starts the number of `resourceUsage` at what the parent has used, for which no handler is to be ended. */
function askMemory() {
  if (statusFd === undefined) return process.resourceUsage().maxRSS
  try {
    return /VmHWM:\s*(\d+)/.exec(status.latin1Slice(0, readSync(statusFd, status, 0, 2048, 0)))[1]
  } catch {
    return memory // a handler has closed it
  }
}
memory = askMemory()

/** The most memory that was ever used, in KB; asking takes time too, so not again at once, and for fast handlers less often. */
function maxMemory(at) {
  if (at - memoryAt < (at - startedAt < 1 ? 5 : 1)) return memory
  memoryAt = at
  memory = askMemory()
  return memory
}

/** The clock tells whole milliseconds, and the way here takes some of one too. */
const noiseMs = 2

/** How long a job has waited for what this process was doing: all of it is time of the invocation, as on Lambda. */
function latenessOf({ sentAt, limitMs }) {
  const lateMs = sentAt === undefined ? 0 : clock() - sentAt
  return lateMs > noiseMs ? Math.min(lateMs, limitMs) : 0
}

/** Whose job runs: an answer says to which it is one. */
let requestId = '-'

/** Written at once, so that nothing is lost where the process ends or blocks right after. */
export function tell(type, json) {
  const at = now()
  const line = `${type} ${maxMemory(at)} ${(at - startedAt).toFixed(3)} ${requestId} ${json}\n`
  const written = writeSync(messagesFd, line)
  const bytes = Buffer.byteLength(line)
  if (written === bytes) return
  const rest = Buffer.from(line)
  for (let at = written; at < bytes; ) at += writeSync(messagesFd, rest, at)
}

let hasAnswered = false
let isTaking = false
/** Type and JSON of an answer. */
let held

/** Sends the answer that is held back; false where there is none. */
export function sendHeld() {
  if (!held) return false
  tell(...held)
  hasAnswered = true
  held = undefined
  isTaking = false
  return true
}

/**
 * To be told by a process that ends between two jobs: none of those that it was sent has begun. False where it is in one or
 * has answered none: what ends a process while it is loaded would do so for ever, and fails the first.
 */
export function leave() {
  if (!hasAnswered || isTaking) return false
  tell('leaves', 'null')
  return true
}

/** Where the other end is gone, this process ends, with all that the handler started. */
const end = () => process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL')

/**
 * Gives one job after the other to `take`, which gives the answer. That is held back to the end of the turn, since what a
 * handler left to fail fails before (aws/aws-lambda-base-images#392): in the log of the invocation, and since nodejs24.x
 * in its outcome. Jobs may come ahead of their time; `recall` asks for those that
 * are not begun, and is told how many these were. Between two jobs the loop turns once, so that a recall which was sent
 * before the last answer could be read is seen before the next job begins.
 */
export function readJobs(take) {
  const pipe = new Socket({ fd: jobsFd, readable: true, writable: false })
  const ahead = []
  let isBusy = false
  let rest = ''

  async function runNext() {
    const line = ahead.shift()
    isBusy = line !== undefined
    if (!isBusy) return
    const job = JSON.parse(line)
    pipe.unref() // so that a handler which left nothing to do is seen to have ended
    const lateMs = latenessOf(job)
    startedAt = now() - lateMs
    job.deadline = clock() - lateMs + job.limitMs
    ;({ requestId } = job)
    isTaking = true
    held = await take(job)
    if (isModern || job.isLogged) setImmediate(finish)
    else finish()
  }

  function finish() {
    sendHeld()
    pipe.ref()
    if (ahead.length > 0) setImmediate(setImmediate, runNext)
    else isBusy = false
  }

  pipe
    .setEncoding('utf8')
    .on('data', (text) => {
      rest += text
      if (!text.includes('\n')) return
      const lines = rest.split('\n')
      rest = lines.pop()
      for (const line of lines) {
        if (line === 'recall') tell('dropped', ahead.splice(0).length)
        else ahead.push(line)
      }
      if (!isBusy) runNext()
    })
    .on('error', end)
    .on('end', end)
}
