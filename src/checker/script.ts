import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import kill from 'tree-kill'
import { isSystemError } from '../systemError.ts'

/** How a script ended. What it printed is kept for people to read; it is never evidence. */
export interface ScriptRun {
  readonly end:
    | { readonly kind: 'exit'; readonly code: number }
    | { readonly kind: 'signal'; readonly signal: string }
    | { readonly kind: 'timeout'; readonly seconds: number }
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
}

export interface ScriptOptions {
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** The time limit counts from here: a script may start before its cloud is ready. */
  readonly ready: Promise<unknown>
  onOutput?(chunk: Buffer, stream: 'stdout' | 'stderr'): void
  /** Ends the script early, with all that it started. */
  readonly signal?: AbortSignal
}

/** Kept of each stream; a script may print more, and is not slowed down by it. */
const keepAtMost = 64 * 1024

function collect(): { add(chunk: Buffer): void; text(): string } {
  const chunks: Buffer[] = []
  let size = 0
  return {
    add(chunk) {
      if (size < keepAtMost) chunks.push(chunk.subarray(0, keepAtMost - size))
      size += chunk.length
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}

const guard = pathToFileURL(join(import.meta.dirname, 'guard.mjs')).href
/** The loader that takes the types out of TypeScript. */
export const tsx = import.meta.resolve('tsx/esm')

/** How Node runs a TypeScript file here; the same for the checker's scripts and the learner's own. */
export const nodeArguments = (file: string) => ['--import', guard, '--import', tsx, file]

/** Ends a script and all that it started: its descendants, and on POSIX whatever else is of its process group. */
function endTree(pid: number): void {
  kill(pid, 'SIGKILL', () => endGroup(pid))
}

function endGroup(pid: number): void {
  if (process.platform === 'win32') return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ESRCH') throw error // ESRCH: nobody is left in it
  }
}

/** What still holds a script's output open after its end has this long to let go. */
const drainMs = 500

/** Runs one script to its end, or ends it and everything it started when its time is over. */
export function runScript(file: string, options: ScriptOptions): Promise<ScriptRun> {
  const started = performance.now()
  const stdout = collect()
  const stderr = collect()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeArguments(file), {
      env: options.env,
      detached: process.platform !== 'win32', // a process group of its own
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // ipc: the script sees when this process is gone
    })
    let timedOut = false
    const end = () => {
      if (child.pid !== undefined && child.exitCode === null) endTree(child.pid)
    }
    let timer: NodeJS.Timeout | undefined
    const startTimer = () => {
      timer = setTimeout(() => {
        timedOut = true
        end()
      }, options.timeoutMs)
      if (child.exitCode !== null || child.signalCode !== null) clearTimeout(timer)
    }
    options.ready.then(startTimer, end)
    options.signal?.addEventListener('abort', end, { once: true })
    if (options.signal?.aborted) end()
    for (const [stream, kept] of [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const)
      child[stream]?.on('data', (chunk: Buffer) => {
        kept.add(chunk)
        options.onOutput?.(chunk, stream)
      })
    child.on('error', reject)
    child.on('exit', () => {
      if (child.pid !== undefined) endGroup(child.pid)
      setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, drainMs).unref()
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', end)
      const how = timedOut ? timeout(options.timeoutMs) : readEnd(code, signal)
      resolve({
        end: how,
        stdout: stdout.text(),
        stderr: stderr.text(),
        durationMs: performance.now() - started,
      })
    })
  })
}

const timeout = (ms: number): ScriptRun['end'] => ({ kind: 'timeout', seconds: ms / 1000 })

const readEnd = (code: number | null, signal: string | null): ScriptRun['end'] =>
  signal === null ? { kind: 'exit', code: code ?? 0 } : { kind: 'signal', signal }
