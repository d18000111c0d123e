import { afterReading } from './afterReading.ts'
import type { Lasted } from './report.ts'

/** How often what runs is looked at. */
const lookMs = 200

/** The clock of an environment: how long its invocation lasts, until when it may, and when it is to be looked at. */
export class Watch {
  readonly #look: () => Promise<void>
  readonly #isBusy: () => boolean
  #begun = 0
  /** The same by the machine's clock. */
  #begunAt = 0
  #deadline = 0
  #timer: NodeJS.Timeout | undefined

  /** `look` is called now and then and when time is up, as long as there is anything to look at. */
  constructor(look: () => Promise<void>, isBusy: () => boolean) {
    this.#look = look
    this.#isBusy = isBusy
  }

  begin(limitMs: number): void {
    this.#begunAt = Date.now()
    this.countFromNow()
    this.#deadline = this.#begun + limitMs
    if (!this.#timer) this.#lookSoon()
  }

  /** What was until now does not count; the deadline stays. */
  countFromNow(): void {
    this.#begun = performance.now()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  get tookMs(): number {
    return performance.now() - this.#begun
  }

  get leftMs(): number {
    return Math.max(0, this.#deadline - performance.now())
  }

  /** Until now, unless a runtime knows better how long it took. */
  lasted(durationMs = this.tookMs): Lasted {
    return { durationMs, startedAt: this.#begunAt, endedAt: Date.now() }
  }

  /** One timer for the deadline and for what an invocation takes; short ones come and go between two looks. */
  #lookSoon(): void {
    this.#timer = afterReading(Math.min(lookMs, this.leftMs), async () => {
      await this.#look()
      this.#timer = undefined
      if (this.#isBusy()) this.#lookSoon() // with what was begun meanwhile, too
    })
  }
}
