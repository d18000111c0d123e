import type { AwsTarget, RecordedCall } from '../../cloud/calls.ts'
import { findApi, names } from '../subjects.ts'
import { type Case, type Explanation, lineOf, lineOfCall, type Recogniser, refusedCall } from './case.ts'

/** AWS's own texts that each have one cause, in the order they are tried. */
const byText: readonly (readonly [RegExp, string])[] = [
  [/currently in the following state: Pending/, 'function-not-ready'],
  [/already exist|already has this name|Another resource with the same parent/, 'already-exists'],
  [/Could not unzip/, 'bad-zip'],
  [/'runtime'|[Rr]untime .*no longer supported/, 'wrong-runtime'],
  [/Enumeration value for HttpMethod must be non-empty/, 'integration-method-not-post'],
  [
    /AWS ARN for integration|Invalid ARN specified|currently only supports Lambda function/,
    'integration-uri',
  ],
  [/No integration defined for method|doesn't contain any methods/, 'deployed-too-early'],
  [/Resource's path part only allow|path part must be specified/, 'wrong-name'],
  [/Invalid Integration identifier/, 'integration-missing'],
  [/Invalid Method identifier/, 'verb-not-defined'],
  [/Invalid Response status code/, 'method-response-missing'],
]

/** An id that the script has written into it and that is none of this cloud's. */
function hardCodedId(
  { evidence, script }: Case,
  { target }: RecordedCall & { target: AwsTarget },
): Explanation | undefined {
  const api = findApi(evidence.inventory)
  const known = evidence.inventory.apis.flatMap(({ id, resources }) => [
    id,
    ...resources.map((resource) => resource.id),
  ])
  for (const label of ['restApiId', 'resourceId', 'parentId']) {
    const id = target.labels[label]
    if (id === undefined || known.includes(id) || id === api?.id) continue
    const line = lineOf(script, id)
    if (line !== undefined) return { id: 'hard-coded-id', detail: id, line }
  }
  return undefined
}

function wrongFunctionName(
  { script }: Case,
  { target }: RecordedCall & { target: AwsTarget },
): Explanation | undefined {
  const name = target.labels.FunctionName
  if (name === undefined || name === names.function) return undefined
  return {
    id: 'wrong-name',
    detail: `no function ${name}, but ${names.function}`,
    line: lineOf(script, name),
  }
}

/** A call that AWS refused, where that refusal is why the step fails. */
export const awsErrorCause: Recogniser = (failure) => {
  const call = refusedCall(failure.evidence)
  const error = call?.answer?.error
  if (!call || !error) return undefined
  const line = lineOfCall(failure.script, call.target.operation)
  const special =
    call.answer.status === 404 ? (hardCodedId(failure, call) ?? wrongFunctionName(failure, call)) : undefined
  if (special) return special
  const detail = `${error.code}: ${error.message}`
  const known = byText.find(([text]) => text.test(error.message))
  return known
    ? { id: known[1], detail: detailOf(known[1], detail), line }
    : { id: 'aws-error', detail: `${call.target.operation}: ${detail}`, line }
}

/** Texts of causes that speak of a thing rather than of AWS's words. */
const detailOf = (id: string, detail: string) => {
  if (id === 'integration-method-not-post') return 'no verb'
  if (id === 'wrong-name') return `a name that AWS does not take (${detail})`
  if (id === 'verb-not-defined') return `no such method (${detail})`
  return detail
}
