import { type CheckedStep, type CheckOptions, checkStep } from '../checker/checkStep.ts'
import { preparer } from '../checker/prepare.ts'
import { type Cloud, region } from '../cloud/cloud.ts'
import { startEmbedded } from '../cloud/embedded.ts'
import { type Step, scriptFile } from '../steps.ts'

/** Runs any script as any step, each time in a new account that holds what the steps before leave. */
export interface Runner {
  run(step: Step, file: string, options?: Partial<CheckOptions>): Promise<CheckedStep>
  /** The finished script of a step; it is run once, however many gates ask for it. */
  solution(step: Step): Promise<CheckedStep>
  close(): Promise<void>
}

export async function startRunner(open: () => Promise<Cloud> = startEmbedded): Promise<Runner> {
  const starting = open()
  const cloud = await starting
  const prepare = await preparer(starting)
  const solutions = new Map<Step, Promise<CheckedStep>>()
  let runs = 0
  const run: Runner['run'] = async (step, file, options) => {
    const identity = { account: String(700_000_000_000 + runs++), region }
    const target = { cloud: prepare(identity, step.number - 1).then(() => cloud), identity }
    return checkStep(step, file, target, { timeoutMs: 20_000, ...options })
  }
  return {
    run,
    solution(step) {
      const known = solutions.get(step) ?? run(step, scriptFile(step, 'solutions'))
      solutions.set(step, known)
      return known
    },
    close: () => cloud.close(),
  }
}
