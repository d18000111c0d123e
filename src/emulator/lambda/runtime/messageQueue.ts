import { afterReading } from './afterReading.ts'
import type { Message } from './channel.ts'

/**
 * Messages of a runtime, in order. What a handler or its children wrote past the runtime comes by other pipes, maybe later than what
 * says that the handler is loaded, or has answered: these wait until the pipes were read.
 */
export class MessageQueue {
  readonly #receive: (message: Message) => void
  readonly #held: Message[] = []

  constructor(receive: (message: Message) => void) {
    this.#receive = receive
  }

  /** `isRead`: somebody will read what was written. */
  add(message: Message, isRead: boolean): void {
    const endsLog = ['ready', 'done', 'failed'].includes(message.type)
    if (this.#held.length > 0) this.#held.push(message)
    else if (endsLog && isRead) {
      this.#held.push(message)
      afterReading(0, () => this.flush())
    } else this.#receive(message)
  }

  /** Waits no longer. */
  flush(): void {
    for (const message of this.#held.splice(0)) this.#receive(message)
  }
}
