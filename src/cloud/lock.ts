import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { dirname } from 'node:path'
import { isSystemError } from '../systemError.ts'

/** Who holds a lock, as the lock's file tells it. */
export interface Holder {
  readonly id: string
  readonly pid: number
  /** The command, for people: 'step 4', 'cloud'. */
  readonly what: string
  /** When this machine was started, in milliseconds: a process id means nothing after a reboot. */
  readonly bootedAt: number
  /** Where the holder answers, once it does. */
  readonly serves?: { readonly endpoint: string; readonly instance: string }
}

export interface Lock {
  /** Tells others where the holder answers. */
  serve(at: Holder['serves']): void
  release(): void
}

const bootedAt = () => Date.now() - uptime() * 1000
/** Clocks are set while a machine runs; two starts of a machine are further apart than this. */
const clockSlack = 60_000
/** A lock's file is written in two moves; one that is empty for longer was left so. */
const halfWritten = 2_000

function read(file: string): Holder | undefined | 'half-written' {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch (error) {
    return error instanceof SyntaxError ? 'half-written' : undefined // gone
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isSystemError(error) && error.code === 'EPERM'
  }
}

/** Whether a process that serves is the one that took the lock, and not another with its process id. */
async function answers({ endpoint, instance }: NonNullable<Holder['serves']>): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_health`, { signal: AbortSignal.timeout(2_000) })
    const health = (await response.json()) as { readonly instance?: string }
    return health.instance === instance
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' // busy, and so alive
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (Math.abs(holder.bootedAt - bootedAt()) > clockSlack || !runs(holder.pid)) return false
  return holder.serves === undefined || answers(holder.serves)
}

function age(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs
  } catch {
    return 0 // gone: as good as new
  }
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false
    throw error
  }
}

/** Removes the lock of a holder that is gone. Two that find it at once must not remove each other's new one. */
function remove(file: string, dead: string | undefined): void {
  const door = `${file}.door`
  if (age(door) > halfWritten) rmSync(door, { force: true })
  if (!create(door, '')) return
  try {
    const now = read(file)
    if (now === 'half-written' ? dead === undefined : now?.id === dead) rmSync(file, { force: true })
  } finally {
    rmSync(door, { force: true })
  }
}

/**
 * Takes a lock, or tells who holds it. A holder that was killed or lost to a reboot does not count.
 * Throws the system's error where the folder cannot be written.
 */
export async function takeLock(file: string, what: string): Promise<Lock | Holder> {
  mkdirSync(dirname(file), { recursive: true })
  const mine: Holder = { id: randomUUID(), pid: process.pid, what, bootedAt: bootedAt() }
  for (;;) {
    if (create(file, JSON.stringify(mine))) return hold(file, mine)
    const found = read(file)
    if (found === 'half-written') {
      if (age(file) < halfWritten) return { ...mine, what: '?' }
      remove(file, undefined)
    } else if (found) {
      if (await isAlive(found)) return found
      remove(file, found.id)
    }
  }
}

function hold(file: string, mine: Holder): Lock {
  const release = () => {
    const found = read(file)
    if (found && found !== 'half-written' && found.id === mine.id) rmSync(file, { force: true })
    process.off('exit', release)
  }
  process.on('exit', release)
  return { release, serve: (serves) => writeFileSync(file, JSON.stringify({ ...mine, serves })) }
}

export const isLock = (value: Lock | object): value is Lock => 'release' in value
