import { readFile } from 'node:fs/promises'
import { descendants, isLinux } from './processTree.ts'

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
