import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { texts } from '../src/i18n/index.ts'
import { type Runner, startRunner } from '../src/verify/runner.ts'
import { deviations, type Played, playAll, readScenarios, type Scenario } from '../src/verify/scenarios.ts'
import { loadJudge } from './loadJudge.ts'

jest.setTimeout(300_000)

const all = readScenarios()

/** The right ones, and of the wrong ones as many as it takes to meet each check and each cause that all of them meet. */
function fewestThatMeetAll(scenarios: readonly Scenario[]): readonly Scenario[] {
  const met = new Set<string | undefined>()
  return scenarios.filter(({ name, expected: { step, check, cause } }) => {
    const meets = [`${step}/${check}`, cause]
    const meetsAnother = name.startsWith('right/') || meets.some((one) => !met.has(one))
    for (const one of meets) met.add(one)
    return meetsAnother
  })
}

/** `THOROUGH=1 npm test -- scenarios` plays those that are much like another too, as CI and `npm run verify` do. */
const scenarios = process.env.THOROUGH ? all : fewestThatMeetAll(all)
const namesOf = (kind: string, among = scenarios) =>
  among.map(({ name }) => name).filter((name) => name.startsWith(kind))

describe('scenarios', () => {
  let runner: Runner
  const played = new Map<string, Played>()
  const one = (name: string) => {
    const found = played.get(name)
    if (!found) throw new Error(`${name} was not played`)
    return found
  }

  beforeAll(async () => {
    await loadJudge()
    runner = await startRunner()
    for (const each of await playAll(scenarios, runner)) played.set(each.scenario.name, each)
  })
  afterAll(() => runner.close())

  test.each(namesOf('right/'))('%s passes', (name) => {
    expect(deviations(one(name))).toEqual([])
    expect(one(name).seen.status).toBe('passed')
  })

  test.each(namesOf('wrong/'))('%s fails at the named check, because of the named cause', (name) => {
    expect(deviations(one(name))).toEqual([])
    expect(one(name).seen.status).not.toBe('passed')
  })

  test('a failed step names one cause', () => {
    for (const { seen, result } of played.values())
      expect(result.checks.filter(({ cause }) => cause)).toHaveLength(seen.status === 'passed' ? 0 : 1)
  })

  test('what is said fits into 80 columns, and a failed check into a screen, however long AWS’s own text is', () => {
    for (const { output } of played.values()) {
      const lines = output.split('\n')
      expect(lines.filter((line) => line.length > 80)).toEqual([])
      const details = output.split(/\n(?! {8})/).map((block) => block.split('\n').length)
      expect(Math.max(...details)).toBeLessThanOrEqual(20)
    }
  })

  test('every cause is met in one of them; `environment` is no mistake of a script', () => {
    const met = new Set([...played.values()].map(({ seen: { cause } }) => cause))
    const missing = Object.keys(texts.causes).filter((cause) => !met.has(cause))
    expect(missing).toEqual(['environment'])
  })

  test('every check fails in one of them and passes in another', () => {
    const statuses = (status: string) =>
      new Set(
        [...played.values()].flatMap(({ result }) =>
          result.checks.filter((check) => check.status === status).map(({ id }) => id),
        ),
      )
    const [failed, passed] = [statuses('fail'), statuses('pass')]
    const ids = new Set([...played.values()].flatMap(({ result }) => result.checks.map(({ id }) => id)))
    expect([...ids].filter((id) => !failed.has(id) || !passed.has(id))).toEqual([])
  })

  test('there are at least twenty right ones and sixty wrong ones', () => {
    expect(namesOf('right/', all).length).toBeGreaterThanOrEqual(20)
    expect(namesOf('wrong/', all).length).toBeGreaterThanOrEqual(60)
  })
})
