import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { forgetStates } from '../checker/progress.ts'
import { learner } from '../cloud/cloud.ts'
import { openLearnerCloud, takeTurn, workshopFolder } from '../cloud/learnerCloud.ts'
import { texts } from '../i18n/index.ts'
import { root, type Step, scriptFile, starterFile } from '../steps.ts'
import { notices } from './notices.ts'
import { exitCodes, readOneStep, UsageError } from './words.ts'

async function resetCloud(): Promise<number> {
  const turn = await takeTurn('reset cloud', notices)
  try {
    const cloud = await openLearnerCloud('reset cloud', notices)
    try {
      await cloud.copies.write(learner.account, { account: learner.account, changes: [], blobs: {} })
      forgetStates()
    } finally {
      await cloud.close()
    }
  } finally {
    turn.release()
  }
  console.log(texts.reset.cloud)
  return exitCodes.pass
}

/** The learner's file is never lost: it is kept under a name that is free. */
function keepCopy(step: Step, file: string): string {
  const folder = join(workshopFolder, 'kept')
  mkdirSync(folder, { recursive: true })
  for (let n = 1; ; n++) {
    const copy = join(folder, `${step.name}-${n}.ts`)
    if (existsSync(copy)) continue
    copyFileSync(file, copy)
    return copy
  }
}

function resetStep(step: Step): number {
  const file = scriptFile(step, 'steps')
  const name = relative(root, file)
  const given = readFileSync(starterFile(step), 'utf8')
  if (existsSync(file) && readFileSync(file, 'utf8') === given) {
    console.log(texts.reset.same(name))
    return exitCodes.pass
  }
  const copy = existsSync(file) ? keepCopy(step, file) : undefined
  writeFileSync(file, given)
  console.log(texts.reset.step(name, copy === undefined ? '-' : relative(root, copy)))
  return exitCodes.pass
}

/** `npm run reset N` or `npm run reset cloud` */
export async function run(words: readonly string[]): Promise<number> {
  if (words.length === 0) throw new UsageError(texts.reset.needsWord)
  return words[0] === 'cloud' && words.length === 1 ? resetCloud() : resetStep(readOneStep(words, 'reset'))
}
