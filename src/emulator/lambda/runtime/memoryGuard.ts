import { readFile } from 'node:fs/promises'
import { descendants } from './descendants.ts'

/** A page of memory as Linux counts them in statm. */
const pageKb = 4
/** The runtime itself lives outside of what a function's own limit means. */
const ownMb = 64

/** What a process has for itself: programs and libraries that many share do not count. */
async function ownMemoryMb(pid: number): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '') // the process has ended
  const [, resident = 0, shared = 0] = statm.split(' ').map(Number)
  return ((resident - shared) * pageKb) / 1024
}

/**
 * Whether a process and what it started take far more memory than the function has: the heap's own limit knows nothing
 * of buffers. Only Linux shows what there is to see without another process.
 */
export async function overMemory(pid: number | undefined, limitMb: number): Promise<boolean> {
  if (pid === undefined || process.platform !== 'linux') return false
  const sizes = await Promise.all([pid, ...descendants(pid)].map(ownMemoryMb))
  return sizes.reduce((sum, size) => sum + size, 0) > limitMb + ownMb
}
