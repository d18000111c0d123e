import { checkAll } from '../checker/checkAll.ts'
import { startEmbedded } from '../cloud/embedded.ts'
import type { Step } from '../steps.ts'
import type { Gate } from './gate.ts'

/** A step alone has no order to shuffle. */
const runsOf = ({ length }: readonly Step[]) => (length > 1 ? 20 : 2)

/** Numbers that follow from a seed (mulberry32), so that a run that failed can be had again. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

export const seedGate: Gate = {
  title: '20 runs with 20 seeds and shuffled order (2 of a step alone) are all green',
  async breaches({ steps }) {
    const found: string[] = []
    for (let seed = 1; seed <= runsOf(steps); seed++) {
      const starting = startEmbedded()
      try {
        await checkAll({
          steps: shuffled(steps, randomOf(seed)),
          source: 'solutions',
          cloud: starting,
          seed,
          sideBySide: true,
          options: { timeoutMs: 20_000 },
          onResult({ name, status }) {
            if (status !== 'passed') found.push(`${name} is ${status} (seed=${seed})`)
          },
        })
      } finally {
        await (await starting).close()
      }
    }
    return found
  },
}
