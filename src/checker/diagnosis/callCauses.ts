import { callsOf, invokeUrlCalls } from '../../cloud/calls.ts'
import { show } from '../json.ts'
import { findApi, findMethod, findResource, names } from '../subjects.ts'
import { type Case, type Explanation, lineOf, lineOfCall } from './case.ts'

/** What a failed check of calls and answers means, by the check's id. */
type Explain = (failure: Case, path: string) => Explanation | undefined | Promise<Explanation | undefined>

/** `FunctionError` and its payload, or the plain answer: the code was not found, failed, or returned something else. */
export function explainAnswer(payload: string): Explanation {
  if (/Runtime\.(ImportModuleError|HandlerNotFound|MalformedHandlerName)/.test(payload))
    return { id: 'handler-not-found', detail: show(payload) }
  if (/"errorType"/.test(payload)) return { id: 'handler-error', detail: show(payload) }
  return { id: 'handler-answer', detail: show(payload) }
}

const answers: Explain = async ({ evidence: { probes }, script }) => {
  const answer = await probes.invoke(names.function, '{}')
  return {
    ...explainAnswer(answer.payload),
    line: lineOf(script, 'handler') ?? lineOfCall(script, 'CreateFunction'),
  }
}

const functionError: Explain = ({ evidence: { calls }, script }) => {
  const failed = callsOf(calls, 'Invoke').find((call) => call.answer?.headers['x-amz-function-error'])
  return { ...explainAnswer(failed?.answer?.body ?? ''), line: lineOfCall(script, 'Invoke') }
}

const called: Explain = ({ evidence: { calls, inventory }, script, failed }, path) => {
  const line = lineOf(script, 'fetch(')
  const api = findApi(inventory)
  const last = invokeUrlCalls(calls).at(-1)
  if (!last) {
    const other = calls.find(({ target }) => target.kind === 'other')
    return other
      ? { id: 'url-form', detail: other.path, line }
      : { id: 'call-not-seen', detail: failed[0]?.got ?? '', line }
  }
  const { restApiId, stageName, path: asked } = last.target
  if (restApiId !== api?.id) {
    const written = lineOf(script, restApiId)
    return written
      ? { id: 'hard-coded-id', detail: restApiId, line: written }
      : { id: 'wrong-api', detail: names.api, line }
  }
  if (stageName !== 'default')
    return { id: 'wrong-stage', detail: `/${stageName}${asked}, not /default${path}`, line }
  if (asked === '/' || asked === '') return { id: 'url-without-path', detail: `/${stageName}${asked}`, line }
  return { id: 'wrong-resource', detail: `${last.method} ${asked}`, line }
}

const tested: Explain = ({ evidence: { calls, inventory }, script, failed }) => {
  const made = callsOf(calls, 'TestInvokeMethod').at(-1)
  if (!made)
    return { id: 'call-not-seen', detail: failed[0]?.got ?? '', line: lineOfCall(script, 'TestInvokeMethod') }
  const resource = findApi(inventory)?.resources.find(({ id }) => id === made.target.labels.resourceId)
  return {
    id: 'wrong-resource',
    detail: `${made.target.labels.httpMethod} ${resource?.path ?? made.target.labels.resourceId}`,
    line: lineOfCall(script, 'TestInvokeMethod'),
  }
}

/** The address does not give what it should: is the API itself right, and only the deployment old? */
const urlAnswers: Explain = async ({ evidence: { inventory, probes, calls }, script, failed }, path) => {
  const api = findApi(inventory)
  const resource = findResource(inventory, path)
  if (!api || !resource || !findMethod(inventory, path, 'GET')) return undefined
  const test = await probes.testInvoke(api.id, resource.id, 'GET')
  const line = lineOfCall(script, 'CreateDeployment')
  const others = api.stages
    .map(({ stageName }) => stageName)
    .filter((name) => name !== 'default' && name !== 'prod')
  const deployedElsewhere = callsOf(calls, 'CreateDeployment').length > 0 && others.length > 0
  if (deployedElsewhere) return { id: 'wrong-stage', detail: `the stage ${others.join(', ')}`, line }
  return test.status === 200
    ? { id: 'not-redeployed', line }
    : { id: 'unexplained', detail: failed[0]?.got ?? '', line }
}

export const callCauses: Readonly<Record<string, Explain>> = {
  answers,
  'no-function-error': functionError,
  event: ({ failed, script }) => ({
    id: 'wrong-event',
    detail: failed[0]?.got ?? '',
    line: lineOfCall(script, 'Invoke'),
  }),
  'changes-nothing': ({ failed, script }) => {
    const operation = failed[0]?.got?.split(',')[0] ?? ''
    return { id: 'changed-something', detail: failed[0]?.got ?? '', line: lineOfCall(script, operation) }
  },
  called,
  tested,
  'url-answers': urlAnswers,
  redeployed: urlAnswers,
}
