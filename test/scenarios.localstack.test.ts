import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { startLocalStack } from '../src/cloud/localstack.ts'
import { type Runner, startRunner } from '../src/verify/runner.ts'
import { type Played, playAll, readScenarios } from '../src/verify/scenarios.ts'
import { loadJudge } from './loadJudge.ts'

jest.setTimeout(300_000)

const scenarios = readScenarios()

describe('on LocalStack the verdict and the cause are the same', () => {
  let runner: Runner
  const played = new Map<string, Played>()

  beforeAll(async () => {
    await loadJudge()
    runner = await startRunner(() => startLocalStack({ starting: () => {} }, new AbortController().signal))
    for (const each of await playAll(scenarios, runner)) played.set(each.scenario.name, each)
  })
  afterAll(() => runner.close())

  test.each(scenarios.map(({ name, expected }) => [name, expected] as const))(
    '%s',
    (name, { status, cause }) => {
      const seen = played.get(name)?.seen
      expect({ status: seen?.status, cause: seen?.cause }).toEqual({ status, cause })
    },
  )
})
