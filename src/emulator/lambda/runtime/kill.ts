import type { ChildProcess } from 'node:child_process'
import treeKill from 'tree-kill'
import { descendants } from './descendants.ts'

/** Where there are process groups, a child leads one of its own, and what it starts is in it. */
export const hasGroups = process.platform !== 'win32'

const isGone = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH'

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!isGone(error)) throw error
  }
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
  for (const other of others) kill(other)
}
