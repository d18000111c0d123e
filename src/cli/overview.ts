import { progressOf } from '../checker/progress.ts'
import { UsageError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { type Step, steps } from '../steps.ts'
import { run as list } from './list.ts'
import { exitCodes, takeCloudWord } from './words.ts'

/** The first step that is not done; undefined where all are. */
export const nextStep = (): Step | undefined =>
  steps[progressOf(steps).findIndex((state) => state !== 'passed')]

/** `npm start` where nobody can answer: the overview, what comes next, the commands. */
async function overview(): Promise<number> {
  await list()
  const step = nextStep()
  const folder = `steps/${step?.name}`
  console.log(
    step
      ? texts.report.nextStep(`${folder}/README.md`, `${folder}/index.ts`, step.number)
      : texts.report.allPassed,
  )
  console.log(`\n${texts.commands.usage.join('\n')}`)
  return exitCodes.pass
}

/** `npm start [CLOUD]`: in a terminal a menu, whose commands work on that cloud; elsewhere the overview. */
export async function run(words: readonly string[]): Promise<number> {
  const [unknown] = takeCloudWord(words).rest
  if (unknown !== undefined) throw new UsageError(texts.commands.badWord(unknown, 'start'))
  if (!process.stdin.isTTY || !process.stdout.isTTY) return overview()
  const { runMenu } = await import('./menu.ts')
  return runMenu(nextStep, words)
}
