/**
 * Runs inside an execution environment: loads the handler, then answers one invocation after the other. It stands
 * for Lambda's own Node.js runtimes, whose behaviour it follows: see places.mjs.
 */

import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers'
import { BufferedInvokeProcessor, onIdle, Runtime } from './callHandler.mjs'
import { leave, readJobs, sendHeld, tell } from './channel.mjs'
import { describe, named } from './errors.mjs'
import { loadHandler } from './loadHandler.mjs'
import { captureOutput, logError, openLog } from './output.mjs'
import { isModern } from './places.mjs'
import { showLambdasStacks } from './stacks.mjs'
import { isStreaming, provideStreaming, Streaming } from './streaming.mjs'
import { setTrace } from './traceVariable.mjs'

const require = createRequire(import.meta.url)
const maxAnswer = 6_291_556 // AWS's own number: 100 more than a request may have

showLambdasStacks()
captureOutput((text) => tell('log', JSON.stringify(text)))

/** What fails before the first job is a failure of loading. */
let isLoading = true

/**
 * Throws where the type of such a failure is nothing for a header, in which it goes too (RIC3 and RIC4, postInitError: both were run
 * with a runtime API): up to nodejs22.x that ends Node in a listener to what is not caught, with its status for that, 7.
 */
function checkTellable({ errorType }) {
  if (typeof errorType !== 'string' || /[^\t\x20-\x7e\x80-\xff]/.test(errorType))
    require('node:http').validateHeaderValue('Lambda-Runtime-Function-Error-Type', errorType)
}

/** Ends the environment, with this answer to whoever waits for one and has none; between two jobs nobody is known to wait. */
function end(error, code) {
  if (!leave() && !sendHeld()) {
    const told = describe(error)
    if (isLoading) checkTellable(told)
    tell('fatal', JSON.stringify(told))
  }
  process.exit(code)
}

function die(title, error, code) {
  logError(title, error)
  end(error, code)
}

/** What fails in the runtime itself, as where a handler throws what has no text (RIC3, scheduleIteration). */
function dieOnTop(error) {
  console.log(`Unexpected Top Level Error: ${error}`)
  end(error, 129)
}

process.on('exit', () => {
  if (!isModern) sendHeld()
  leave()
})
// Since nodejs24.x the runtime listens to none of these: Node ends the process as it does everywhere, and an answer that
// is on its way is lost.
if (!isModern) {
  process.on('beforeExit', onIdle)
  process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129))
  process.on('unhandledRejection', function onRejection(reason, promise) {
    const error = named('Runtime.UnhandledPromiseRejection', reason)
    die('Unhandled Promise Rejection', Object.assign(error, { reason, promise }), 128)
  })
}

/** An answer as a message. What Lambda does not take is logged too (public log anomalyco/console#63). */
function answerOf(type, payload) {
  if (Buffer.byteLength(payload) <= maxAnswer) return [type, payload]
  process.stdout.write(
    `[ERROR] [${Date.now()}] LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413. {"errorMessage":"Exceeded maximum allowed payload size (${maxAnswer} bytes).","errorType":"RequestEntityTooLarge"}\n`,
  )
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxAnswer} bytes).`
  return ['failed', JSON.stringify({ errorMessage, errorType: 'Function.ResponseSizeTooLarge' })]
}

/** How one invocation is answered. */
function serverOf(handler) {
  if (isStreaming(handler)) {
    const processor = new Streaming(handler)
    return async (job) => answerOf('streamed', JSON.stringify(await processor.write(job)))
  }
  const runtime = isModern ? new BufferedInvokeProcessor(handler) : new Runtime(handler, dieOnTop)
  return async (job) => answerOf('done', await runtime.answer(job))
}

async function start() {
  try {
    provideStreaming()
    const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER)
    const serve = serverOf(handler)
    const logsItself = !isModern && !isStreaming(handler)
    readJobs(async (job) => {
      isLoading = false
      openLog(job.requestId)
      setTrace(job.traceId)
      await undefined // what a handler leaves for the next tick comes behind its answer, as the runtime calls it from a promise
      try {
        return await serve(job)
      } catch (error) {
        if (!logsItself) logError('Invoke Error', error)
        return ['failed', JSON.stringify(describe(error))]
      }
    })
    setImmediate(tell, 'ready', 'null') // what fails behind the loading is a failure of it still (RIC3, scheduleIteration)
  } catch (error) {
    if (!isModern) throw error // to the listener above
    try {
      die('Init Error', error, 1)
    } catch (refused) {
      logError('Failed to post init error', refused)
      process.exit(1)
    }
  }
}

// Only up to nodejs22.x what never ends in the handler's own file ends the process with Node's status for it, 13 (RIC4, index.ts).
if (isModern) void start()
else await start()
