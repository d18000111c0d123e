import { existsSync, readFileSync } from 'node:fs'
import { type Step, scriptFile } from '../steps.ts'

const distinct = (text: string, pattern: string) => new Set(text.match(new RegExp(pattern, 'g'))).size

/**
 * Whether a script still has every `TODO(N.k)` that it was given with. The solution has the same numbers,
 * as `(N.k)`, so that none has to be counted by hand.
 */
export function hasAllMarks(step: Step, file: string): boolean {
  if (!existsSync(file)) return false
  const left = distinct(readFileSync(file, 'utf8'), `TODO\\(${step.number}\\.\\d+\\)`)
  return (
    left > 0 &&
    left === distinct(readFileSync(scriptFile(step, 'solutions'), 'utf8'), `\\(${step.number}\\.\\d+\\)`)
  )
}
