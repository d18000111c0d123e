/** Handlers that write their answer to a stream. Invoke gives what they wrote in one piece. */
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { clearInterval, setInterval } from 'node:timers'
import { whenIdle } from './callHandler.mjs'
import { contextOfStream } from './context.mjs'
import { named } from './errors.mjs'
import { logError } from './output.mjs'
import { isModern } from './places.mjs'

const mark = Symbol.for('aws.lambda.runtime.handler.streaming')

const HttpResponseStream = {
  /** Status and headers, as they are now, go before the first thing that is written, with eight zeros behind them. */
  from(stream, prelude) {
    stream.setContentType('application/vnd.awslambda.http-integration-response')
    const text = JSON.stringify(prelude)
    stream._onBeforeFirstWrite = (write) => {
      write(text)
      write(new Uint8Array(8))
    }
    return stream
  },
}

/** Gives functions the global `awslambda`, unless they want none. */
export function provideStreaming() {
  if (/^(1|true)$/.test(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA ?? '')) return
  globalThis.awslambda = {
    streamifyResponse: (handler) => {
      handler[mark] = 'response'
      return handler
    },
    HttpResponseStream,
  }
}

export function isStreaming(handler) {
  const way = handler[mark]
  if (way === undefined || way === null || way === false) return false
  if (way === 'response') return true
  throw named('Runtime.MalformedStreamingHandler', 'Only response streaming is supported.')
}

const hangUp = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

/**
 * On Lambda it is a request to the runtime API: until it is ended it keeps the process, and nobody handles an error of it
 * (RIC3, ResponseStream; RIC4, response-stream.ts: `headersDone`).
 */
class ResponseStream extends Writable {
  chunks = []
  #isBegun = false
  #isOpen = setInterval(() => {}, 1 << 30)

  constructor() {
    super()
    this.on('error', (error) => void Promise.reject(error))
  }

  setContentType() {
    if (this.#isBegun) throw named('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.')
  }

  /** Whatever it is, both clients look at its length: to write `null` is a TypeError. */
  write(chunk, ...rest) {
    const isData = chunk.length !== undefined && (typeof chunk === 'string' || chunk instanceof Uint8Array)
    if (!this.#isBegun) this._onBeforeFirstWrite?.((first) => super.write(first))
    this.#isBegun = true
    return super.write(isData ? chunk : JSON.stringify(chunk), ...rest)
  }

  _write(chunk, _, done) {
    this.chunks.push(chunk)
    done()
  }

  /** It keeps the process no more. */
  letGo() {
    clearInterval(this.#isOpen)
  }

  _destroy(error, done) {
    this.letGo()
    done(error ?? (this.writableFinished ? null : hangUp()))
  }
}

/** RIC3 fails with a text, RIC4 with an error. */
const failure = (text) => (isModern ? new Error(text) : text)

class StreamingInvokeProcessor {
  constructor(handler) {
    this.handler = handler
  }

  /** The text that the handler wrote; a stream that is never ended lasts until time runs out. */
  async write(job) {
    const stream = new ResponseStream()
    // RIC3 goes on when nothing is left to do, which a handler that never settles may reach once its stream is ended.
    const isIdle = new Promise((resolve) => whenIdle(resolve))
    try {
      await Promise.race([this.#call(job, stream), isIdle])
      return Buffer.concat(stream.chunks).toString()
    } catch (error) {
      if (!stream.errored) throw error
      if (!isModern) logError('Invoke Error', error)
      return new Promise(() => {}) // what the stream failed with ends the process, and the invocation with it
    } finally {
      stream.letGo() // where the handler failed before the end of its stream, both clients end it
      whenIdle(() => {})
    }
  }

  async #call(job, stream) {
    try {
      const returned = this.handler(job.event, stream, contextOfStream(job))
      if (typeof returned?.then !== 'function')
        throw failure('Streaming does not support non-async handlers.')
      if ((await returned) !== undefined) console.warn('Streaming handlers ignore return values.')
    } catch (error) {
      if (!stream.writableEnded) throw error
      logError('Invoke Error', error) // the answer has gone (RIC3 and RIC4 write of it into the trailers, behind the end)
    }
    if (stream.errored) throw stream.errored
    if (!stream.writableFinished) await once(stream, 'finish')
  }
}

/** Up to nodejs22.x the runtime calls such a handler itself, which stacks show (public log 32772520172). */
class Runtime extends StreamingInvokeProcessor {}

export const Streaming = isModern ? StreamingInvokeProcessor : Runtime
