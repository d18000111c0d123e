import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { endStragglers } from './marks.ts'
import { hasGroups, killTree } from './processTree.ts'
import type { Program } from './program.ts'

const isSocket = (stream: unknown): stream is Socket => stream instanceof Socket

/** How long what a process left behind may hold its pipes, in milliseconds. */
const holdMs = 200

/** What is told of a process. */
interface Told {
  print(text: string): void
  /** It has ended, with all that it started. */
  closed(): void
}

/**
 * A process with a runtime in it and what it starts. It never keeps this process alive: whoever waits for it does.
 * Where the system has no descriptors left there are no pipes.
 */
export class RuntimeProcess {
  /** Resolves when it and all it started have ended, after `closed` was told. */
  readonly ended: Promise<void>
  /** Its descriptors 3 and 4. */
  readonly jobs: Socket | undefined
  readonly messages: Socket | undefined
  readonly #child: ChildProcess
  readonly #pipes: readonly Socket[]
  #failure: NodeJS.ErrnoException | undefined

  constructor(program: Program, folder: string, env: Readonly<Record<string, string>>, told: Told) {
    this.#child = spawn(program.command, program.args, {
      cwd: folder,
      env,
      detached: hasGroups,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    })
    this.#pipes = (this.#child.stdio ?? []).filter(isSocket)
    const [stdout, stderr, jobs, messages] = this.#pipes
    for (const stream of [stdout, stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => told.print(text))
    this.jobs = jobs?.resume().on('error', () => {}) // a process that has ended is told by its exit
    this.messages = messages
    this.ended = this.#watchEnd(
      `AWS_LAMBDA_LOG_STREAM_NAME=${env.AWS_LAMBDA_LOG_STREAM_NAME}`,
      program.mark,
      told,
    )
    for (const handle of [this.#child, ...this.#pipes]) handle.unref()
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Why it could not be started. */
  get failure(): NodeJS.ErrnoException | undefined {
    return this.#failure
  }

  get exit() {
    const { exitCode, signalCode } = this.#child
    return { code: exitCode, signal: signalCode }
  }

  kill(): void {
    killTree(this.#child)
  }

  /** Ends it and all it started. */
  async end(): Promise<void> {
    // Who waits for the end must not find that nothing is left to wait for.
    for (const handle of [this.#child, ...this.#pipes]) handle.ref()
    this.kill()
    await this.ended
  }

  /** What it started may hold its pipes open, so that ends first; `variable` is one that it carries, beside its mark. */
  #watchEnd(variable: string, mark: string | undefined, told: Told): Promise<void> {
    const child = this.#child
    return new Promise((resolve) => {
      let giveUp: NodeJS.Timeout | undefined
      const closed = () => {
        clearTimeout(giveUp)
        told.closed()
        resolve()
      }
      child.once('error', (error) => {
        if (child.pid !== undefined) return
        this.#failure = error
        closed()
      })
      let rest = Promise.resolve()
      child.once('close', () => void rest.then(closed))
      child.once('exit', () => {
        this.kill()
        rest = endStragglers(variable, mark)
        // One that could not be found could hold a pipe for ever.
        giveUp = setTimeout(() => {
          for (const pipe of this.#pipes) pipe.destroy()
        }, holdMs)
      })
    })
  }
}
