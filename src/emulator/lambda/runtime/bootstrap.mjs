/**
 * Runs inside an execution environment: loads the handler, then answers one invocation after the other. It stands
 * for Lambda's own Node.js runtime, whose behaviour (public, aws-lambda-nodejs-runtime-interface-client) it follows.
 */

import { callHandler, onIdle } from './callHandler.mjs'
import { describe, named } from './errors.mjs'
import { loadHandler } from './loadHandler.mjs'
import { captureOutput, logError, openLog } from './output.mjs'

const maxAnswer = 6_291_556
const tell = process.send.bind(process)

captureOutput(tell)

/** Ends the environment with an answer to whoever waits for one. */
function die(title, error, code) {
  logError(title, error)
  tell({ type: 'fatal', payload: JSON.stringify(describe(error)) }, () => process.exit(code))
}

/** The parent is gone: this process ends, with all that the handler started. */
process.on('disconnect', () =>
  process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL'),
)
process.on('beforeExit', onIdle)
process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129))
process.on('unhandledRejection', (reason) => {
  const error = named('Runtime.UnhandledPromiseRejection', String(reason))
  if (reason instanceof Error) error.stack = `${error.name}: ${reason.stack}`
  die('Unhandled Promise Rejection', error, 128)
})

function serialize(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null'
  } catch {
    throw new Error('Unable to stringify response body')
  }
}

async function answer(handler, job) {
  process.channel.unref()
  try {
    const payload = serialize(await callHandler(handler, job))
    if (Buffer.byteLength(payload) <= maxAnswer) return { type: 'done', payload }
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxAnswer} bytes).`
    return {
      type: 'failed',
      payload: JSON.stringify({ errorMessage, errorType: 'Function.ResponseSizeTooLarge' }),
    }
  } catch (error) {
    logError('Invoke Error', error)
    return { type: 'failed', payload: JSON.stringify(describe(error)) }
  } finally {
    process.channel.ref()
  }
}

/** The most that was ever used, in KB. */
const memory = () => process.resourceUsage().maxRSS

async function serve(handler, job) {
  openLog(job.requestId)
  const done = await answer(handler, job)
  tell({ ...done, memory: memory() })
}

try {
  const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER)
  process.on('message', (job) => serve(handler, job))
  tell({ type: 'ready', memory: memory() })
} catch (error) {
  die('Uncaught Exception', error, 1)
}
