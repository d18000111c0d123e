/** What an invocation costs beside its handler, in milliseconds. */
const wayMs = 0.03
/** Jobs are sent ahead to handlers that take less than this: for others the way to them is nothing. */
const fastMs = 1

/**
 * How long a job is let wait for a busy environment, in milliseconds, where an idle one could be woken or a new one be
 * started instead. Waking a process takes as long as a fast handler does; to start one takes a hundred times that.
 */
const worthWakingMs = 2
const worthStartingMs = 10

export const patienceMs = (hasIdle: boolean): number => (hasIdle ? worthWakingMs : worthStartingMs)

/** How long a function's invocations will take, by those of late. */
export class Expectation {
  /** Unknown before the first has ended. */
  #meanMs = Number.POSITIVE_INFINITY
  #answered = 0

  /** How many invocations have been learned from. */
  get answered(): number {
    return this.#answered
  }

  get isFast(): boolean {
    return this.#meanMs <= fastMs
  }

  learn(durationMs: number): void {
    this.#answered++
    this.#meanMs = Number.isFinite(this.#meanMs) ? this.#meanMs * 0.8 + durationMs * 0.2 : durationMs
  }

  /** What the last of all jobs waits for environments that are busy: for ever where none is. */
  waitMs(jobs: number, busy: number): number {
    return busy === 0 ? Number.POSITIVE_INFINITY : ((wayMs + this.#meanMs) * (jobs - busy)) / busy
  }
}
