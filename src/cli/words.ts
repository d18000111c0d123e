import { type CloudChoice, readCloudWord } from '../cloud/choice.ts'
import { UsageError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { type Source, type Step, steps } from '../steps.ts'

export const exitCodes = { pass: 0, fail: 1, error: 2, usage: 64 } as const

export function readStep(word: string): Step {
  const step = /^\d{1,2}$/.test(word) ? steps.find(({ number }) => number === Number(word)) : undefined
  if (!step) throw new UsageError(texts.commands.badStep(word, steps.length))
  return step
}

/** `8`, `4-8`, or the same from its end, `8-4`. */
function readRange(word: string): readonly Step[] {
  const ends = word.split('-').map((end) => readStep(end).number)
  return steps.filter(({ number }) => number >= Math.min(...ends) && number <= Math.max(...ends))
}

export interface CheckWords {
  readonly steps: readonly Step[]
  readonly source: Source
  readonly cloud: CloudChoice
  /** Where the report is written as JSON. */
  readonly json?: string
  readonly seed?: number
}

const isRange = (word: string) => /^\d+(-\d+)?$/.test(word)

/** `check [N | A-B …] [solutions] [CLOUD] [json=FILE] [seed=N]`, in any order; `--json=FILE` is the same as `json=FILE`. */
export function readCheckWords(words: readonly string[]): CheckWords {
  const chosen = new Set<Step>()
  let source: Source = 'steps'
  let json = process.env.WORKSHOP_JSON
  let seed: number | undefined
  let cloud = defaultCloud()
  for (const word of words.map((given) => given.replace(/^--/, ''))) {
    const [key = '', value] = word.split(/=(.*)/s)
    const chosenCloud = readCloudWord(word)
    if (word === 'solutions') source = 'solutions'
    else if (chosenCloud) cloud = chosenCloud
    else if (key === 'json' && value) json = value
    else if (key === 'seed' && /^\d+$/.test(value ?? '')) seed = Number(value)
    else if (isRange(word)) for (const step of readRange(word)) chosen.add(step)
    else if (/^\w{1,3}$/.test(word)) throw new UsageError(texts.commands.badStep(word, steps.length))
    else throw new UsageError(texts.commands.badWord(word, 'check'))
  }
  const list = chosen.size > 0 ? steps.filter((step) => chosen.has(step)) : steps
  return { steps: list, source, cloud, json, seed }
}

/** The one step that `step`, `hint` and the like are about. */
export function readOneStep(words: readonly string[], command: string): Step {
  const [word, extra] = words
  if (word === undefined) throw new UsageError(texts.commands.needsStep(command))
  if (extra !== undefined) throw new UsageError(texts.commands.badWord(extra, command))
  return readStep(word)
}

/** A cloud's word among others, and the others. */
export function takeCloudWord(words: readonly string[]): {
  readonly cloud: CloudChoice
  readonly rest: readonly string[]
} {
  const clouds = words.flatMap((word) => readCloudWord(word) ?? [])
  return { cloud: clouds[0] ?? defaultCloud(), rest: words.filter((word) => !readCloudWord(word)) }
}

function defaultCloud(): CloudChoice {
  const word = process.env.WORKSHOP_CLOUD
  if (!word) return { kind: 'embedded' }
  const choice = readCloudWord(word)
  if (!choice) throw new UsageError(texts.commands.badCloud(word))
  return choice
}
