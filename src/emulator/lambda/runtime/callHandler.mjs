/** One call of a handler, in either of AWS's runtimes. Stacks show the names of these classes and methods. */
import { contextOf, contextWith } from './context.mjs'
import { named } from './errors.mjs'
import { logError } from './output.mjs'
import { serialize } from './serialize.mjs'

let idle = () => {}

/** To be called when nothing is left to do: a handler that has not answered yet will not answer any more. */
export const onIdle = () => idle()

/** What is to be done then. */
export const whenIdle = (act) => {
  idle = act
}

const neverSettled = () =>
  named(
    'Runtime.NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  )

/**
 * The first answer counts: what cannot be handed over, as JSON or as an error's text, is none, and whoever gave it is told
 * (RIC3, CallbackContext).
 */
function answerOnce(resolve, reject) {
  let answered = false
  const once =
    (act) =>
    (...values) => {
      if (answered) return
      act(...values)
      answered = true
    }
  const done = (error, result) => {
    idle = () => {}
    if (error === undefined || error === null) return resolve(serialize(result))
    logError('Invoke Error', error) // at once: a handler may go on, and print more
    reject(error)
  }
  return { once, done }
}

/** Up to nodejs22.x there are several ways to be done (RIC3). Stacks show the handler as one of its methods. */
export class Runtime {
  #isAsync
  #failOnTop

  constructor(handler, failOnTop) {
    this.handler = handler
    this.#failOnTop = failOnTop
    this.#isAsync = handler.constructor?.name === 'AsyncFunction'
  }

  /** The handler's result as JSON; rejects with whatever it throws, rejects with or gives as an error, which is logged. */
  async answer(job) {
    try {
      return await new Promise((resolve, reject) => this.#call(job, resolve, reject))
    } finally {
      idle = () => {}
    }
  }

  #call(job, resolve, reject) {
    const { once, done } = answerOnce(resolve, reject)
    const succeed = once((value) => done(null, value))
    const fail = once((error) => done(error ?? 'handled'))
    const context = contextWith(job, succeed, fail, once(done))
    const callback = once((error, value) => {
      const waits = context.callbackWaitsForEmptyEventLoop
      if (waits && (error === undefined || error === null)) idle = () => done(null, value)
      else done(error, value)
    })
    idle = once(() => (this.#isAsync ? done(neverSettled()) : resolve('null')))
    try {
      this.handleOnceNonStreaming(job.event, context, callback)
    } catch (error) {
      this.#failOnTop(error)
    }
  }

  /** What is thrown goes the way of a callback: after an answer it counts for nothing, and neither does `undefined`. */
  handleOnceNonStreaming(event, context, callback) {
    try {
      const returned = this.handler(event, context, callback)
      if (typeof returned?.then === 'function')
        returned.then(context.succeed, context.fail).catch(context.fail)
    } catch (error) {
      callback(error)
    }
  }
}

/** Since nodejs24.x what a handler returns is the answer, waited for or not (RIC4). */
export class BufferedInvokeProcessor {
  constructor(handler) {
    this.handler = handler
  }

  async answer(job) {
    return serialize(await this.processInvoke(job.event, contextOf(job)))
  }

  async processInvoke(event, context) {
    return await this.handler(event, context)
  }
}
