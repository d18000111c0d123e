/** One call of a handler since nodejs24.x: what it returns is the answer, waited for or not (RIC4). */
import { contextOf } from './context.mjs'

/** Stacks show its name and its method's, and the handler as one of its own. */
export class BufferedInvokeProcessor {
  constructor(handler) {
    this.handler = handler
  }

  answer(job) {
    return this.processInvoke(job.event, contextOf(job))
  }

  async processInvoke(event, context) {
    return await this.handler(event, context)
  }
}
