import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readScript } from '../checker/diagnosis/script.ts'
import { findUnawaited } from '../checker/diagnosis/unawaited.ts'
import { root, steps } from '../steps.ts'
import { noteLines } from './note.ts'

const passed = { status: 'passed', checks: [] } as const

test('a solution gets no note', () => {
  for (const { number, name } of steps)
    expect(noteLines({ ...passed, step: number, name }, 'solutions')).toEqual([])
})

const right = join(root, 'test', 'scenarios', 'right')
test.each(readdirSync(right))('right/%s waits for all its calls, so that it would get no note', (name) => {
  expect(findUnawaited(readScript(root, join(right, name, 'index.ts')))).toBeUndefined()
})
