import { callsOf, succeeded } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import type { Evidence, Verdict } from '../model.ts'
import { findApi, findMethod, findResource } from '../subjects.ts'
import { functionAnswers } from '../verdicts/answered.ts'
import {
  apiExists,
  functionExists,
  hasDefaultIntegrationResponse,
  hasMethodResponse,
  integrationCallsFunction,
  integrationPosts,
  methodExists,
  methodIsOpen,
  resourceExists,
  stageExists,
} from '../verdicts/configured.ts'
import { permits, testStage } from '../verdicts/permission.ts'
import type { Case, Explanation } from './case.ts'
import { handlerCause } from './handlerCause.ts'
import { lineOf, lineOfCall, lineOfMember } from './script.ts'
import type { MethodPlace, Topic } from './topic.ts'

/** All that has to be true for a request to be answered, in the order in which it is asked. */
const conditions: readonly ((
  e: Evidence,
  at: MethodPlace,
  stageName: string,
) => Verdict | Promise<Verdict>)[] = [
  apiExists,
  (e, _at, stageName) => (stageName === testStage ? { ok: true } : stageExists(e, stageName)),
  (e, { path }) => resourceExists(e, path),
  (e, { path, verb }) => methodExists(e, path, verb),
  (e, { path, verb }) => methodIsOpen(e, path, verb),
  functionExists,
  (e, { path, verb }) => integrationPosts(e, path, verb),
  (e, { path, verb }) => integrationCallsFunction(e, path, verb),
  (e, { path, verb }) => (isProxy(e, path, verb) ? { ok: true } : hasMethodResponse(e, path, verb)),
  (e, { path, verb }) =>
    isProxy(e, path, verb) ? { ok: true } : hasDefaultIntegrationResponse(e, path, verb),
  (e, { path, verb }, stageName) => permits(e, [`${stageName}/${verb}${path}`], `*/${verb}${path}`),
  functionAnswers,
]

const isProxy = ({ inventory }: Evidence, path: string, verb: string) =>
  findMethod(inventory, path, verb)?.methodIntegration?.type === 'AWS_PROXY'

/** The first of the conditions that is not met; undefined where all are. */
export async function unmetCondition(
  evidence: Evidence,
  at: MethodPlace,
  stageName: string = testStage,
): Promise<Topic | undefined> {
  for (const condition of conditions) {
    const verdict = await condition(evidence, at, stageName)
    if (!verdict.ok) return verdict.topic
  }
  return undefined
}

/** The function's own answer, asked for directly. */
export async function handlerAnswer(
  { evidence: { probes }, script }: Case,
  name: string,
): Promise<Explanation> {
  const { payload, refused } = await probes.invoke(name, '{}')
  if (refused !== undefined)
    return { id: 'function-not-run', detail: refused, line: lineOfCall(script, 'PutFunctionConcurrency') }
  const cause = handlerCause(payload)
  const line =
    cause.id === 'handler-not-found'
      ? lineOfMember(script, 'CreateFunction', 'Handler')
      : (lineOf(script, 'export const handler') ?? lineOf(script, 'return') ?? lineOf(script, 'handler'))
  return { ...cause, line: line ?? lineOfCall(script, 'CreateFunction') }
}

/** The API itself is right, as a test of it shows; so what the stage serves is older. */
export async function staleStage(
  { evidence: { inventory, probes, calls }, script }: Case,
  { path, verb }: MethodPlace,
  stageName: string,
): Promise<Explanation | undefined> {
  const api = findApi(inventory)
  const resource = findResource(inventory, path)
  if (!api || !resource) return undefined
  const { status } = await probes.testInvoke(api.id, resource.id, verb)
  if (status !== 200) return undefined
  const line = lineOfMember(script, 'CreateDeployment', 'stageName')
  const others = callsOf(calls, 'CreateDeployment')
    .filter(succeeded)
    .flatMap(({ requestBody }) => /"stageName"\s*:\s*"([^"]+)"/.exec(requestBody)?.[1] ?? [])
  const other = others.at(-1)
  return other !== undefined && !others.includes(stageName)
    ? { id: 'wrong-stage', detail: texts.facts.insteadOf(other, stageName), line }
    : { id: 'not-redeployed', line: line ?? lineOfCall(script, 'CreateStage') }
}
