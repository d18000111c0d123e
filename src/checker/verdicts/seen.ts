import { isDeepStrictEqual } from 'node:util'
import {
  type AwsTarget,
  callsOf,
  changesConfiguration,
  invokeUrlCalls,
  type RecordedCall,
  succeeded,
} from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { parseJson, sameJson, show } from '../json.ts'
import { type Evidence, pass, type Verdict } from '../model.ts'
import type { UrlAnswer } from '../probes.ts'
import { findApi, findResource, names } from '../subjects.ts'

type AwsCall = RecordedCall & { readonly target: AwsTarget }

/** The script made such a call and AWS answered it without an error; or what it made instead. */
export function sawCall(
  { calls }: Evidence,
  operation: string,
  isMeant: (call: AwsCall) => boolean = () => true,
): Verdict {
  const made = callsOf(calls, operation)
  if (made.some((call) => succeeded(call) && isMeant(call))) return pass
  const error = made.find((call) => call.answer?.error)?.answer?.error
  const unanswered = made.some((call) => !call.answer)
  const got = error
    ? `${error.code}: ${error.message}`
    : unanswered
      ? texts.facts.unanswered(operation)
      : made.length > 0
        ? texts.facts.otherCall(operation)
        : texts.facts.noCall(operation)
  return { ok: false, expected: texts.facts.call(operation), got }
}

export function changedNothing({ calls }: Evidence): Verdict {
  const changes = calls.filter((call): call is AwsCall => changesConfiguration(call) && succeeded(call))
  if (changes.length === 0) return pass
  return {
    ok: false,
    expected: texts.facts.onlyReads,
    got: changes.map(({ target }) => target.operation).join(', '),
  }
}

/** FunctionName may be a name, `account:name` or an ARN, each with a version or an alias. */
const isOurs = ({ target }: AwsCall) =>
  new RegExp(`(^|:)${names.function}(:[^:]+)?$`).test(target.labels.FunctionName ?? '')

export const sawInvoke = (e: Evidence): Verdict => sawCall(e, 'Invoke', isOurs)

const invokes = ({ calls }: Evidence) =>
  callsOf(calls, 'Invoke').filter((call) => succeeded(call) && isOurs(call))

export function sawInvokeWithoutFunctionError(e: Evidence): Verdict {
  const errors = invokes(e).map((call) => call.answer?.headers['x-amz-function-error'])
  if (errors.includes(undefined)) return pass
  const answer = invokes(e).at(-1)?.answer?.body ?? ''
  return {
    ok: false,
    expected: texts.facts.noFunctionError,
    got: `FunctionError ${errors[0]}: ${show(answer)}`,
  }
}

export function sawInvokeWithEvent(e: Evidence, event: object): Verdict {
  const sent = invokes(e).map((call) => call.requestBody)
  if (sent.some((body) => isDeepStrictEqual(parseJson(body), event))) return pass
  return {
    ok: false,
    expected: `Payload ${JSON.stringify(event)}`,
    got: `Payload ${show(sent.at(-1) ?? '')}`,
  }
}

export function sawResources(e: Evidence): Verdict {
  const id = findApi(e.inventory)?.id
  return sawCall(e, 'GetResources', ({ target }) => target.labels.restApiId === id)
}

function tests(e: Evidence, path: string, verb: string): readonly AwsCall[] {
  const id = findResource(e.inventory, path)?.id
  return callsOf(e.calls, 'TestInvokeMethod').filter(
    ({ target }) => target.labels.resourceId === id && target.labels.httpMethod === verb,
  )
}

export const sawTest = (e: Evidence, path: string, verb: string): Verdict =>
  tests(e, path, verb).some(succeeded) ? pass : sawCall(e, 'TestInvokeMethod', () => false)

/** TestInvokeMethod itself answers 200; the method's own status and body stand inside. */
export function sawTestAnswer(e: Evidence, path: string, verb: string, expected: object): Verdict {
  const answers = tests(e, path, verb).map(({ answer }) => readTestAnswer(answer?.body ?? ''))
  if (answers.some(({ status, body }) => status === 200 && sameJson(body, JSON.stringify(expected))))
    return pass
  const last = answers.at(-1)
  return {
    ok: false,
    expected: texts.facts.answer(200, JSON.stringify(expected)),
    got: texts.facts.answer(last?.status ?? 0, show(last?.body ?? '')),
  }
}

function readTestAnswer(text: string): UrlAnswer {
  const { status, body } = (parseJson(text) ?? {}) as { status?: number; body?: string }
  return { status: status ?? 0, body: body ?? '' }
}

function urlCalls({ calls, inventory }: Evidence, stageName: string, path: string) {
  const id = findApi(inventory)?.id
  return invokeUrlCalls(calls).filter(
    ({ method, target }) =>
      method === 'GET' &&
      target.restApiId === id &&
      target.stageName === stageName &&
      target.path.split('?')[0] === path,
  )
}

export function sawUrl(e: Evidence, stageName: string, path: string): Verdict {
  if (urlCalls(e, stageName, path).some(({ answer }) => answer)) return pass
  const other = invokeUrlCalls(e.calls).at(-1)
  const got = other ? `${other.method} /${other.target.stageName}${other.target.path}` : texts.facts.noUrlCall
  return { ok: false, expected: `GET /${stageName}${path}`, got }
}

export function sawUrlAnswer(e: Evidence, stageName: string, path: string, expected: UrlAnswer): Verdict {
  const answers = urlCalls(e, stageName, path).flatMap(({ answer }) => (answer ? [answer] : []))
  if (answers.some(({ status, body }) => status === expected.status && sameJson(body, expected.body)))
    return pass
  const last = answers.at(-1)
  return {
    ok: false,
    sent: `GET /${stageName}${path}`,
    expected: texts.facts.answer(expected.status, expected.body),
    got: texts.facts.answer(last?.status ?? 0, show(last?.body ?? '')),
  }
}
