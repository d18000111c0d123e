import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { isLinux, shown, signalEach } from './processTree.ts'
import type { Program } from './program.ts'

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

/** A fork may slip away while the list is read; each round ends what the one before did not see. */
const maxRounds = 10

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
      signalEach([Number(pid)], 'SIGKILL')
      found = true
    }
  }
}
