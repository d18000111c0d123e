import { texts } from '../i18n/index.ts'
import { type Source, type Step, steps } from '../steps.ts'

/** Words that cannot be understood: one line, exit code 64. */
export class UsageError extends Error {}

/** Something about this machine: one line, exit code 2. Never the learner's fault. */
export class EnvironmentError extends Error {}

export const exitCodes = { pass: 0, fail: 1, error: 2, usage: 64 } as const

export function readStep(word: string): Step {
  const step = /^\d{1,2}$/.test(word) ? steps.find(({ number }) => number === Number(word)) : undefined
  if (!step) throw new UsageError(texts.commands.badStep(word, steps.length))
  return step
}

/** `8` or `4-8`. */
function readRange(word: string): readonly Step[] {
  const [first = '', last = first] = word.split('-')
  const [from, to] = [readStep(first), readStep(last)]
  return steps.filter(({ number }) => number >= from.number && number <= to.number)
}

export interface CheckWords {
  readonly steps: readonly Step[]
  readonly source: Source
  /** Where the report is written as JSON. */
  readonly json?: string
  readonly seed?: number
}

const isRange = (word: string) => /^\d+(-\d+)?$/.test(word)

/** `check [N | A-B …] [solutions] [json=FILE] [seed=N]`, in any order; `--json=FILE` is the same as `json=FILE`. */
export function readCheckWords(words: readonly string[]): CheckWords {
  const chosen = new Set<Step>()
  let source: Source = 'steps'
  let json = process.env.WORKSHOP_JSON
  let seed: number | undefined
  for (const word of words.map((given) => given.replace(/^--/, ''))) {
    const [key = '', value] = word.split(/=(.*)/s)
    if (word === 'solutions') source = 'solutions'
    else if (key === 'json' && value) json = value
    else if (key === 'seed' && /^\d+$/.test(value ?? '')) seed = Number(value)
    else if (isRange(word)) for (const step of readRange(word)) chosen.add(step)
    else if (/^\w{1,3}$/.test(word)) throw new UsageError(texts.commands.badStep(word, steps.length))
    else throw new UsageError(texts.commands.badWord(word, 'check'))
  }
  const list = chosen.size > 0 ? steps.filter((step) => chosen.has(step)) : steps
  return { steps: list, source, json, seed }
}

/** The one step that `step`, `hint` and the like are about. */
export function readOneStep(words: readonly string[], command: string): Step {
  const [word, extra] = words
  if (word === undefined) throw new UsageError(texts.commands.needsStep(command))
  if (extra !== undefined) throw new UsageError(texts.commands.badWord(extra, command))
  return readStep(word)
}
