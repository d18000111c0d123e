import { readFileSync } from 'node:fs'
import { type Step, scriptFile, starterFile } from '../steps.ts'

/** One piece of a step's work: `(8.2)` in the solution, `TODO(8.2)` in the starter. */
export interface Todo {
  /** '8.2' */
  readonly number: string
  /** The finished script with this piece alone still to do. */
  readonly script: string
}

/** From `// MARK` to the next empty line. */
function blockAt(text: string, mark: string): string | undefined {
  const start = text.indexOf(`// ${mark}`)
  if (start < 0) return undefined
  const end = text.indexOf('\n\n', start)
  return text.slice(start, end < 0 ? undefined : end)
}

export const numbersIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, number = '']) => number)

/** Every piece of a step, each put back alone. */
export function readTodos(step: Step): readonly Todo[] {
  const solution = readFileSync(scriptFile(step, 'solutions'), 'utf8')
  const starter = readFileSync(starterFile(step), 'utf8')
  return numbersIn(solution, /^\/\/ \((\d+\.\d+)\)/gm).flatMap((number) => {
    const done = blockAt(solution, `(${number})`)
    const open = blockAt(starter, `TODO(${number})`)
    return done === undefined || open === undefined
      ? []
      : [{ number, script: solution.replace(done, () => open) }]
  })
}
