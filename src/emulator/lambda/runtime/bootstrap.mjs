/**
 * Runs inside an execution environment: loads the handler, then answers one invocation after the other. It stands
 * for Lambda's own Node.js runtime, whose behaviour (public, aws-lambda-nodejs-runtime-interface-client) it follows.
 */

import { callHandler, onIdle } from './callHandler.mjs'
import { leave, readJobs, tell } from './channel.mjs'
import { describe, named } from './errors.mjs'
import { loadHandler } from './loadHandler.mjs'
import { captureOutput, logError, openLog } from './output.mjs'

const maxAnswer = 6_291_556

captureOutput((text) => tell('log', JSON.stringify(text)))

/** Ends the environment with an answer to whoever waits for one. */
function die(title, error, code) {
  leave()
  logError(title, error)
  tell('fatal', JSON.stringify(describe(error)))
  process.exit(code)
}

process.on('beforeExit', onIdle)
process.on('exit', leave)
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

async function serve(handler, job) {
  openLog(job.requestId)
  try {
    const payload = serialize(await callHandler(handler, job))
    if (Buffer.byteLength(payload) <= maxAnswer) return tell('done', payload)
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxAnswer} bytes).`
    tell('failed', JSON.stringify({ errorMessage, errorType: 'Function.ResponseSizeTooLarge' }))
  } catch (error) {
    logError('Invoke Error', error)
    tell('failed', JSON.stringify(describe(error)))
  }
}

try {
  const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER)
  readJobs((job) => serve(handler, job))
  tell('ready', 'null')
} catch (error) {
  die('Uncaught Exception', error, 1)
}
