import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import kill from 'tree-kill'

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

/** Runs one script to its end, or ends it and everything it started when its time is over. */
export function runScript(file: string, options: ScriptOptions): Promise<ScriptRun> {
  const started = performance.now()
  const stdout = collect()
  const stderr = collect()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeArguments(file), {
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let timedOut = false
    const end = () => {
      if (child.pid !== undefined && child.exitCode === null) kill(child.pid, 'SIGKILL')
    }
    const timer = setTimeout(() => {
      timedOut = true
      end()
    }, options.timeoutMs)
    options.signal?.addEventListener('abort', end, { once: true })
    if (options.signal?.aborted) end()
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.add(chunk)
      options.onOutput?.(chunk, 'stdout')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr.add(chunk)
      options.onOutput?.(chunk, 'stderr')
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', end)
      const kind = timedOut
        ? ({ kind: 'timeout', seconds: options.timeoutMs / 1000 } as const)
        : signal !== null
          ? ({ kind: 'signal', signal } as const)
          : ({ kind: 'exit', code: code ?? 0 } as const)
      resolve({
        end: kind,
        stdout: stdout.text(),
        stderr: stderr.text(),
        durationMs: performance.now() - started,
      })
    })
  })
}
