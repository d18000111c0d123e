import { describe, expect, test } from '@jest/globals'
import type { AwsCall } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import type { Evidence } from '../model.ts'
import { names } from '../subjects.ts'
import { sawActiveBeforeInvoke } from './seen.ts'

const identity = { account: '111111111111', region: 'us-east-1' }

type Times = { readonly startedAt: number; readonly durationMs: number }

const call = (n: number, operation: string, body: string, { startedAt, durationMs }: Times): AwsCall => ({
  n,
  target: {
    kind: 'aws',
    service: 'lambda',
    operation,
    ...identity,
    labels: { FunctionName: names.function },
  },
  method: 'GET',
  path: '/',
  requestBody: '',
  startedAt,
  answer: { status: 200, headers: {}, body, durationMs },
})

const evidence = (calls: Evidence['calls']): Evidence => ({
  identity,
  calls,
  run: { end: { kind: 'exit', code: 0 }, stdout: '', stderr: '', durationMs: 1 },
  inventory: { functions: [], apis: [] },
  probes: {
    url: () => Promise.reject(new Error('not asked')),
    testInvoke: () => Promise.reject(new Error('not asked')),
    invoke: () => Promise.reject(new Error('not asked')),
  },
})

/** The function is looked at from 0 to 20 ms. */
const verdictOf = (state: string, invokedAt: number) => {
  const look = call(1, 'GetFunctionConfiguration', `{"State":"${state}"}`, { startedAt: 0, durationMs: 20 })
  return sawActiveBeforeInvoke(
    evidence([look, call(2, 'Invoke', 'null', { startedAt: invokedAt, durationMs: 1 })]),
  )
}

describe('a function was waited for', () => {
  test('where it was seen to be Active before it ran', () => {
    expect(verdictOf('Active', 20)).toEqual({ ok: true })
  })

  test.each([
    ['it ran while the answer was still on its way', 'Active', 19],
    ['it was seen to be Pending', 'Pending', 20],
  ])('not where %s', (_fact, state, invokedAt) => {
    expect(verdictOf(state, invokedAt)).toMatchObject({ ok: false, got: texts.facts.lookedTooLate })
  })

  test('not where nobody looked', () => {
    const invoked = call(1, 'Invoke', 'null', { startedAt: 0, durationMs: 1 })
    expect(sawActiveBeforeInvoke(evidence([invoked]))).toMatchObject({
      ok: false,
      got: texts.facts.notLooked,
    })
  })
})
