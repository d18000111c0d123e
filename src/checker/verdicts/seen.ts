import { isDeepStrictEqual } from 'node:util'
import {
  type AwsCall,
  callsOf,
  changesConfiguration,
  isAwsCall,
  type RecordedCall,
  succeeded,
} from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { describeCall } from '../describe.ts'
import type { Topic } from '../diagnosis/topic.ts'
import { showFunctionError } from '../functionError.ts'
import { parseJson, show } from '../json.ts'
import { type Evidence, pass, type Verdict } from '../model.ts'
import { findApi, names } from '../subjects.ts'

/** Made in the account and the region that the step is about. */
const isHere = ({ identity }: Evidence, { target: { account, region } }: AwsCall) =>
  account === identity.account && region === identity.region

/** The script made such a call and AWS answered it without an error; or what it made instead. */
export function sawCall(
  e: Evidence,
  operation: string,
  isMeant: (call: AwsCall) => boolean = () => true,
  topic: Topic = { kind: 'call', operation },
): Verdict {
  const made = callsOf(e.calls, operation).filter((call) => isHere(e, call))
  if (made.some((call) => succeeded(call) && isMeant(call))) return pass
  const error = made.find((call) => call.answer?.error)?.answer?.error
  const unanswered = made.some((call) => !call.answer)
  const other = made.at(-1)
  const got = error
    ? `${error.code}: ${error.message}`
    : unanswered
      ? texts.facts.unanswered(operation)
      : other
        ? describeCall(other, e.inventory)
        : texts.facts.noCall(operation)
  return { ok: false, topic, expected: texts.facts.call(operation), got }
}

/** What a script that only looks has changed all the same. */
export const changesOf = (calls: readonly RecordedCall[]) =>
  calls.filter(isAwsCall).filter((call) => changesConfiguration(call) && succeeded(call))

export function changedNothing({ calls, inventory }: Evidence): Verdict {
  const changes = changesOf(calls)
  if (changes.length === 0) return pass
  return {
    ok: false,
    topic: { kind: 'changed' },
    expected: texts.facts.onlyReads,
    got: changes.map((call) => describeCall(call, inventory)).join(', '),
  }
}

/** FunctionName may be a name, `account:name` or an ARN, each with a version or an alias. */
const isOurs = ({ target }: AwsCall) =>
  new RegExp(`(^|:)${names.function}(:[^:]+)?$`).test(target.labels.FunctionName ?? '')

/** 202 and 204 are AWS's answers to an invocation that nobody waits for, and to one that is not made at all. */
const isRun = (call: AwsCall) => isOurs(call) && call.answer?.status === 200

export function sawInvoke(e: Evidence): Verdict {
  const verdict = sawCall(e, 'Invoke', isRun, { kind: 'invoke' })
  const unseen = callsOf(e.calls, 'Invoke').find((call) => isOurs(call) && succeeded(call))
  const type = unseen?.answer?.status === 204 ? 'DryRun' : 'Event'
  return verdict.ok || !unseen ? verdict : { ...verdict, got: texts.facts.notRun(type) }
}

/** Invocations of the function that ran and were waited for. */
const runs = ({ calls }: Evidence) => callsOf(calls, 'Invoke').filter(isRun)

/** `State` of an answer to GetFunction or GetFunctionConfiguration. */
function stateOf({ answer }: RecordedCall): string | undefined {
  return /"State"\s*:\s*"(\w+)"/.exec(answer?.body ?? '')?.[1]
}

/**
 * Before its first run the function was seen to be Active, whichever way: by a waiter, a loop, or invocations that
 * were refused as long as it was Pending. Whether it happened to be ready already plays no part.
 */
export function sawActiveBeforeInvoke(e: Evidence): Verdict {
  const first = runs(e)[0]
  const asked = e.calls.filter(isAwsCall).filter(({ n }) => first !== undefined && n < first.n)
  const looked = asked.filter(
    (call) => isOurs(call) && ['GetFunction', 'GetFunctionConfiguration'].includes(call.target.operation),
  )
  const triedAgain = asked.some(
    (call) => call.target.operation === 'Invoke' && call.answer?.error?.code === 'ResourceConflictException',
  )
  const inTime = looked.some(
    (call) =>
      stateOf(call) === 'Active' &&
      call.answer !== undefined &&
      first !== undefined &&
      call.startedAt + call.answer.durationMs <= first.startedAt,
  )
  if (inTime || triedAgain) return pass
  return {
    ok: false,
    topic: { kind: 'waited' },
    expected: texts.facts.seenActive,
    got: looked.length > 0 ? texts.facts.lookedTooLate : texts.facts.notLooked,
  }
}

export function sawInvokeWithoutFunctionError(e: Evidence): Verdict {
  const errors = runs(e).map((call) => call.answer?.headers['x-amz-function-error'])
  if (errors.includes(undefined)) return pass
  const answer = runs(e).at(-1)?.answer?.body ?? ''
  return {
    ok: false,
    topic: { kind: 'function-error' },
    expected: texts.facts.noFunctionError,
    got: showFunctionError(errors[0], answer),
  }
}

export function sawInvokeWithEvent(e: Evidence, event: object): Verdict {
  const sent = runs(e).map((call) => call.requestBody)
  if (sent.some((body) => isDeepStrictEqual(parseJson(body), event))) return pass
  return {
    ok: false,
    topic: { kind: 'event' },
    expected: `Payload ${JSON.stringify(event)}`,
    got: `Payload ${show(sent.at(-1) ?? '') || texts.facts.none}`,
  }
}

export function sawResources(e: Evidence): Verdict {
  const id = findApi(e.inventory)?.id
  return sawCall(e, 'GetResources', ({ target }) => target.labels.restApiId === id)
}
