import { exited, type Failure, notLoaded, runtimeMissing, timedOut } from './failures.ts'
import type { EnvironmentPlan, Job, Outcome } from './job.ts'
import { newLog } from './log.ts'
import { formatLog } from './report.ts'
import type { RuntimeProcess } from './runtimeProcess.ts'

/** How an invocation ended: as its runtime tells it, or as it is seen from outside. */
export type Ending =
  | { readonly type: 'done' | 'failed' | 'fatal'; readonly payload: string; readonly tookMs: number }
  | { readonly type: 'exit' | 'timeout' }

export interface Lasted {
  readonly durationMs: number
  /** Milliseconds since 1970, as are the next. */
  readonly startedAt: number
  readonly endedAt: number
}

/** The last words of V8. */
const memoryWords = 'JavaScript heap out of memory'

/** Keeps what an environment is seen to do, and makes of it what each invocation answers and logs. */
export class Reporter {
  readonly #plan: EnvironmentPlan
  readonly #taskRoot: string
  readonly #log = newLog()
  readonly #startedAt = performance.now()
  #isReady = false
  /** Until it was told with the first invocation. */
  #initMs: number | undefined
  #memoryMb = 0
  #outOfMemory = false

  constructor(plan: EnvironmentPlan, taskRoot: string) {
    this.#plan = plan
    this.#taskRoot = taskRoot
  }

  /** Whether the handler is loaded. */
  get isReady(): boolean {
    return this.#isReady
  }

  becomeReady(): void {
    this.#initMs = performance.now() - this.#startedAt
    this.#isReady = true
    this.#log.begin()
  }

  /** What the runtime tells as printed by the handler. */
  takeLogMessage(text: string): void {
    this.#log.write(text)
  }

  /** What comes by the process's own stdout and stderr. */
  takeOutput(text: string): void {
    if (text.includes(memoryWords)) this.#outOfMemory = true
    this.#log.write(text)
  }

  takeMemory(kb: number): void {
    this.#memoryMb = Math.ceil(kb / 1024)
  }

  runOutOfMemory(): void {
    this.#outOfMemory = true
  }

  /** What an invocation came to, once it has ended; its log is empty then. Throws why no process could be started. */
  conclude(
    job: Job,
    ending: Ending,
    { durationMs, startedAt, endedAt }: Lasted,
    runtime: RuntimeProcess,
  ): Outcome {
    const { payload, status, said } = this.#judge(job, ending, runtime)
    if (!this.#isReady) this.#log.begin()
    if (said !== undefined) this.#log.write(said)
    const { MemorySize, Timeout } = this.#plan.configuration
    const report = {
      plan: this.#plan,
      requestId: job.requestId,
      printed: this.#log.take(),
      durationMs: ending.type === 'timeout' ? Timeout * 1000 : durationMs,
      startedAt,
      endedAt,
      initMs: this.#initMs,
      maxMemoryMb: this.#outOfMemory ? MemorySize : this.#memoryMb,
      status,
      initFailed: !this.#isReady && status !== undefined,
      taskRoot: this.#taskRoot,
    }
    this.#initMs = undefined
    const log = () => formatLog(report)
    const alive = ending.type === 'done' || ending.type === 'failed'
    return { payload, failed: ending.type !== 'done', alive, durationMs, log }
  }

  #judge({ requestId }: Job, ending: Ending, runtime: RuntimeProcess): Failure {
    if (ending.type === 'fatal' && !this.#isReady) return notLoaded(ending.payload)
    if ('payload' in ending) return { payload: ending.payload, status: undefined }
    const { Timeout, Runtime } = this.#plan.configuration
    if (ending.type === 'timeout') return timedOut(requestId, Timeout)
    const { failure, exit } = runtime
    if (failure?.code === 'ENOENT') return runtimeMissing(requestId, Runtime)
    if (failure) throw failure
    return exited(requestId, { ...exit, outOfMemory: this.#outOfMemory })
  }
}
