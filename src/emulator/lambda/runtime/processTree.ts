import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import treeKill from 'tree-kill'
import type { Program } from './program.ts'

/** Where there are process groups, a child leads one of its own, and what it starts is in it. */
export const hasGroups = process.platform !== 'win32'

const isLinux = process.platform === 'linux'

/** What Linux shows of a process or of a thread; nothing where it has ended, or is another user's. */
function shown(id: string, what: string): string {
  try {
    return readFileSync(`/proc/${id}/${what}`, 'latin1')
  } catch {
    return ''
  }
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return [] // it has ended
  }
}

/** Each thread has a list of its own. */
const childrenOf = (pid: number): readonly number[] =>
  threadsOf(pid)
    .flatMap((thread) => shown(`${pid}/task/${thread}`, 'children').split(' '))
    .filter(Boolean)
    .map(Number)

/** What a process started and what those started, as far as their parents live; nothing where there is no Linux. */
export function descendants(pid: number): readonly number[] {
  if (!isLinux) return []
  const all = [pid]
  for (const parent of all) all.push(...childrenOf(parent))
  return all.slice(1)
}

/** False where it has ended, or has become another user's. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

const kill = (pid: number) => signal(pid, 'SIGKILL')

/** Tells it to a child and to what is in its group; false where that cannot be done. */
export const signalGroup = (pid: number | undefined, name: NodeJS.Signals): boolean =>
  hasGroups && pid !== undefined && signal(-pid, name)

/** Tells it to processes, in whatever group they are. */
export function signalEach(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) signal(pid, name)
}

/** Ends a child and what it started, at once. The child may have ended already: what it started has not. */
export function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return
  if (!hasGroups) {
    treeKill(pid, 'SIGKILL')
    return
  }
  const others = descendants(pid)
  kill(-pid)
  // Those that left the group while their parent lived.
  signalEach(others, 'SIGKILL')
}

/** A fork may slip away while the list is read; each round ends what the one before did not see. */
const maxRounds = 10

const prlimit = '/usr/bin/prlimit'

/**
 * A program that has a mark from its first moment on, where there is what sets it: how many file locks it may hold. Linux counts
 * none of them any more, but what a process starts has the limit of its own, whatever it clears.
 */
export const withMark = (program: Program, mark: string): Program =>
  isLinux && existsSync(prlimit)
    ? {
        ...program,
        command: prlimit,
        args: [`--locks=${mark}`, '--', program.command, ...program.args],
        mark,
      }
    : program

/** Files of /proc are read at once, which takes a tenth of the time; others get their turn after so many processes. */
const atOnce = 32

/**
 * Ends the processes that left their group (`detached`, setsid) and still carry an environment's variable or its mark. Only
 * Linux shows these. On macOS such a process stays.
 */
export async function endStragglers(variable: string, mark = 'none'): Promise<void> {
  if (!isLinux) return
  const limit = new RegExp(`^Max file locks +${mark} `, 'm')
  const isMarked = (pid: string) => {
    if (shown(pid, 'environ').includes(`${variable}\0`)) return true
    return limit.test(shown(pid, 'limits')) && !/\) Z /.test(shown(pid, 'stat')) // dead, and not known to be to its parent
  }
  let found = true
  for (let round = 0; found && round < maxRounds; round++) {
    found = false
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    for (const [i, pid] of pids.entries()) {
      if (i % atOnce === atOnce - 1) await setImmediate()
      if (!isMarked(pid)) continue
      kill(Number(pid))
      found = true
    }
  }
}

/** The runtime itself lives outside of what a function's own limit means. */
const ownMb = 64

/** What a process has for itself: programs and libraries that many share do not count. */
async function ownMemoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '') // the process has ended
  const [, kb = 0] = /^RssAnon:\s+(\d+)/m.exec(status) ?? /^VmRSS:\s+(\d+)/m.exec(status) ?? []
  return Number(kb) / 1024
}

/**
 * Whether a process and what it started take far more memory than the function has: the heap's own limit knows nothing
 * of buffers. Only Linux shows what there is to see without another process.
 */
export async function overMemory(pid: number | undefined, limitMb: number): Promise<boolean> {
  if (pid === undefined || !isLinux) return false
  const sizes = await Promise.all([pid, ...descendants(pid)].map(ownMemoryMb))
  return sizes.reduce((sum, size) => sum + size, 0) > limitMb + ownMb
}

/** The same by the most that a runtime says it has used, which counts what many share too. */
export const hasOverfilled = (memoryKb: number, limitMb: number): boolean =>
  memoryKb / 1024 > limitMb + 2 * ownMb
