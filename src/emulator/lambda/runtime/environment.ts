import { type ChildProcess, fork } from 'node:child_process'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Exit, exited, timedOut } from './failures.ts'
import type { EnvironmentPlan, Job, Outcome } from './job.ts'
import { hasGroups, killTree } from './kill.ts'
import { formatLog, newLog } from './log.ts'
import { guardMemory } from './memoryGuard.ts'
import { variablesOf } from './variables.ts'

/** What bootstrap.mjs tells. `fatal`: the process ends after it, and this is the answer to the invocation. */
type Message =
  | { readonly type: 'ready'; readonly memory: number }
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'done' | 'failed'; readonly payload: string; readonly memory: number }
  | { readonly type: 'fatal'; readonly payload: string }

type Event =
  | Exclude<Message, { readonly type: 'log' }>
  | { readonly type: 'exit' }
  | { readonly type: 'timeout' }

const bootstrap = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url))
/** AWS gives a runtime ten seconds to start, over and above the function's own time. */
const initLimitMs = 10_000
const memoryWords = 'JavaScript heap out of memory'

/** One process that runs a function's handler, one invocation at a time. */
export class Environment {
  readonly plan: EnvironmentPlan
  /** Resolves when the process and all it started have ended. */
  readonly ended: Promise<void>
  readonly #child: ChildProcess
  readonly #log = newLog()
  readonly #startedAt = performance.now()
  #initMs: number | undefined
  #isReady = false
  #memoryMb = 0
  #outOfMemory = false
  #events: Event[] = []
  #wake: (() => void) | undefined
  #failure: Error | undefined

  constructor(plan: EnvironmentPlan, taskRoot: string, flags: readonly string[]) {
    this.plan = plan
    this.#child = fork(bootstrap, [], {
      cwd: taskRoot,
      env: variablesOf(plan, taskRoot),
      execArgv: [...flags, `--max-old-space-size=${plan.configuration.MemorySize}`],
      detached: hasGroups,
      serialization: 'json',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child.on('message', (message: Message) => this.#receive(message))
    for (const pipe of this.#pipes()) pipe.setEncoding('utf8').on('data', (text: string) => this.#print(text))
    this.ended = this.#watchEnd()
    this.#keepParentAlive(false)
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Runs one invocation. What goes wrong in the handler is an outcome; it rejects where no process can be started. */
  async run(job: Job): Promise<Outcome> {
    this.#keepParentAlive(true)
    const { Timeout: seconds } = this.plan.configuration
    const start = this.#isReady ? undefined : await this.#next(initLimitMs + seconds * 1000)
    if (start !== undefined && start.type !== 'ready') return this.#finish(job, start, performance.now())
    this.#isReady = true
    const begun = performance.now()
    const stopGuard = guardMemory(this.pid, this.plan.configuration.MemorySize, () => {
      this.#outOfMemory = true
      killTree(this.#child)
    })
    this.#child.send(
      { ...job, deadline: Date.now() + seconds * 1000 },
      () => {}, // a process that has ended is told by its exit
    )
    const event = await this.#next(seconds * 1000)
    stopGuard()
    return this.#finish(job, event, begun)
  }

  /** Ends the process and all it started. */
  async end(): Promise<void> {
    this.#keepParentAlive(true)
    killTree(this.#child)
    await this.ended
  }

  async #finish(job: Job, event: Event, begun: number): Promise<Outcome> {
    const durationMs = performance.now() - begun
    const alive = event.type === 'done' || event.type === 'failed'
    if (!alive) await this.end()
    const { payload, status } = this.#judge(job, event)
    this.#keepParentAlive(false)
    const { MemorySize, Timeout } = this.plan.configuration
    const initMs = this.#initMs
    this.#initMs = undefined
    const log = formatLog({
      requestId: job.requestId,
      version: this.plan.version,
      printed: this.#log.take(),
      durationMs: event.type === 'timeout' ? Timeout * 1000 : durationMs,
      initMs,
      memorySize: MemorySize,
      maxMemoryMb: this.#memoryMb,
      status,
    })
    return { payload, failed: event.type !== 'done', alive, log }
  }

  #judge({ requestId }: Job, event: Event): { readonly payload: string; readonly status?: string } {
    switch (event.type) {
      case 'timeout':
        return { payload: timedOut(requestId, this.plan.configuration.Timeout), status: 'timeout' }
      case 'done':
      case 'failed':
      case 'fatal':
        return { payload: event.payload }
      default:
        if (this.#failure) throw this.#failure
        return {
          payload: exited(requestId, this.#exit()),
          status: 'error\tError Type: Runtime.ExitError',
        }
    }
  }

  #exit(): Exit {
    const { exitCode, signalCode } = this.#child
    return { code: exitCode, signal: signalCode, outOfMemory: this.#outOfMemory }
  }

  #receive(message: Message): void {
    if (message.type === 'log') this.#log.write(message.text)
    else {
      if ('memory' in message) this.#memoryMb = Math.ceil(message.memory / 1024)
      if (message.type === 'ready') this.#initMs = performance.now() - this.#startedAt
      this.#tell(message)
    }
  }

  #print(text: string): void {
    if (text.includes(memoryWords)) this.#outOfMemory = true
    this.#log.write(text)
  }

  #tell(event: Event): void {
    this.#events.push(event)
    this.#wake?.()
  }

  /** The next thing that happens, or a timeout. The limit is a deadline, so nothing asks again and again. */
  async #next(limitMs: number): Promise<Event> {
    let late = false
    const timer = setTimeout(() => {
      late = true
      this.#wake?.()
    }, limitMs)
    try {
      for (;;) {
        const event = this.#events.shift()
        if (event) return event
        if (late) return { type: 'timeout' }
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    } finally {
      clearTimeout(timer)
      this.#wake = undefined
    }
  }

  /** What the process started may hold its pipes open, so its group ends with it. */
  #watchEnd(): Promise<void> {
    const child = this.#child
    return new Promise((resolve) => {
      let giveUp: NodeJS.Timeout | undefined
      const closed = () => {
        clearTimeout(giveUp)
        this.#tell({ type: 'exit' })
        resolve()
      }
      child.once('error', (error) => {
        this.#failure = error
        if (child.pid === undefined) closed()
      })
      child.once('close', closed)
      child.once('exit', () => {
        killTree(child)
        // One that left the group could hold a pipe for ever.
        giveUp = setTimeout(() => {
          for (const pipe of this.#pipes()) pipe.destroy()
        }, 200)
      })
    })
  }

  #pipes(): readonly Socket[] {
    return [this.#child.stdout, this.#child.stderr].filter((pipe) => pipe instanceof Socket)
  }

  /** Idle environments do not keep this process alive; one that runs does. */
  #keepParentAlive(keep: boolean): void {
    for (const handle of [this.#child, this.#child.channel, ...this.#pipes()]) {
      if (keep) handle?.ref()
      else handle?.unref()
    }
  }
}
