import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workshopFolder } from '../cloud/learnerCloud.ts'
import { texts } from '../i18n/index.ts'
import { pageFile, type Step } from '../steps.ts'
import { exitCodes, readOneStep } from './words.ts'

/** How many hints of each step were shown, by the step's name. */
type Shown = Readonly<Record<string, number>>

const file = join(workshopFolder, 'hints.json')

function readShown(): Shown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Shown
  } catch {
    return {} // none was shown yet
  }
}

/** The hints of a step: what stands under each `## Hint …` of its hints.md. */
const readHints = (step: Step): readonly string[] =>
  readFileSync(pageFile(step, 'hints.md'), 'utf8')
    .split(/^(?=## )/m)
    .filter((section) => section.startsWith('## '))
    .map((section) => section.trim())

/** `npm run hint N`: the next hint each time; after the last one, the first again. */
export async function run(words: readonly string[]): Promise<number> {
  const step = readOneStep(words, 'hint')
  const shown = readShown()
  const hints = readHints(step)
  const index = (shown[step.name] ?? 0) % hints.length
  console.log(hints[index])
  console.log('')
  const isLast = index === hints.length - 1
  console.log(isLast ? texts.hint.last(`solutions/${step.name}/index.ts`) : texts.hint.next(step.number))
  mkdirSync(workshopFolder, { recursive: true })
  writeFileSync(file, JSON.stringify({ ...shown, [step.name]: index + 1 }))
  return exitCodes.pass
}
