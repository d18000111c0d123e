import { readdir, readFile } from 'node:fs/promises'

/** A fork may slip away while the list is read; each round ends what the one before did not see. */
const maxRounds = 10

async function isMarked(pid: string, marker: Buffer): Promise<boolean> {
  const environ = await readFile(`/proc/${pid}/environ`).catch(() => undefined) // ended, or another user's
  return environ?.includes(marker) ?? false
}

function kill(pid: string): void {
  try {
    process.kill(Number(pid), 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Ends the processes that left their group (`detached`, setsid) and still carry an environment's variables. Only Linux
 * shows the variables of a process. On macOS such a process stays, as does one that clears its variables and its parent.
 */
export async function endStragglers(variable: string): Promise<void> {
  if (process.platform !== 'linux') return
  const marker = Buffer.from(`${variable}\0`)
  for (let round = 0; round < maxRounds; round++) {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const marked = await Promise.all(pids.map((pid) => isMarked(pid, marker)))
    const found = pids.filter((_, i) => marked[i])
    if (found.length === 0) return
    for (const pid of found) kill(pid)
  }
}
