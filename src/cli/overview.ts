import { progressOf } from '../checker/progress.ts'
import { texts } from '../i18n/index.ts'
import { steps } from '../steps.ts'
import { run as list } from './list.ts'
import { exitCodes } from './words.ts'

/** `npm start` where nobody can answer: the overview and what comes next. */
export async function run(): Promise<number> {
  await list()
  const open = progressOf(steps).findIndex((state) => state !== 'passed')
  const step = steps[open]
  const folder = `steps/${step?.name}`
  console.log(
    step
      ? texts.report.nextStep(`${folder}/README.md`, `${folder}/index.ts`, step.number)
      : texts.report.allPassed,
  )
  console.log(`\n${texts.commands.usage.join('\n')}`)
  return exitCodes.pass
}
