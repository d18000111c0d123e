import { policyAllows } from '../../emulator/index.ts'
import { texts } from '../../i18n/index.ts'
import type { FunctionState } from '../inventory.ts'
import { type Evidence, pass, type Verdict } from '../model.ts'
import { findApi, findFunction, names } from '../subjects.ts'

/** Whether API Gateway may call the function for a request that comes from `STAGE/VERB/path` of this API. */
export function mayCall(
  { policy }: FunctionState,
  { identity }: Evidence,
  restApiId: string,
  source: string,
): boolean {
  const sourceArn = `arn:aws:execute-api:${identity.region}:${identity.account}:${restApiId}/${source}`
  const access = { principal: 'apigateway.amazonaws.com', action: 'lambda:InvokeFunction', sourceArn }
  return policyAllows(policy, { ...access, sourceAccount: identity.account })
}

/** The source ARNs that a policy's statements name. */
export const sourceArns = ({ policy }: FunctionState): readonly string[] =>
  policy.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((values) =>
      Object.entries(values).flatMap(([key, value]) => (/^aws:sourcearn$/i.test(key) ? [value].flat() : [])),
    ),
  )

/** Read from the policy, not tried out: LocalStack lets everyone in. */
export function permits(e: Evidence, sources: readonly string[], wanted: string): Verdict {
  const lambda = findFunction(e.inventory)
  const id = findApi(e.inventory)?.id ?? '-'
  if (lambda && sources.every((source) => mayCall(lambda, e, id, source))) return pass
  const expected = `SourceArn arn:aws:execute-api:${e.identity.region}:${e.identity.account}:${id}/${wanted}`
  const found = lambda ? sourceArns(lambda) : []
  const got = !lambda
    ? texts.facts.noFunction(names.function)
    : lambda.policy.length === 0
      ? texts.facts.noPolicy
      : found.length > 0
        ? found.map((arn) => `SourceArn ${arn}`).join(', ')
        : texts.facts.noSourceArn
  return { ok: false, expected, got }
}
