import { readFileSync } from 'node:fs'

function childrenOf(pid: number): readonly number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return list.split(' ').filter(Boolean).map(Number)
  } catch {
    return [] // it has ended, or this system does not tell
  }
}

/** What a process started and what those started, as far as their parents live; nothing where there is no Linux. */
export function descendants(pid: number): readonly number[] {
  if (process.platform !== 'linux') return []
  const all = [...childrenOf(pid)]
  for (const found of all) all.push(...childrenOf(found))
  return all
}
