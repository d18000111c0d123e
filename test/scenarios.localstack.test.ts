import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { startLocalStack } from '../src/cloud/localstack.ts'
import { type Runner, startRunner } from '../src/verify/runner.ts'
import { type Played, playAll, readScenarios } from '../src/verify/scenarios.ts'
import { loadJudge } from './loadJudge.ts'

jest.setTimeout(300_000)

/** One wrong scenario for each cause, and one right one for each step: the verdicts do not depend on the cloud. */
function chosen() {
  const seen = new Set<string>()
  return readScenarios().filter(({ name, expected: { step, cause, seconds } }) => {
    const key = name.startsWith('right') ? `right ${step}` : `${cause}`
    if (seen.has(key) || seconds !== undefined) return false
    seen.add(key)
    return true
  })
}

describe('on LocalStack the verdict and the cause are the same', () => {
  let runner: Runner
  const played = new Map<string, Played>()

  beforeAll(async () => {
    await loadJudge()
    runner = await startRunner(() => startLocalStack({ starting: () => {} }, new AbortController().signal))
    for (const each of await playAll(chosen(), runner)) played.set(each.scenario.name, each)
  })
  afterAll(() => runner.close())

  /** LocalStack takes a patch that AWS refuses, so that another mistake is left to see. */
  const otherwise: Readonly<Record<string, string>> = { 'wrong/08-update-integration': 'proxy-left-on' }

  test.each(chosen().map(({ name, expected }) => [name, expected] as const))(
    '%s',
    (name, { status, cause }) => {
      const seen = played.get(name)?.seen
      expect({ status: seen?.status, cause: seen?.cause }).toEqual({
        status,
        cause: otherwise[name] ?? cause,
      })
    },
  )
})
