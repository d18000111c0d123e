import { availableParallelism } from 'node:os'

/** Does work for each item, as many at a time as there are cores; the results stand in the items' order. */
export async function sideBySide<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const waiting = items.entries()
  async function take(): Promise<void> {
    for (const [i, item] of waiting) results[i] = await work(item, i)
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism() + 1, items.length) }, take))
  return results
}
