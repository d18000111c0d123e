import { GatewayFailure } from './gatewayFailure.ts'

/** The time that an integration has. Its signal is made only for who calls something that can be broken off. */
export class Deadline {
  readonly #limit: number
  #controller: AbortController | undefined

  /** In milliseconds; AWS gives 29 seconds at most, and where an integration says nothing. */
  constructor(limit = 29_000) {
    this.#limit = limit
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    return this.#controller.signal
  }

  /** Waits for `work`; what takes longer is 504. */
  wait<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(
          new GatewayFailure('INTEGRATION_TIMEOUT', { logLine: 'Execution failed due to a timeout error' }),
        )
        this.#controller?.abort()
      }, this.#limit)
      void work.then(resolve, reject).then(() => clearTimeout(timer))
    })
  }
}
