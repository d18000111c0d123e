import { texts } from '../i18n/index.ts'
import { root, type Step } from '../steps.ts'
import type { Case, Failed } from './diagnosis/case.ts'
import { type Diagnosis, diagnose } from './diagnosis/diagnose.ts'
import { lineToWriteAt, readScript } from './diagnosis/script.ts'
import type { Judged } from './judge.ts'
import type { CheckResult, Evidence, StepResult } from './model.ts'
import { isAsGiven } from './starter.ts'
import { typeCheck } from './typecheck.ts'

const isFailed = (judged: Judged): judged is Failed => judged.status === 'fail' && judged.topic !== undefined

/** The step's status, and for a failed one its cause, on the first check that failed. */
export async function conclude(
  step: Step,
  file: string,
  judged: readonly Judged[],
  evidence: Evidence,
  findTypeErrors: (file: string) => Promise<string> = typeCheck,
): Promise<StepResult> {
  const base = { step: step.number, name: step.name }
  const results = judged.map(toResult)
  const [error] = judged.filter(({ status }) => status === 'error')
  if (error)
    return { ...base, status: 'error', checks: withDiagnosis(results, error.id, environment(step, error)) }
  const [first, ...others] = judged.filter(isFailed)
  if (!first) return { ...base, status: 'passed', checks: results }
  if (isAsGiven(step, file)) return concludeAsGiven(step, file, judged)
  const diagnosis = await explain(step, {
    evidence,
    failed: [first, ...others],
    script: readScript(root, file),
    typeErrors: await findTypeErrors(file),
  })
  return { ...base, status: 'failed', checks: withDiagnosis(results, first.id, diagnosis) }
}

/** The step of a script that is as it was given, run or not. */
export function concludeAsGiven(step: Step, file: string, judged: readonly Judged[]): StepResult {
  const results = judged.map(toResult)
  const first = results.find(({ status }) => status === 'fail')
  const checks = first ? withDiagnosis(results, first.id, notStarted(step, file)) : results
  return { step: step.number, name: step.name, status: 'not-started', checks }
}

const toResult = ({ check: _, topic: __, ...result }: Judged): CheckResult => result

/** What fails is known already: a diagnosis that cannot ask the cloud what it wants to know takes nothing back of it. */
async function explain(step: Step, failure: Case): Promise<Diagnosis> {
  try {
    return await diagnose(failure, step.number)
  } catch (error) {
    const text = texts.causes.unexplained?.(String(error)) ?? ''
    return { cause: { id: 'unexplained', text, try: texts.report.tryHint(step.number) } }
  }
}

const withDiagnosis = (results: readonly CheckResult[], id: string, { cause, sent }: Diagnosis) =>
  results.map((result) => (result.id === id ? { ...result, sent: result.sent ?? sent, cause } : result))

function environment(step: Step, { got = '' }: Judged): Diagnosis {
  const text = texts.causes.environment?.(got) ?? ''
  return { cause: { id: 'environment', text, try: texts.report.tryAgain(step.number) } }
}

function notStarted(step: Step, file: string): Diagnosis {
  const script = readScript(root, file)
  const text = texts.causes['not-started']?.('') ?? ''
  const look = `${script.file}:${lineToWriteAt(script)}`
  return { cause: { id: 'not-started', text, look, try: texts.report.tryHint(step.number) } }
}
