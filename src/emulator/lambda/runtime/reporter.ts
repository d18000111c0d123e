import { exited, type Failure, notLoaded, runtimeMissing, timedOut } from './failures.ts'
import {
  type EnvironmentPlan,
  type FailedInit,
  initLimitMs,
  type Job,
  type Outcome,
  type Reload,
} from './job.ts'
import { newLog } from './log.ts'
import { formatFailedInit, formatLog, type Lasted } from './report.ts'
import type { RuntimeProcess } from './runtimeProcess.ts'

/** How an invocation ended: as its runtime tells it, or as it is seen from outside. */
export type Ending =
  | { readonly type: 'done' | 'failed' | 'fatal'; readonly payload: string; readonly tookMs: number }
  | { readonly type: 'exit' | 'timeout' }

/** The last words of V8. */
const memoryWords = 'JavaScript heap out of memory'

/** Keeps what an environment is seen to do, and makes of it what each invocation answers and logs. */
export class Reporter {
  readonly #plan: EnvironmentPlan
  readonly #taskRoot: string
  readonly #isReload: boolean
  /** Until it was told, as the next two. */
  #earlierLog: string
  readonly #log = newLog()
  readonly #startedAt = performance.now()
  #isReady = false
  #initMs: number | undefined
  /** What loading took of the time of the first invocation, where it could not be loaded before. */
  #loadMs = 0
  #memoryMb = 0
  #outOfMemory = false
  #readsPipes = false

  constructor(plan: EnvironmentPlan, taskRoot: string, reload: Reload | undefined) {
    this.#plan = plan
    this.#taskRoot = taskRoot
    this.#isReload = reload !== undefined
    this.#earlierLog = reload?.after === 'init' ? reload.log : ''
  }

  /** Whether the handler is loaded. */
  get isReady(): boolean {
    return this.#isReady
  }

  becomeReady(): void {
    const tookMs = performance.now() - this.#startedAt
    if (this.#isReload) this.#loadMs = tookMs
    else this.#initMs = tookMs
    this.#isReady = true
    this.#log.begin()
  }

  /** What the runtime tells as printed by the handler. */
  takeLogMessage(text: string): void {
    this.#log.write(text)
  }

  /** Whether anything ever came by the process's own stdout and stderr. */
  get readsPipes(): boolean {
    return this.#readsPipes
  }

  /** What comes by them. */
  takeOutput(text: string): void {
    this.#readsPipes = true
    if (text.includes(memoryWords)) this.#outOfMemory = true
    this.#log.write(text)
  }

  takeMemory(kb: number): void {
    this.#memoryMb = Math.ceil(kb / 1024)
  }

  runOutOfMemory(): void {
    this.#outOfMemory = true
  }

  /** Whether the handler is to be loaded once more: it could not be loaded, and what runs it could be started. */
  triesAgain({ failure }: RuntimeProcess): boolean {
    return !this.#isReady && !this.#isReload && failure === undefined
  }

  /** What is logged of it then. */
  concludeInit(job: Job, ending: Ending, durationMs: number, runtime: RuntimeProcess): FailedInit {
    const { status } = this.#judge(job, ending, runtime)
    this.#log.begin()
    const tookMs = ending.type === 'timeout' ? initLimitMs : durationMs
    const shown = { plan: this.#plan, taskRoot: this.#taskRoot, printed: this.#log.take(), status }
    return { after: 'init', log: formatFailedInit({ ...shown, durationMs: tookMs, endedAt: Date.now() }) }
  }

  /** What an invocation came to, once it has ended; its log is empty then. Throws why no process could be started. */
  conclude(job: Job, ending: Ending, lasted: Lasted, runtime: RuntimeProcess): Outcome {
    const { durationMs, startedAt, endedAt } = lasted
    const { payload, status, said } = this.#judge(job, ending, runtime)
    if (!this.#isReady) this.#log.begin()
    if (said !== undefined) this.#log.write(said)
    const { MemorySize, Timeout } = this.#plan.configuration
    // Nothing is spread into it: every answer comes by here, and a fifth of the cloud's time went there when it was.
    const report = {
      startedAt,
      endedAt,
      plan: this.#plan,
      requestId: job.requestId,
      printed: this.#log.take(),
      durationMs: ending.type === 'timeout' ? Timeout * 1000 : durationMs + this.#loadMs,
      initMs: this.#initMs,
      maxMemoryMb: this.#outOfMemory ? MemorySize : this.#memoryMb,
      status,
      initFailed: !this.#isReady && status !== undefined,
      earlierLog: this.#earlierLog,
      taskRoot: this.#taskRoot,
    }
    this.#earlierLog = ''
    this.#initMs = undefined
    this.#loadMs = 0
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
