import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import treeKill from 'tree-kill'

/** Where there are process groups, a child leads one of its own, and what it starts is in it. */
export const hasGroups = process.platform !== 'win32'

/** Only Linux shows what other processes are, without a process that asks. */
export const isLinux = process.platform === 'linux'

/** What Linux shows of a process or of a thread; nothing where it has ended, or is another user's. */
export function shown(id: string, what: string): string {
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
  signal(-pid, 'SIGKILL')
  // Those that left the group while their parent lived.
  signalEach(others, 'SIGKILL')
}
