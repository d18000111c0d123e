import type { Gate } from './gate.ts'
import { deviations, playAll, readScenarios, recordGolden } from './scenarios.ts'

/** Plays the scenarios of the steps; `record` writes what is printed now as what is expected from now on. */
export const scenariosGate = (record: boolean): Gate => ({
  title: record ? 'the scenarios are recorded' : 'the scenarios are as recorded',
  async breaches({ steps, runner }) {
    const numbers = steps.map(({ number }) => number)
    const played = await playAll(
      readScenarios().filter(({ expected }) => numbers.includes(expected.step)),
      runner,
    )
    if (record) played.forEach(recordGolden)
    return played.flatMap((one) => deviations(one).map((deviation) => `${one.scenario.name}: ${deviation}`))
  },
})
