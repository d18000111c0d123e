import { texts } from '../../i18n/index.ts'
import type { Cause } from '../model.ts'
import { names } from '../subjects.ts'
import { awsErrorCause } from './awsErrorCauses.ts'
import { callCauses } from './callCauses.ts'
import type { Case, Explanation, Recogniser } from './case.ts'
import { crash, scriptCauses } from './scriptCauses.ts'
import { stateCauses } from './stateCauses.ts'

/** Which path and verb a step's checks speak of. */
const about = (step: number) => ({
  path: step >= 13 ? names.second : names.first,
  verb: step === 4 ? 'ANY' : 'GET',
})

/** The first failed check, explained by the cloud's state or by the calls. */
const byCheck: Recogniser = (failure) => {
  const [first] = failure.failed
  if (!first) return undefined
  const { path, verb } = about(first.step)
  const checked = first.check === 'any-kept' ? 'ANY' : verb
  return stateCauses[first.check]?.(failure, path, checked) ?? callCauses[first.check]?.(failure, path)
}

/** A script that only looked around, or not even that: its cloud's state explains nothing. */
const nothingDone: Recogniser = ({ evidence: { calls } }) =>
  calls.some((call) => call.target.kind !== 'aws' || call.method !== 'GET')
    ? undefined
    : { id: 'call-not-seen', detail: texts.facts.noAct }

/** No call of what the step asks for: said last, when nothing explains why there is none. */
const notSeen: Recogniser = ({ failed }) => ({ id: 'call-not-seen', detail: failed[0]?.got ?? '' })

/** In this order: the first that recognises the case is its one cause. */
const recognisers: readonly Recogniser[] = [
  ...scriptCauses,
  awsErrorCause,
  crash,
  nothingDone,
  byCheck,
  notSeen,
]

function toCause({ id, detail = '', line }: Explanation, failure: Case, step: number): Cause {
  const text = (texts.causes[id] ?? texts.causes.unexplained)?.(detail) ?? ''
  return { id, text, look: `${failure.script.file}:${line ?? 1}`, try: `npm run hint ${step}` }
}

/** The one cause of a failed step: the first recogniser that explains it. */
export async function diagnose(failure: Case, step: number): Promise<Cause> {
  for (const recognise of recognisers) {
    const explanation = await recognise(failure)
    if (explanation) return toCause(explanation, failure, step)
  }
  return toCause({ id: 'unexplained' }, failure, step)
}
