import { texts } from '../i18n/index.ts'
import { root, type Step } from '../steps.ts'
import { readScript } from './diagnosis/case.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import type { Judged } from './judge.ts'
import type { Cause, Evidence, StepResult } from './model.ts'
import { isAsGiven } from './starter.ts'
import { typeCheck } from './typecheck.ts'

/** The step's status, and for a failed one its cause, on the first check that failed. */
export async function conclude(
  step: Step,
  file: string,
  judged: readonly Judged[],
  evidence: Evidence,
): Promise<StepResult> {
  const base = { step: step.number, name: step.name }
  const results = judged.map(({ check: _, ...result }) => result)
  const failed = judged.filter(({ status }) => status === 'fail')
  if (judged.some(({ status }) => status === 'error')) return { ...base, status: 'error', checks: results }
  if (failed.length === 0) return { ...base, status: 'passed', checks: results }
  const untouched = isAsGiven(step, file)
  const cause = untouched ? notStarted(step, file) : await explain(step, file, failed, evidence)
  const checks = results.map((result) => (result.id === failed[0]?.id ? { ...result, cause } : result))
  return { ...base, status: untouched ? 'not-started' : 'failed', checks }
}

function notStarted(step: Step, file: string): Cause {
  const { file: name, lines } = readScript(root, file)
  const line = lines.findIndex((text) => text.includes('TODO(')) + 1
  const text = texts.causes['not-started']?.('') ?? ''
  return { id: 'not-started', text, look: `${name}:${line || 1}`, try: `npm run hint ${step.number}` }
}

async function explain(
  step: Step,
  file: string,
  failed: readonly Judged[],
  evidence: Evidence,
): Promise<Cause> {
  const typeErrors = await typeCheck(file)
  return diagnose({ evidence, failed, script: readScript(root, file), typeErrors }, step.number)
}
