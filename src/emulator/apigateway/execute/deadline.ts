import { GatewayFailure } from './gatewayFailure.ts'

/** The time that an integration has. Its signal is made only for who calls something that can be broken off. */
export class Deadline {
  readonly #limit: number
  #controller: AbortController | undefined

  /** In milliseconds. */
  constructor(limit: number) {
    this.#limit = limit
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    return this.#controller.signal
  }

  /** Waits for `work`; what takes longer is 504. */
  async wait<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new GatewayFailure('TIMEOUT', 'Execution failed due to a timeout error'))
        this.#controller?.abort()
      }, this.#limit)
    })
    try {
      return await Promise.race([work, late])
    } finally {
      clearTimeout(timer)
    }
  }
}
