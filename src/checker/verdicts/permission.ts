import { type PolicyStatement, policyAllows } from '../../emulator/index.ts'
import { texts } from '../../i18n/index.ts'
import { calledFunction } from '../calledFunction.ts'
import type { FunctionState } from '../inventory.ts'
import { type Evidence, pass, type Verdict } from '../model.ts'
import { findApi, findFunction, findMethod, names } from '../subjects.ts'

/** The stage that TestInvokeMethod calls a function as. */
export const testStage = 'test-invoke-stage'

/** The method that answers requests from `STAGE/VERB/path`. */
function methodFor({ inventory }: Evidence, source: string) {
  const [, , verb = '', path = ''] = /^([^/]*)\/([^/]*)(\/.*)$/.exec(source) ?? []
  return findMethod(inventory, path, verb) ?? findMethod(inventory, path, 'ANY')
}

/** The policy that decides on such requests: that of the version or alias which the method calls. */
const policyFor = ({ policies }: FunctionState, e: Evidence, source: string): readonly PolicyStatement[] =>
  policies[calledFunction(methodFor(e, source)?.methodIntegration?.uri)?.qualifier ?? ''] ?? []

/** Whether API Gateway may call the function for a request that comes from `STAGE/VERB/path` of this API. */
function mayCall(lambda: FunctionState, e: Evidence, restApiId: string, source: string): boolean {
  const { identity } = e
  const sourceArn = `arn:aws:execute-api:${identity.region}:${identity.account}:${restApiId}/${source}`
  const access = { principal: 'apigateway.amazonaws.com', action: 'lambda:InvokeFunction', sourceArn }
  return policyAllows(policyFor(lambda, e, source), { ...access, sourceAccount: identity.account })
}

/** The source ARNs that a statement names. */
const sourceArns = ({ Condition = {} }: PolicyStatement): readonly string[] =>
  Object.values(Condition).flatMap((values) =>
    Object.entries(values).flatMap(([key, value]) => (/^aws:sourcearn$/i.test(key) ? [value].flat() : [])),
  )

/** A statement in a line: whom it lets in for what, where that is not the usual, and from where. */
function describe(statement: PolicyStatement): string {
  const { Principal, Action } = statement
  const who = typeof Principal === 'string' ? Principal : Object.values(Principal).join(', ')
  return [
    ...(who === 'apigateway.amazonaws.com' ? [] : [`Principal ${who}`]),
    ...(Action === 'lambda:InvokeFunction' ? [] : [`Action ${Action}`]),
    ...sourceArns(statement).map((arn) => `SourceArn ${arn}`),
  ].join(' ')
}

/** Read from the policy, not tried out: LocalStack lets everyone in. */
export function permits(e: Evidence, sources: readonly string[], wanted: string): Verdict {
  const lambda = findFunction(e.inventory)
  const id = findApi(e.inventory)?.id ?? '-'
  if (lambda && sources.every((source) => mayCall(lambda, e, id, source))) return pass
  const expected = `SourceArn arn:aws:execute-api:${e.identity.region}:${e.identity.account}:${id}/${wanted}`
  const got = !lambda
    ? texts.facts.noFunction(names.function)
    : policyFor(lambda, e, sources[0] ?? '')
        .map(describe)
        .join('\n') || texts.facts.noPolicy
  return { ok: false, topic: { kind: 'permission', sources }, expected, got }
}

/**
 * Whether AWS lets a request reach the function: where its policy says so, or the integration has a role to call it
 * with. A right answer counts only then, since a cloud that lets everyone in would give it all the same.
 */
export function isLetIn(e: Evidence, stageName: string, verb: string, path: string): boolean {
  const source = `${stageName}/${verb}${path}`
  return methodFor(e, source)?.methodIntegration?.credentials !== undefined || permits(e, [source], source).ok
}
