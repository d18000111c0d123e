import { describe, expect, test } from '@jest/globals'
import { region } from '../cloud/cloud.ts'
import { type Step, scriptFile, steps } from '../steps.ts'
import { conclude } from './conclude.ts'
import { judge } from './judge.ts'
import type { Check, Evidence } from './model.ts'

const unasked = () => Promise.reject(new Error('nobody asks the cloud here'))
const evidence: Evidence = {
  identity: { account: '101101101101', region },
  calls: [],
  run: { end: { kind: 'exit', code: 0 }, stdout: '', stderr: '', durationMs: 1 },
  inventory: { functions: [], apis: [] },
  probes: { url: unasked, testInvoke: unasked, invoke: unasked },
}

const [step] = steps as readonly [Step, ...Step[]]
const file = scriptFile(step, 'solutions')

async function resultOf(checks: readonly Check[]) {
  const judged = await judge(step, checks, evidence)
  return conclude(step, file, judged, evidence, async () => '')
}

describe('a check that cannot be judged', () => {
  const broken: Check = { id: 'broken', title: 'it is so', judge: unasked }
  const after: Check = { id: 'after', title: 'it follows', needs: ['broken'], judge: unasked }
  const last: Check = { id: 'last', title: 'it follows from that', needs: ['after'], judge: unasked }

  test('is an error of the environment, and never the learner’s fault', async () => {
    const { status, checks } = await resultOf([broken])
    expect(status).toBe('error')
    expect(checks[0]).toMatchObject({
      status: 'error',
      cause: { id: 'environment', try: `npm run check ${step.number}` },
    })
    expect(checks[0]?.cause?.text).toContain('nobody asks the cloud here')
  })

  test('has those that need it skipped, which name it and not each other', async () => {
    const { checks } = await resultOf([broken, after, last])
    expect(checks.map(({ status, needs }) => [status, needs])).toEqual([
      ['error', undefined],
      ['skip', ['it is so']],
      ['skip', ['it is so']],
      ['pass', undefined],
    ])
  })
})

test('a failure that nothing explains is called that, with the evidence', async () => {
  const odd: Check = {
    id: 'odd',
    title: 'it is so',
    judge: () => ({ ok: false, topic: { kind: 'script' }, expected: 'this', got: 'that' }),
  }
  const call = { n: 1, method: 'GET', path: '/', requestBody: '', startedAt: 1 } as const
  const judged = await judge(step, [odd], evidence)
  const seen = { ...evidence, calls: [{ ...call, target: { kind: 'other' } as const }] }
  const { checks } = await conclude(step, file, judged, seen, async () => '')
  expect(checks[0]?.cause).toMatchObject({ id: 'unexplained', text: expect.stringContaining('GET /') })
})
