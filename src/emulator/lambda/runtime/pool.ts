import { afterReading } from './afterReading.ts'
import type { Environment } from './environment.ts'
import { Expectation, patienceMs } from './expectation.ts'
import { IdleEnvironments } from './idleEnvironments.ts'
import type { EnvironmentPlan, FailedInit, Job, Outcome, Reload, Waiting } from './job.ts'
import type { Program } from './program.ts'

/** What a pool asks of the machine that it shares with others. */
export interface Machine {
  /**
   * Whether one more process may start; where not, another pool's idle one is ended, and `pump` is called again when one
   * has ended.
   */
  makeRoom(pool: Pool): boolean
  start(plan: EnvironmentPlan, root: string, program: Program, reload?: Reload): Environment
  ended(environment: Environment): void
}

/** All environments of one version's code and configuration, and the jobs that wait for one. */
export class Pool {
  readonly plan: EnvironmentPlan
  readonly #program: Program
  readonly #machine: Machine
  readonly #all = new Set<Environment>()
  readonly #idle = new IdleEnvironments<Environment>()
  readonly #queue: Waiting[] = []
  /** How many jobs each busy environment has. */
  readonly #loads = new Map<Environment, number>()
  /** Environments that failed in an invocation, and when: Lambda keeps each, and loads its handler again for a later one. */
  readonly #failed = new Map<Environment, number>()
  #root: string | undefined
  #assigned = 0
  readonly #expectation = new Expectation()
  #isLooking = false
  #retired = false
  #closed: Error | undefined

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
      (error) => this.#rejectAll(error),
    )
  }

  get isUsed(): boolean {
    return this.#all.size > 0 || this.#jobs > 0
  }

  run(job: Job): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject })
      this.pump()
    })
  }

  /**
   * Gives waiting jobs to environments: to busy ones that take them ahead as long as that is better, else to idle ones,
   * else to new ones. `force`: what was to be better was not, so that the first job does not wait.
   */
  pump(force = false): void {
    if (this.#root === undefined) return
    let isForced = force
    for (let waiting = this.#queue[0]; waiting; waiting = this.#queue[0]) {
      const needsAnother =
        isForced ||
        this.#expectation.waitMs(this.#jobs, this.#loads.size) >= patienceMs(this.#idle.length > 0)
      const ahead = needsAnother ? undefined : this.#findAhead(waiting.job)
      if (!needsAnother && !ahead) break
      const environment = ahead ?? this.#idle.take() ?? this.#start(this.#root)
      if (!environment) break
      isForced = false
      this.#queue.shift()
      this.#assign(environment, waiting)
    }
    if (this.#jobs > this.#loads.size) this.#lookSoon() // some wait for others
  }

  /** Ends environments that are idle, the oldest first: at most `count`, of those that have been so since before a time. */
  endIdle(count = Number.POSITIVE_INFINITY, before = Number.POSITIVE_INFINITY): number {
    if (count === Number.POSITIVE_INFINITY)
      for (const [environment, since] of this.#failed) if (since <= before) this.#failed.delete(environment)
    return this.#idle.end(count, before)
  }

  /** Nothing new comes: each environment ends when it is idle. */
  retire(): void {
    this.#retired = true
    this.endIdle()
  }

  /** Ends all environments, with what runs in them, and gives waiting jobs up. */
  close(error: Error): Promise<unknown> {
    this.#closed = error
    this.retire()
    this.#rejectAll(error)
    return Promise.all([...this.#all].map((environment) => environment.end()))
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of this.#queue.splice(0)) reject(error)
  }

  /** Those that environments have, and those that none has yet. */
  get #jobs(): number {
    return this.#assigned + this.#queue.length
  }

  /** The busy environment that has the least to do, of those that take a job ahead. */
  #findAhead(job: Job): Environment | undefined {
    if (!this.#expectation.isFast) return undefined
    let found: Environment | undefined
    let least = Number.POSITIVE_INFINITY
    for (const [environment, load] of this.#loads) {
      if (load >= least || !environment.takesAhead(job)) continue
      found = environment
      least = load
    }
    return found
  }

  /**
   * What was expected may be wrong, where a handler takes longer than the ones before it. Answers that have come in
   * meanwhile are read before that is believed.
   */
  #lookSoon(): void {
    if (this.#isLooking) return
    this.#isLooking = true
    const { answered } = this.#expectation
    const limitMs = patienceMs(this.#idle.length > 0)
    const judge = () => {
      this.#isLooking = false
      for (const environment of this.#loads.keys()) environment.recall(limitMs)
      this.pump(this.#expectation.answered === answered)
    }
    afterReading(limitMs, judge)
  }

  #takeFailed(): Reload | undefined {
    const [failed] = this.#failed.keys()
    return failed && this.#failed.delete(failed) ? { after: 'invocation' } : undefined
  }

  /** One that tries again takes the place of the one before. */
  #start(root: string, failedInit?: FailedInit): Environment | undefined {
    if (!failedInit && !this.#machine.makeRoom(this)) return undefined
    const environment = this.#machine.start(this.plan, root, this.#program, failedInit ?? this.#takeFailed())
    this.#all.add(environment)
    void environment.ended.then(() => {
      this.#all.delete(environment)
      this.#idle.remove(environment)
      this.#machine.ended(environment)
    })
    return environment
  }

  #assign(environment: Environment, waiting: Waiting): void {
    this.#assigned++
    this.#loads.set(environment, (this.#loads.get(environment) ?? 0) + 1)
    environment.run({
      job: waiting.job,
      resolve: (end) => {
        if (end === 'returned') {
          this.#takeBack(waiting)
          this.#release(environment, environment.isOpen)
        } else if ('after' in end) {
          this.#tryAgain(waiting, end)
          this.#release(environment, false)
        } else {
          this.#expectation.learn(end.durationMs)
          if (!end.alive && environment.wasLoaded) this.#failed.set(environment, performance.now())
          this.#release(environment, end.alive)
          waiting.resolve(end)
        }
      },
      reject: (error) => {
        this.#release(environment, false)
        waiting.reject(error)
      },
    })
  }

  #tryAgain(waiting: Waiting, failedInit: FailedInit): void {
    const next = this.#closed || this.#root === undefined ? undefined : this.#start(this.#root, failedInit)
    if (next) this.#assign(next, waiting)
    else waiting.reject(this.#closed)
  }

  #takeBack(waiting: Waiting): void {
    if (this.#closed) waiting.reject(this.#closed)
    else this.#queue.unshift(waiting)
  }

  /** One of its jobs has ended. */
  #release(environment: Environment, alive: boolean): void {
    this.#assigned--
    const load = (this.#loads.get(environment) ?? 1) - 1
    if (load > 0) this.#loads.set(environment, load)
    else {
      this.#loads.delete(environment)
      if (alive) this.#idle.add(environment)
      else void environment.end()
    }
    this.pump()
    if (this.#retired && this.#queue.length === 0) this.endIdle()
  }
}
