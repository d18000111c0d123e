import { afterAll, describe, test } from '@jest/globals'
import type { Cloud } from '../../src/cloud/cloud.ts'
import { cases } from './conformance.case.ts'
import { makeWorkbench } from './workbench.ts'

/** Runs every case on one cloud, side by side, each in an account of its own. */
export function describeConformance(name: string, isAws: boolean, open: () => Promise<Cloud>): void {
  describe(name, () => {
    let opening: Promise<Cloud> | undefined
    const cloud = () => {
      opening ??= open() // not in beforeAll: concurrent tests start before it has ended
      return opening
    }
    afterAll(async () => (await opening)?.close())

    for (const [i, { fact, differs, run }] of cases.entries()) {
      const instead = !isAws && differs ? `not on this cloud (${differs}): ` : ''
      test.concurrent(`${instead}${fact}`, async () => {
        const bench = makeWorkbench((await cloud()).endpoint, `${700_000_000_000 + i}`)
        await run(bench, isAws || differs === undefined).finally(() => bench.destroy())
      })
    }
  })
}
