/** What a handler's context tells, of the function and of one invocation. All is written out: to spread costs more. */
import { isModern } from './places.mjs'

const { env } = process

/** Read once: the environment is slow to ask. */
const functionVersion = env.AWS_LAMBDA_FUNCTION_VERSION
const functionName = env.AWS_LAMBDA_FUNCTION_NAME
const memoryLimitInMB = env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE
const logGroupName = env.AWS_LAMBDA_LOG_GROUP_NAME
const logStreamName = env.AWS_LAMBDA_LOG_STREAM_NAME

const clientContextOf = ({ clientContext }) =>
  clientContext === undefined ? undefined : JSON.parse(clientContext)

const waits = Symbol('waits')

/**
 * The same for every context: V8 gives an object with an accessor of its own a shape of its own, and keeps what that
 * reaches until it looks through all memory, which made each invocation half as long again.
 */
const waitsForEmptyEventLoop = {
  get() {
    return this[waits].value
  },
  set(value) {
    this[waits].value = value
  },
  configurable: true,
  enumerable: true,
}

/** Up to nodejs22.x; the order is that of test_lambda_with_context. */
export function contextWith(job, succeed, fail, done) {
  const context = {}
  Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', waitsForEmptyEventLoop)
  context.succeed = succeed
  context.fail = fail
  context.done = done
  context.functionVersion = functionVersion
  context.functionName = functionName
  context.memoryLimitInMB = memoryLimitInMB
  context.logGroupName = logGroupName
  context.logStreamName = logStreamName
  context.clientContext = clientContextOf(job)
  context.identity = undefined
  context.invokedFunctionArn = job.invokedArn
  context.awsRequestId = job.requestId
  context.tenantId = undefined
  // Named, as a printed context shows (RIC3, InvokeContext).
  context.getRemainingTimeInMillis = function getRemainingTimeInMillis() {
    return job.deadline - Date.now()
  }
  Object.defineProperty(context, waits, { value: { value: true } }) // nobody sees it
  return context
}

/** Since nodejs24.x; order: RIC4. */
export const contextOf = (job) => ({
  clientContext: clientContextOf(job),
  identity: undefined,
  invokedFunctionArn: job.invokedArn,
  awsRequestId: job.requestId,
  tenantId: undefined,
  xRayTraceId: job.traceId,
  getRemainingTimeInMillis: () => job.deadline - Date.now(),
  functionName,
  functionVersion,
  memoryLimitInMB,
  logGroupName,
  logStreamName,
})

/** Of a handler that writes to a stream (RIC3, StreamingContext). */
export function contextOfStream(job) {
  if (isModern) return contextOf(job)
  const context = contextWith(job)
  for (const name of ['succeed', 'fail', 'done']) delete context[name]
  return context
}
