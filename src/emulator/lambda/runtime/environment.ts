import { type Message, readMessages } from './channel.ts'
import { Freezer } from './freezer.ts'
import { type EnvironmentPlan, initLimitMs, type Job, type Reload } from './job.ts'
import { JobList, type TakenJob } from './jobList.ts'
import { hasOverfilled, overMemory } from './memory.ts'
import { MessageQueue } from './messageQueue.ts'
import type { Program } from './program.ts'
import { type Ending, Reporter } from './reporter.ts'
import { RuntimeProcess } from './runtimeProcess.ts'
import { type CloudAccess, variablesOf } from './variables.ts'
import { Watch } from './watch.ts'

/** How long a process that says that it ends may take for it. */
const leaveMs = 500
/** An invocation that has lasted longer is not one of a fast handler. */
const freshMs = 2

/** Runs a function's handler in a process, one invocation at a time. */
export class Environment {
  readonly plan: EnvironmentPlan
  readonly accessKeyId: string
  readonly #reporter: Reporter
  readonly #process: RuntimeProcess
  readonly #jobs: JobList
  readonly #freezer: Freezer
  readonly #messages = new MessageQueue((message) => this.#receive(message))
  readonly #watch = new Watch(
    () => this.#look(),
    () => this.#jobs.first !== undefined,
  )
  readonly #limitMs: number
  /** What loading takes then counts for the invocation; the function's own time limits it (github.com/astuyve/lambda-new-timeout-crash). */
  readonly #reload: Reload | undefined
  readonly #readsAhead: boolean
  #leaving: NodeJS.Timeout | undefined
  #isOpen = true
  /** It was frozen when it got the job that it has. */
  #isWaking = false
  /** Answers that came when it was said to be ending. */
  #late = 0

  constructor(
    plan: EnvironmentPlan,
    taskRoot: string,
    program: Program,
    access: CloudAccess,
    reload?: Reload,
  ) {
    this.plan = plan
    this.#reporter = new Reporter(plan, taskRoot, reload)
    this.accessKeyId = access.credentials.accessKeyId
    this.#limitMs = plan.configuration.Timeout * 1000
    this.#reload = reload
    this.#readsAhead = program.readsAhead
    this.#process = new RuntimeProcess(program, taskRoot, variablesOf(plan, taskRoot, access), {
      print: (text) => this.#reporter.takeOutput(text),
      closed: () => {
        this.#messages.flush()
        this.#watch.stop()
        clearTimeout(this.#leaving)
        this.#freezer.stop()
        this.#finish({ type: 'exit' })
      },
    })
    const { pid, jobs, messages } = this.#process
    this.#freezer = new Freezer(pid)
    this.#jobs = new JobList(jobs, this.#limitMs)
    if (messages)
      readMessages(
        messages,
        (message) => this.#hear(message),
        () => this.#process.kill(),
      )
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** False once it is ending: it takes nothing more. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Whether the handler was ever loaded, here or in the one that failed: Lambda keeps such an environment, and loads it again. */
  get wasLoaded(): boolean {
    return this.#reporter.isReady || this.#reload?.after === 'invocation'
  }

  /** Resolves when the process and all it started have ended. */
  get ended(): Promise<void> {
    return this.#process.ended
  }

  /** Whether a job may be sent behind those that it has: not behind one that lasts, since it would only be recalled. */
  takesAhead(job: Job): boolean {
    if (!this.#isOpen || !this.#reporter.isReady || !this.#readsAhead) return false
    return this.#watch.tookMs < freshMs && this.#jobs.takesAhead(job)
  }

  /**
   * Runs one invocation, behind those that it has. What goes wrong in the handler is an outcome; `returned` says that
   * it was not begun. `taken.reject` is called where no process can be started.
   */
  run(taken: TakenJob): void {
    if (this.#freezer.wake()) this.#isWaking = true
    this.#jobs.add(taken)
    if (this.#reporter.isReady) this.#jobs.send(taken)
    if (this.#jobs.length === 1)
      this.#watch.begin(this.#reporter.isReady || this.#reload ? this.#limitMs : initLimitMs)
  }

  /** Calls back what waits behind an invocation that has lasted this long. */
  recall(afterMs: number): void {
    if (this.#watch.tookMs >= afterMs) this.#jobs.recall()
  }

  /** Ends the process and all it started. */
  end(): Promise<void> {
    this.#freezer.stop()
    return this.#process.end()
  }

  async #look(): Promise<void> {
    this.#messages.flush()
    if (this.#jobs.first && this.#watch.leftMs === 0) this.#finish({ type: 'timeout' })
    if (this.#jobs.first && (await overMemory(this.pid, this.plan.configuration.MemorySize)))
      this.#runOutOfMemory()
  }

  #runOutOfMemory(): void {
    this.#reporter.runOutOfMemory()
    this.#process.kill()
  }

  /** Ends the invocation that runs, if any; one that did not end well takes its process with it. */
  #finish(ending: Ending): void {
    if (!this.#isOpen) {
      if ('payload' in ending) this.#late++
      return
    }
    const ended = this.#jobs.shift()
    this.#isWaking = false
    if (!ended) {
      this.#isOpen = ending.type !== 'exit' && ending.type !== 'fatal'
      return
    }
    const { job, resolve, reject } = ended
    const lasted = this.#watch.lasted('tookMs' in ending ? ending.tookMs : undefined)
    if (ending.type === 'done' || ending.type === 'failed') {
      if (this.#jobs.first) this.#watch.begin(this.#limitMs)
      else this.#freezer.rest()
      resolve(this.#reporter.conclude(job, ending, lasted, this.#process))
      return
    }
    this.#isOpen = false
    void this.end()
      .then(() => {
        this.#endRest()
        if (this.#reporter.triesAgain(this.#process))
          return this.#reporter.concludeInit(job, ending, lasted.durationMs, this.#process)
        return this.#reporter.conclude(job, ending, lasted, this.#process)
      })
      .then(resolve, reject)
  }

  /** Behind each answer that came too late another job was begun, and has ended with the process. */
  #endRest(): void {
    for (; this.#late > 0; this.#late--) {
      const begun = this.#jobs.shift()
      begun?.resolve(
        this.#reporter.conclude(begun.job, { type: 'exit' }, this.#watch.lasted(), this.#process),
      )
    }
    this.#jobs.giveAllBack()
  }

  /** What a first invocation writes past the runtime would stand in the log of the next, if nobody waited for it. */
  #hear(message: Message): void {
    const isFirst = !this.#jobs.hasAnswered
    const isRead = isFirst || this.#reporter.readsPipes || this.#jobs.first?.job.isLogged === true
    this.#messages.add(message, isRead)
  }

  #receive({ type, memoryKb, tookMs, requestId, text }: Message): void {
    this.#reporter.takeMemory(memoryKb)
    if (hasOverfilled(memoryKb, this.plan.configuration.MemorySize)) this.#runOutOfMemory()
    else if (type === 'log') this.#reporter.takeLogMessage(text)
    else if (type === 'ready') this.#becomeReady()
    else if (type === 'dropped') this.#jobs.dropped(Number(text))
    else if (type === 'leaves') this.#leave()
    else if (type === 'fatal' || !this.#isOpen || requestId === this.#jobs.first?.job.requestId)
      this.#finish({ type, payload: text, tookMs })
  }

  /** One that was frozen fails its job: on Lambda what a handler left behind fails the invocation that it goes on with. */
  #leave(): void {
    if (!this.#jobs.hasAnswered) {
      this.#process.kill()
      return
    }
    this.#freezer.wake() // it may have been stopped on its way out
    this.#freezer.stop()
    this.#leaving ??= setTimeout(() => void this.end(), leaveMs).unref()
    if (!this.#isOpen || this.#isWaking) return
    this.#isOpen = false
    this.#jobs.giveAllBack()
  }

  #becomeReady(): void {
    this.#reporter.becomeReady()
    const { first } = this.#jobs
    if (!first) return
    if (this.#reload)
      this.#watch.countFromNow() // the reporter knows what loading took
    else this.#watch.begin(this.#limitMs)
    this.#jobs.send(first, Math.round(this.#watch.leftMs))
  }
}
