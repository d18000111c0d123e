import { readFile } from 'node:fs/promises'

const everyMs = 200
/** A page of memory as Linux counts them in statm. */
const pageKb = 4
/** Node itself lives outside of the heap that `--max-old-space-size` limits. */
const ownMb = 64

async function residentMb(pid: number): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '') // the process has ended
  return (Number(statm.split(' ')[1] ?? 0) * pageKb) / 1024
}

/**
 * Tells when a process takes far more memory than its function has: the heap's own limit knows nothing of buffers.
 * It looks at invocations that last, five times a second; only Linux shows what there is to see without another process.
 */
export function guardMemory(pid: number | undefined, limitMb: number, exceeded: () => void): () => void {
  if (pid === undefined || process.platform !== 'linux') return () => {}
  const timer = setInterval(async () => {
    if ((await residentMb(pid)) > limitMb + ownMb) exceeded()
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
