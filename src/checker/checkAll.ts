import { availableParallelism } from 'node:os'
import { type Cloud, type Identity, region } from '../cloud/cloud.ts'
import { type Source, type Step, scriptFile } from '../steps.ts'
import { type CheckOptions, checkStep, loadChecks } from './checkStep.ts'
import type { StepResult } from './model.ts'
import { preparer } from './prepare.ts'
import { isAsGiven } from './starter.ts'

export interface CheckAll {
  readonly steps: readonly Step[]
  readonly source: Source
  /** May still be starting: scripts start at the same time. */
  readonly cloud: Promise<Cloud>
  readonly seed: number
  /** False where all steps share one account, which each finds as the one before it left it. */
  readonly sideBySide: boolean
  readonly options: CheckOptions
  /** Told in the order of the steps, as soon as all before it are known too. */
  onResult(result: StepResult): void
}

/** Twelve digits that no other run and no other step has: steps never see each other, even in a cloud that goes on. */
const accountOf = (seed: number, step: Step): Identity => ({
  account: `${100_000 + (seed % 900_000)}${String(step.number).padStart(6, '0')}`,
  region,
})

/** A script that nobody has worked on is not run: what it does is known. */
async function judgeUnrun(step: Step, file: string): Promise<StepResult> {
  const [checks, { judgeAsGiven }, { concludeAsGiven }] = await Promise.all([
    loadChecks(step),
    import('./judge.ts'),
    import('./conclude.ts'),
  ])
  return concludeAsGiven(step, file, judgeAsGiven(step, checks))
}

/** Checks steps side by side, as many at a time as there are cores, each in an account of its own. */
export async function checkAll({
  steps,
  source,
  cloud,
  seed,
  sideBySide,
  options,
  onResult,
}: CheckAll): Promise<readonly StepResult[]> {
  const prepare = preparer(cloud)
  prepare.catch(() => {}) // where the cloud does not start, `cloud` itself says so to whoever waits for it
  const results: (StepResult | undefined)[] = []
  let told = 0
  const waiting = steps.entries()

  async function runAndJudge(step: Step, file: string, onScriptEnd: () => void): Promise<StepResult> {
    const identity = sideBySide ? accountOf(seed, step) : ((await cloud).only ?? accountOf(seed, step))
    const ready = prepare.then((bring) => bring(identity, step.number - 1))
    const target = { cloud: Promise.all([cloud, ready]).then(([there]) => there), identity }
    return (await checkStep(step, file, target, { ...options, onScriptEnd })).result
  }

  async function checkOne(i: number, step: Step, onScriptEnd: () => void): Promise<void> {
    const file = scriptFile(step, source)
    results[i] = isAsGiven(step, file)
      ? await judgeUnrun(step, file)
      : await runAndJudge(step, file, onScriptEnd)
    onScriptEnd()
    for (let next = results[told]; next; next = results[++told]) onResult(next)
  }

  const judging: Promise<void>[] = []
  async function work(): Promise<void> {
    for (const [i, step] of waiting) {
      // The next script starts when this one has ended; judging waits for the cloud and leaves the cores alone.
      await new Promise<void>((resolve, reject) => {
        const judged = checkOne(i, step, resolve)
        judged.catch(reject)
        judging.push(judged)
      })
      if (!sideBySide) await Promise.all(judging)
    }
  }

  await Promise.all(
    Array.from({ length: sideBySide ? Math.min(availableParallelism(), steps.length) : 1 }, work),
  )
  await Promise.all(judging)
  return results.filter((result) => result !== undefined)
}
