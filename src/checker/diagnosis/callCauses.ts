import { callsOf, invokeUrlCalls, succeeded } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { describeCall } from '../describe.ts'
import { findApi, names } from '../subjects.ts'
import { changesOf } from '../verdicts/seen.ts'
import type { Case, Explanation } from './case.ts'
import { handlerCause } from './handlerCause.ts'
import { lineOf, lineOfCall, lineOfMember, looksLikeId } from './script.ts'
import type { MethodPlace, Topic, TopicOf } from './topic.ts'
import { workedElsewhere } from './workedElsewhere.ts'

/** The check's own words for what it saw in place of the call. */
const notSeen = ({ failed: [first], script }: Case, operation: string): Explanation => ({
  id: 'call-not-seen',
  detail: first.got,
  line: lineOfCall(script, operation),
})

function changedSomething({ evidence: { calls, inventory }, script }: Case): Explanation {
  const [first] = changesOf(calls)
  return {
    id: 'changed-something',
    detail: first && describeCall(first, inventory),
    line: first && lineOfCall(script, first.target.operation),
  }
}

function testCall(failure: Case, { path, verb }: MethodPlace): Explanation {
  const api = findApi(failure.evidence.inventory)
  const resourceId = api?.resources.find((resource) => resource.path === path)?.id
  return (
    workedElsewhere(failure, ['TestInvokeMethod'], { resourceId, httpMethod: verb }) ??
    notSeen(failure, 'TestInvokeMethod')
  )
}

/** How the address that the script asked differs from the one meant. */
function urlCall(failure: Case, { stageName, path }: TopicOf<'url-call' | 'url-call-answer'>): Explanation {
  const {
    evidence: { calls, inventory },
    script,
  } = failure
  const line = lineOf(script, 'invokeUrl(') ?? lineOf(script, 'fetch(')
  const last = invokeUrlCalls(calls).at(-1)
  if (!last) {
    const other = calls.findLast(({ target }) => target.kind === 'other')
    return other
      ? { id: 'url-form', detail: other.path, line }
      : { ...notSeen(failure, ''), line: lineOf(script, 'fetch(') }
  }
  const { restApiId, stageName: stage, path: asked } = last.target
  if (restApiId !== findApi(inventory)?.id) {
    if (inventory.apis.some(({ id }) => id === restApiId)) return { id: 'wrong-api', detail: names.api, line }
    const written = looksLikeId(restApiId) ? lineOf(script, restApiId) : undefined
    return written === undefined
      ? { id: 'wrong-id', detail: restApiId, line }
      : { id: 'hard-coded-id', detail: restApiId, line: written }
  }
  if (last.method !== 'GET') return { id: 'wrong-resource', detail: describeCall(last, inventory), line }
  if (stage !== stageName)
    return { id: 'wrong-stage', detail: texts.facts.insteadOf(stage || texts.facts.none, stageName), line }
  if (asked === '/' || asked === '')
    return { id: 'url-without-path', detail: `/${stage}${asked}, not /${stageName}${path}`, line }
  return { id: 'wrong-resource', detail: describeCall(last, inventory), line }
}

/** The script's own call gave something else than it gives now, or than it should have given before a change. */
function urlCallAnswer(failure: Case, topic: TopicOf<'url-call-answer'>): Explanation | undefined {
  const {
    evidence: { calls, inventory },
    script,
  } = failure
  const { stageName, path } = topic
  const called = invokeUrlCalls(calls).findLast(
    ({ target }) => target.stageName === stageName && target.path === path,
  )
  const deployed = callsOf(calls, 'CreateDeployment').find(succeeded)
  if (!called) return urlCall(failure, topic)
  if (!deployed) return undefined
  const line = lineOfCall(script, 'CreateDeployment')
  return deployed.n > called.n
    ? { id: 'asked-too-early', line: lineOf(script, 'fetch(') }
    : { id: 'changed-something', detail: describeCall(deployed, inventory), line }
}

/** What a failed check of the script's own calls means, by what it was about. */
export const callCauses: {
  readonly [K in Topic['kind']]?: (failure: Case, topic: TopicOf<K>) => Explanation | undefined
} = {
  call(failure, { operation }) {
    return workedElsewhere(failure, [operation]) ?? notSeen(failure, operation)
  },
  invoke: (failure) => notSeen(failure, 'Invoke'),
  waited: ({ script }) => ({ id: 'function-not-ready', line: lineOfCall(script, 'Invoke') }),
  'function-error': ({ evidence: { calls }, script }) => ({
    ...handlerCause(
      callsOf(calls, 'Invoke').findLast((call) => call.answer?.headers['x-amz-function-error'])?.answer
        ?.body ?? '',
    ),
    line: lineOfCall(script, 'Invoke'),
  }),
  event: ({ failed: [first], script }) => ({
    id: 'wrong-event',
    detail: first.got,
    line: lineOfMember(script, 'Invoke', 'Payload'),
  }),
  changed: changedSomething,
  'test-call': testCall,
  'url-call': urlCall,
  'url-call-answer': urlCallAnswer,
}
