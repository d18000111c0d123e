import { succeeded } from '../../cloud/calls.ts'
import { describeCall } from '../describe.ts'
import { findApi, names } from '../subjects.ts'
import { awsCalls, type Case, type Explanation } from './case.ts'
import { lineOfCall } from './script.ts'

/** Labels that a call has to carry to be about the place meant. */
interface Place {
  readonly resourceId?: string
  readonly httpMethod?: string
}

/**
 * The script made such calls, but every one of them on another API, resource or verb than the step is about. Without a
 * place only the API counts.
 */
export function workedElsewhere(
  { evidence, script }: Case,
  operations: readonly string[],
  place: Place = {},
): Explanation | undefined {
  const api = findApi(evidence.inventory)
  const calls = awsCalls(evidence).filter(
    (call) => operations.includes(call.target.operation) && succeeded(call),
  )
  const last = calls.at(-1)
  if (!last || !api) return undefined
  const line = lineOfCall(script, last.target.operation)
  if (calls.every(({ target }) => target.labels.restApiId !== api.id)) {
    const other = evidence.inventory.apis.find(({ id }) => id === last.target.labels.restApiId)
    return other?.name === names.api
      ? { id: 'wrong-api', detail: names.api, line: lineOfCall(script, 'CreateRestApi') ?? line }
      : { id: 'wrong-resource', detail: describeCall(last, evidence.inventory), line }
  }
  const isThere = calls.some(
    ({ target: { labels } }) =>
      labels.restApiId === api.id &&
      (place.resourceId === undefined || labels.resourceId === place.resourceId) &&
      (place.httpMethod === undefined || labels.httpMethod === place.httpMethod),
  )
  return isThere ? undefined : { id: 'wrong-resource', detail: describeCall(last, evidence.inventory), line }
}
