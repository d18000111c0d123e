import chalk from 'chalk'
import { progressOf } from '../checker/progress.ts'
import { texts } from '../i18n/index.ts'
import { readTitle, steps } from '../steps.ts'
import { exitCodes } from './words.ts'

/** `npm run list`: every step and how far it is, as the last runs left it. */
export async function run(): Promise<number> {
  for (const [i, state] of progressOf(steps).entries()) {
    const step = steps[i]
    if (!step) continue
    const mark = state === 'passed' ? chalk.green('✓') : ' '
    console.log(
      `${mark} ${String(step.number).padStart(2)}  ${readTitle(step).padEnd(56)}  ${chalk.dim(texts.list.states[state])}`,
    )
  }
  console.log(`\n${texts.list.help}`)
  return exitCodes.pass
}
