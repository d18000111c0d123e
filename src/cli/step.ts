import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { checkAll } from '../checker/checkAll.ts'
import { checkStep } from '../checker/checkStep.ts'
import { keeperOf } from '../checker/keeper.ts'
import { makeBase, saveState } from '../checker/progress.ts'
import { type Cloud, learner } from '../cloud/cloud.ts'
import { openCloud } from '../cloud/open.ts'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { printBase, printCall, printVerdict, scriptOutput } from '../report/stepRun.ts'
import { readTitle, root, type Step, scriptFile } from '../steps.ts'
import { progress } from './notices.ts'
import { onInterrupt, timeLimit } from './process.ts'
import { withLearnerCloud } from './withLearnerCloud.ts'
import { exitCodes, readOneStep, takeCloudWord } from './words.ts'

/** Whether the script passes where the finished scripts have gone before it, as `npm run check` has it. */
async function passesAlone(step: Step, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const cloud = openCloud({ kind: 'embedded' }, progress, signal)
  try {
    const options = { timeoutMs, signal }
    const alone = { steps: [step], source: 'steps', seed: randomInt(900_000), sideBySide: true } as const
    const [result] = await checkAll({ ...alone, cloud, options, onResult() {} })
    return result?.status === 'passed'
  } finally {
    await (await cloud).close()
  }
}

async function runStep(step: Step, cloud: Cloud, signal: AbortSignal): Promise<number> {
  const timeoutMs = timeLimit()
  const identity = cloud.only ?? learner
  const keeper = keeperOf(cloud, identity)
  const before = await keeper.read([])
  const base = await makeBase(step, cloud, identity, timeoutMs)
  const wasElsewhere = before.copy && before.copy.changes.length > 0
  printBase(
    step,
    base,
    wasElsewhere === true && JSON.stringify(before.copy) !== JSON.stringify(base.content.copy),
  )
  const output = scriptOutput(cloud.endpoint)
  const target = { cloud: Promise.resolve(cloud), identity }
  const { result, calls, run } = await checkStep(step, scriptFile(step, 'steps'), target, {
    timeoutMs,
    signal,
    onCall: printCall,
    onOutput: output.print,
  })
  output.end()
  if (signal.aborted) return exitCodes.error
  if (result.status === 'passed') {
    const recipe = [...base.content.recipe, { step: step.number, by: 'steps' as const }]
    saveState(cloud.name, step, base.id, 'steps', await keeper.read(recipe))
  }
  // Others can be at fault only where some are the learner's own; a script that never ended would not end alone either.
  const mayBlameOthers =
    !cloud.only && base.content.recipe.some(({ by }) => by === 'steps') && run.end.kind !== 'timeout'
  const blamesOthers =
    result.status === 'failed' && mayBlameOthers && (await passesAlone(step, timeoutMs, signal))
  printVerdict(step, result, calls.length, blamesOthers)
  return result.status === 'passed'
    ? exitCodes.pass
    : result.status === 'error'
      ? exitCodes.error
      : exitCodes.fail
}

/** `npm run step N [CLOUD]`: the learner's script N in the learner's own cloud. */
export async function run(words: readonly string[]): Promise<number> {
  const { cloud: choice, rest } = takeCloudWord(words)
  const step = readOneStep(rest, 'step')
  const file = relative(root, scriptFile(step, 'steps'))
  if (!existsSync(scriptFile(step, 'steps')))
    throw new EnvironmentError(texts.commands.missingFile(file, step.number))
  console.log(texts.step.heading(step.number, readTitle(step), file))
  const interrupt = onInterrupt()
  try {
    return await withLearnerCloud(choice, `step ${step.number}`, interrupt.signal, (cloud) =>
      runStep(step, cloud, interrupt.signal),
    )
  } finally {
    interrupt.stop()
  }
}
