import { Environment } from './environment.ts'
import type { EnvironmentPlan, Job, Outcome } from './job.ts'
import type { Program } from './program.ts'

/** What a pool asks of the machine that it shares with others. */
export interface Machine {
  /** Whether one more process may start; where not, `pump` is called again when one has ended. */
  mayStart(pool: Pool): boolean
  started(environment: Environment): void
  ended(environment: Environment): void
}

interface Waiting {
  readonly job: Job
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

/**
 * How long a job is let wait for a busy environment, in milliseconds, where an idle one could be woken or a new one be
 * started instead. Waking a process takes as long as a fast handler does; to start one takes a hundred times that.
 */
const worthWaking = 0.5
const worthStarting = 10
/** What an invocation costs beside its handler: the way to another process and back. */
const wayMs = 0.1

/** All environments of one version's code and configuration, and the jobs that wait for one. */
export class Pool {
  readonly plan: EnvironmentPlan
  readonly #program: Program
  readonly #machine: Machine
  readonly #all = new Set<Environment>()
  /** With the time since when. The one that was used last is at the end, and is used first. */
  readonly #idle: { readonly environment: Environment; readonly since: number }[] = []
  readonly #queue: Waiting[] = []
  #root: string | undefined
  #busy = 0
  /** Of the invocations of late; unknown before the first has ended. */
  #meanMs = Number.POSITIVE_INFINITY
  #isPatient = false
  /** How many invocations have ended. */
  #ended = 0
  #retired = false

  /** `root` is the folder of the unpacked code. */
  constructor(plan: EnvironmentPlan, program: Program, root: Promise<string>, machine: Machine) {
    this.plan = plan
    this.#program = program
    this.#machine = machine
    root.then(
      (folder) => {
        this.#root = folder
        this.pump()
      },
      (error) => this.rejectAll(error),
    )
  }

  get isUsed(): boolean {
    return this.#all.size > 0 || this.#queue.length > 0
  }

  run(job: Job): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject })
      this.pump()
    })
  }

  /** Gives waiting jobs to environments: those that are idle, or new ones, as long as that is better than to wait. */
  pump(force = false): void {
    if (this.#root === undefined) return
    while (this.#queue.length > 0) {
      const limit = this.#idle.length > 0 ? worthWaking : worthStarting
      if (!force && this.#expectedWait() < limit) {
        this.#wait(limit)
        return
      }
      const environment = this.#idle.pop()?.environment ?? this.#start(this.#root)
      const next = environment && this.#queue.shift()
      if (!environment || !next) return
      this.#assign(environment, next)
    }
  }

  /** Ends the environments that have been idle since before a time, the oldest first; at most `count`. */
  endIdle(before: number, count = Number.POSITIVE_INFINITY): number {
    const old = this.#idle.filter(({ since }) => since <= before).slice(0, count)
    this.#idle.splice(0, old.length)
    for (const { environment } of old) void environment.end()
    return old.length
  }

  /** Nothing new comes: each environment ends when it is idle. */
  retire(): void {
    this.#retired = true
    this.endIdle(Number.POSITIVE_INFINITY)
  }

  /** Ends all environments, with what runs in them, and gives waiting jobs up. */
  close(error: Error): Promise<unknown> {
    this.retire()
    this.rejectAll(error)
    return Promise.all([...this.#all].map((environment) => environment.end()))
  }

  rejectAll(error: unknown): void {
    for (const { reject } of this.#queue.splice(0)) reject(error)
  }

  /** Of the job that came last: forever where nothing runs that it could wait for. */
  #expectedWait(): number {
    return this.#busy === 0
      ? Number.POSITIVE_INFINITY
      : ((wayMs + this.#meanMs) * this.#queue.length) / this.#busy
  }

  /**
   * What was expected may be wrong, where a handler takes longer than the ones before it. Answers that have come in
   * meanwhile are read before that is believed.
   */
  #wait(limitMs: number): void {
    if (this.#isPatient) return
    this.#isPatient = true
    const ended = this.#ended
    const judge = () => {
      this.#isPatient = false
      this.pump(this.#ended === ended)
    }
    setTimeout(setImmediate, limitMs, judge)
  }

  #start(root: string): Environment | undefined {
    if (!this.#machine.mayStart(this)) return undefined
    const environment = new Environment(this.plan, root, this.#program)
    this.#all.add(environment)
    this.#machine.started(environment)
    void environment.ended.then(() => {
      this.#all.delete(environment)
      const at = this.#idle.findIndex((idle) => idle.environment === environment)
      if (at >= 0) this.#idle.splice(at, 1)
      this.#machine.ended(environment)
    })
    return environment
  }

  #assign(environment: Environment, { job, resolve, reject }: Waiting): void {
    this.#busy++
    environment.run(job).then(
      (outcome) => {
        this.#learn(outcome.durationMs)
        this.#release(environment, outcome.alive)
        resolve(outcome)
      },
      (error) => {
        this.#release(environment, false)
        reject(error)
      },
    )
  }

  #learn(durationMs: number): void {
    this.#meanMs = Number.isFinite(this.#meanMs) ? this.#meanMs * 0.8 + durationMs * 0.2 : durationMs
  }

  #release(environment: Environment, alive: boolean): void {
    this.#busy--
    this.#ended++
    const next = alive ? this.#queue.shift() : undefined
    if (next) this.#assign(environment, next)
    else if (alive && !this.#retired) this.#idle.push({ environment, since: performance.now() })
    else void environment.end()
    this.pump()
  }
}
