import type { Socket } from 'node:net'
import { afterReading } from './afterReading.ts'
import { jobLine, recallLine } from './channel.ts'
import type { FailedInit, Job, Outcome, Waiting } from './job.ts'

/** A job that is `returned` was not begun: another environment may run it. After a first try another one has to. */
export type TakenJob = Waiting<Outcome | FailedInit | 'returned'>

/** Together less than the 64 KB that a runtime reads at once, so that it never sees a job and not the recall behind it. */
const maxAhead = 15
const maxAheadBytes = 3072

/**
 * The jobs that one runtime has: the first one runs, the others were sent ahead of their time, so that a fast handler
 * need not wait for the way to the next. They can be had back, also while a handler blocks its runtime: see `recall`.
 */
export class JobList {
  readonly #jobs: Socket | undefined
  readonly #limitMs: number
  readonly #taken: TakenJob[] = []
  readonly #outbox: string[] = []
  #recall: 'none' | 'asked' | 'taken' = 'none'
  #takenBack = 0
  #answers = 0

  /** `jobs` is the pipe to the runtime; `limitMs` is the time that a job has. */
  constructor(jobs: Socket | undefined, limitMs: number) {
    this.#jobs = jobs
    this.#limitMs = limitMs
  }

  get first(): TakenJob | undefined {
    return this.#taken[0]
  }

  get length(): number {
    return this.#taken.length
  }

  /** An honest runtime leaves only then: a handler that said it itself, and sooner, would be run again for ever. */
  get hasAnswered(): boolean {
    return this.#answers > 0
  }

  takesAhead({ payload, clientContext }: Job): boolean {
    const { length } = this.#taken
    if (this.#recall !== 'none' || length === 0 || length > maxAhead) return false
    return clientContext === undefined && Buffer.byteLength(payload) <= maxAheadBytes
  }

  add(taken: TakenJob): void {
    this.#taken.push(taken)
  }

  /** Jobs go together, when all requests that are here have been read: one write costs as much as a fast handler. */
  send({ job }: TakenJob, limitMs = this.#limitMs): void {
    this.#outbox.push(jobLine(job, limitMs, this.#taken.length === 1 ? Date.now() : undefined))
    if (this.#outbox.length > 1) return
    setImmediate(() => {
      if (this.#outbox.length > 0) this.#jobs?.write(this.#outbox.splice(0).join(''))
    })
  }

  /** The first job has been answered. */
  shift(): TakenJob | undefined {
    this.#answers++
    return this.#taken.shift()
  }

  /**
   * Asks for what is not begun. A runtime whose loop turns tells what it dropped. One that is stuck tells nothing, and all
   * but the first job is taken from it. No job runs twice so: if it is stuck in job n, it reads the recall before it begins
   * n + 1; and that n is the first here is known, since its answer to n - 1 was in the pipe before and has been read.
   */
  recall(): void {
    if (this.#taken.length < 2 || this.#recall !== 'none') return
    this.#recall = 'asked'
    this.#giveBack(this.#outbox.splice(0).length)
    this.#jobs?.write(recallLine)
    this.#takeWhenSilent()
  }

  /** `answers`: how many there were when the recall was in the pipe; unknown before it is. */
  #takeWhenSilent(answers?: number): void {
    const judge = () => {
      if (this.#recall !== 'asked') return
      if (this.#jobs?.writableLength !== 0) return this.#takeWhenSilent()
      if (answers !== this.#answers) return this.#takeWhenSilent(this.#answers)
      this.#recall = 'taken'
      this.#takenBack = Math.max(0, this.#taken.length - 1)
      this.#giveBack(this.#takenBack)
    }
    afterReading(1, judge)
  }

  /** The runtime's word on a recall: how many of the last jobs it dropped. */
  dropped(count: number): void {
    if (this.#recall !== 'none') this.#giveBack(count - this.#takenBack)
    this.#recall = 'none'
    this.#takenBack = 0
  }

  /** Nothing that it has was begun, and it will begin nothing. */
  giveAllBack(): void {
    this.#recall = 'none'
    this.#takenBack = 0
    this.#outbox.length = 0
    this.#giveBack(this.#taken.length)
  }

  /** The last one first. */
  #giveBack(count: number): void {
    const from = Math.max(0, this.#taken.length - Math.max(0, count))
    for (const { resolve } of this.#taken.splice(from).reverse()) resolve('returned')
  }
}
