import { expect, test } from '@jest/globals'
import type { CheckedStep } from '../checker/checkStep.ts'
import { steps } from '../steps.ts'
import type { Runner } from './runner.ts'
import { todosMatter } from './scriptGates.ts'
import { readTodos } from './todos.ts'

test('a TODO that does not matter is named', async () => {
  const [, , third] = steps
  if (!third) throw new Error('there is no third step')
  const run: Runner['run'] = async ({ number: step, name }, file, options) => {
    await options?.typeCheck?.(file)
    const result = { step, name, status: 'passed', checks: [] } as const
    const end = { kind: 'exit', code: 0 } as const
    const checked: CheckedStep = {
      result,
      calls: [],
      run: { end, stdout: '', stderr: '', durationMs: 0 },
    }
    return checked
  }
  const runner: Runner = { run, solution: (step) => run(step, ''), close: async () => {} }
  const breaches = await todosMatter.breaches({ steps: [third], runner, note: () => {} })
  expect(breaches).toEqual(
    readTodos(third).map(({ number }) => `TODO(${number}): without it the step is passed`),
  )
  expect(breaches.length).toBeGreaterThan(1)
})
