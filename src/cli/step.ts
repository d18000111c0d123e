import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { checkStep } from '../checker/checkStep.ts'
import { makeBase, saveState } from '../checker/progress.ts'
import { learner } from '../cloud/cloud.ts'
import { HeldTooLong, type LearnerCloud, openLearnerCloud, takeTurn } from '../cloud/learnerCloud.ts'
import { texts } from '../i18n/index.ts'
import { printBase, printCall, printVerdict, scriptOutput } from '../report/stepRun.ts'
import { readTitle, root, type Step, scriptFile } from '../steps.ts'
import { notices } from './notices.ts'
import { onInterrupt, timeLimit } from './process.ts'
import { EnvironmentError, exitCodes, readOneStep } from './words.ts'

async function runStep(step: Step, cloud: LearnerCloud, signal: AbortSignal): Promise<number> {
  const file = scriptFile(step, 'steps')
  const timeoutMs = timeLimit()
  const before = await cloud.copies.read(learner.account)
  const base = await makeBase(step, cloud, timeoutMs)
  const rewound = before.changes.length > 0 && JSON.stringify(before) !== JSON.stringify(base.copy)
  await cloud.copies.write(learner.account, base.copy)
  printBase(step, base, rewound)
  const output = scriptOutput()
  const target = { endpoint: Promise.resolve(cloud.endpoint), identity: learner }
  const { result, calls } = await checkStep(step, file, target, {
    timeoutMs,
    signal,
    onCall: printCall,
    onOutput: output.print,
  })
  output.end()
  if (signal.aborted) return exitCodes.error
  if (result.status === 'passed') saveState(step, base.id, 'steps', await cloud.copies.read(learner.account))
  printVerdict(step, result, calls.length)
  return result.status === 'passed'
    ? exitCodes.pass
    : result.status === 'error'
      ? exitCodes.error
      : exitCodes.fail
}

/** `npm run step N`: the learner's script N in the learner's own cloud. */
export async function run(words: readonly string[]): Promise<number> {
  const step = readOneStep(words, 'step')
  const file = relative(root, scriptFile(step, 'steps'))
  if (!existsSync(scriptFile(step, 'steps')))
    throw new EnvironmentError(texts.commands.missingFile(file, step.number))
  console.log(texts.step.heading(step.number, readTitle(step), file))
  const interrupt = onInterrupt()
  const what = `step ${step.number}`
  try {
    const turn = await takeTurn(what, notices)
    try {
      const cloud = await openLearnerCloud(what, notices)
      try {
        return await runStep(step, cloud, interrupt.signal)
      } finally {
        await cloud.close()
      }
    } finally {
      turn.release()
    }
  } catch (error) {
    if (error instanceof HeldTooLong)
      throw new EnvironmentError(texts.commands.waitedTooLong(error.holder.what))
    throw error
  } finally {
    interrupt.stop()
  }
}
