/** Handlers that write their answer to a stream. Invoke gives what they wrote in one piece. */
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { whenIdle } from './callHandler.mjs'
import { contextOfStream } from './context.mjs'
import { named } from './errors.mjs'
import { isModern } from './places.mjs'

const mark = Symbol.for('aws.lambda.runtime.handler.streaming')

/** Gives functions the global `awslambda`, unless they want none. */
export function provideStreaming() {
  if (/^(1|true)$/.test(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA ?? '')) return
  globalThis.awslambda = {
    streamifyResponse: (handler) => {
      handler[mark] = 'response'
      return handler
    },
    HttpResponseStream: {
      /** Status and headers go before the first thing that is written, with eight zeros behind them. */
      from(stream, prelude) {
        stream.setContentType('application/vnd.awslambda.http-integration-response')
        stream._onBeforeFirstWrite = (write) => {
          write(JSON.stringify(prelude))
          write(new Uint8Array(8))
        }
        return stream
      },
    },
  }
}

export function isStreaming(handler) {
  const way = handler[mark]
  if (way === undefined || way === null || way === false) return false
  if (way === 'response') return true
  throw named('Runtime.MalformedStreamingHandler', 'Only response streaming is supported.')
}

class ResponseStream extends Writable {
  chunks = []
  #isBegun = false

  setContentType() {
    if (this.#isBegun) throw named('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.')
  }

  write(chunk, ...rest) {
    const data = typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk)
    if (!this.#isBegun) this._onBeforeFirstWrite?.((first) => super.write(first))
    this.#isBegun = true
    return super.write(data, ...rest)
  }

  _write(chunk, _, done) {
    this.chunks.push(chunk)
    done()
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
    try {
      return await this.#write(job)
    } finally {
      whenIdle(() => {})
    }
  }

  async #write(job) {
    const stream = new ResponseStream()
    if (!isModern) whenIdle(() => setInterval(() => {}, 1 << 30))
    const returned = this.handler(job.event, stream, contextOfStream(job))
    if (typeof returned?.then !== 'function') throw failure('Streaming does not support non-async handlers.')
    if ((await returned) !== undefined) console.warn('Streaming handlers ignore return values.')
    if (!stream.writableFinished) await once(stream, 'finish')
    return Buffer.concat(stream.chunks).toString()
  }
}

/** Up to nodejs22.x the runtime calls such a handler itself, which stacks show (public log 32772520172). */
class Runtime extends StreamingInvokeProcessor {}

export const Streaming = isModern ? StreamingInvokeProcessor : Runtime
