import { descendants, signalEach, signalGroup } from './processTree.ts'

/** A process that gets its next job at once is not worth to be stopped. */
const freezeMs = 10

/**
 * Stops a process while it has nothing to do, as Lambda freezes an environment between two invocations: what a handler left
 * running goes on with the next one (developer guide, lambda-runtime-environment). On Windows it just goes on, and what is in a
 * group of its own does everywhere but on Linux.
 */
export class Freezer {
  readonly #pid: number | undefined
  #idleSince = Number.POSITIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #isFrozen = false
  /** What it started and had stopped too. */
  #others: readonly number[] = []

  constructor(pid: number | undefined) {
    this.#pid = pid
  }

  /** There is nothing to do. */
  rest(): void {
    this.#idleSince = performance.now()
    this.#timer ??= setTimeout(() => this.#look(), freezeMs).unref()
  }

  /** There is something to do. True where the process was frozen. */
  wake(): boolean {
    this.#idleSince = Number.POSITIVE_INFINITY
    if (!this.#isFrozen) return false
    this.#isFrozen = false
    signalGroup(this.#pid, 'SIGCONT')
    signalEach(this.#others, 'SIGCONT')
    return true
  }

  /** The process is ending: its number may soon be another's. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isFrozen = false
    this.#idleSince = Number.POSITIVE_INFINITY
  }

  /** One timer for many short rests. */
  #look(): void {
    this.#timer = undefined
    const idleMs = performance.now() - this.#idleSince
    if (idleMs >= freezeMs) this.#freeze()
    else if (idleMs >= 0) this.#timer = setTimeout(() => this.#look(), freezeMs - idleMs).unref()
  }

  #freeze(): void {
    this.#isFrozen = signalGroup(this.#pid, 'SIGSTOP')
    this.#others = this.#isFrozen && this.#pid !== undefined ? descendants(this.#pid) : []
    signalEach(this.#others, 'SIGSTOP')
  }
}
