/** One call of the handler: its context, and the ways in which it can be done. */
import { named } from './errors.mjs'

let idle = () => {}

/** To be called when nothing is left to do: a handler that has not answered yet will not answer any more. */
export const onIdle = () => idle()

const isAsync = (handler) => handler.constructor?.name === 'AsyncFunction'

const neverSettled = () =>
  named(
    'Runtime.NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  )

const { env } = process
/** Read once: the environment is slow to ask. */
const sameForAll = {
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
}

function newContext(job, ways) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    ...ways,
    ...sameForAll,
    clientContext: job.clientContext === undefined ? undefined : JSON.parse(job.clientContext),
    identity: undefined,
    invokedFunctionArn: job.invokedArn,
    awsRequestId: job.requestId,
    getRemainingTimeInMillis: () => job.deadline - Date.now(),
  }
}

/** The first answer counts; results are boxed, so that a promise among them is not waited for. */
function answerOnce(resolve, reject) {
  let answered = false
  const once =
    (act) =>
    (...values) => {
      if (answered) return
      answered = true
      act(...values)
    }
  const done = (error, result) =>
    error === undefined || error === null ? resolve({ result }) : reject(error)
  return { once, done }
}

/** The handler's result; rejects with whatever it throws, rejects with or gives as an error. */
export async function callHandler(handler, job) {
  const { result } = await new Promise((resolve, reject) => {
    const { once, done } = answerOnce(resolve, reject)
    const succeed = once((value) => done(null, value))
    const fail = once((error) => done(error ?? 'handled'))
    const context = newContext(job, { succeed, fail, done: once(done) })
    const callback = once((error, value) => {
      const waits = context.callbackWaitsForEmptyEventLoop
      if (waits && (error === undefined || error === null)) idle = () => done(null, value)
      else done(error, value)
    })
    idle = once(() => (isAsync(handler) ? reject(neverSettled()) : resolve({ result: null })))
    const returned = handler(job.event, context, callback)
    if (typeof returned?.then === 'function') returned.then(succeed, fail)
  }).finally(() => {
    idle = () => {}
  })
  return result
}
