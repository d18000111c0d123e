import type { Call } from '../context.ts'
import { asList, isRecord, isText, type JsonRecord, jsonIn } from '../json.ts'
import { badRequest } from '../wire/awsError.ts'
import { words } from '../words.ts'
import { mapValues } from './maps.ts'

const has = (statement: JsonRecord, member: string) =>
  asList(statement[member] ?? statement[`Not${member}`]).length > 0

const isStatement = (statement: unknown): statement is JsonRecord =>
  isRecord(statement) &&
  (statement.Effect === 'Allow' || statement.Effect === 'Deny') &&
  ['Principal', 'Action', 'Resource'].every((member) => has(statement, member))

/** Developer guide, limits. */
const maxLength = 8192

/** What stands for the API itself in a resource policy (developer guide, apigateway-resource-policies-create-attach). */
const short = 'execute-api:/'

/** AWS's order of a policy's and a statement's members. */
const order = words(`
  Version Id Statement Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition
`)

const inOrder = (record: JsonRecord): JsonRecord => ({
  ...Object.fromEntries(
    order.filter((name) => Object.hasOwn(record, name)).map((name) => [name, record[name]]),
  ),
  ...record,
})

/** A value, or each of a list; what is alone in one stands without its brackets. */
function eachOf(value: unknown, change: (one: unknown) => unknown = (one) => one): unknown {
  if (!Array.isArray(value)) return change(value)
  return value.length === 1 ? change(value[0]) : value.map(change)
}

/** An account is its root user. */
const rootOf = (principal: unknown) =>
  isText(principal) && /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal

function keptMember(name: string, value: unknown, expand: (resource: unknown) => unknown): unknown {
  if (!isRecord(value)) return eachOf(value, expand)
  return mapValues(value, (inner) => {
    if (name !== 'Condition') return eachOf(inner, rootOf)
    return isRecord(inner) ? mapValues(inner, (values) => eachOf(values)) : inner
  })
}

/**
 * An API's resource policy as it is kept: JSON without blanks in IAM's own form, `execute-api:/…` as a whole ARN
 * (aws/serverless-application-model, test_api_with_resource_policies). Text: cdk-preflight pf-apigw-rest-api-policy-document.
 */
export function keptPolicy(call: Call, restApiId: string, text: string | undefined): string | undefined {
  if (!text) return undefined
  const policy = text.length > maxLength ? undefined : jsonIn(text)
  const statements = isRecord(policy) ? asList(policy.Statement) : []
  if (!isRecord(policy) || statements.length === 0 || !statements.every(isStatement))
    throw badRequest(
      'Invalid policy document. Please check the policy syntax and ensure that Principals are valid.',
    )
  const whole = `arn:aws:execute-api:${call.region}:${call.account}:${restApiId}/`
  const expand = (resource: unknown) =>
    isText(resource) && resource.startsWith(short) ? whole + resource.slice(short.length) : resource
  const kept = statements.map((statement) =>
    inOrder(
      Object.fromEntries(
        Object.entries(statement).map(([name, value]) => [name, keptMember(name, value, expand)]),
      ),
    ),
  )
  return JSON.stringify(inOrder({ ...policy, Statement: Array.isArray(policy.Statement) ? kept : kept[0] }))
}

/** AWS shows a policy as the inside of a JSON text, its slashes escaped too (cloud-custodian test_rest_api_custom_resource_policy). */
export const shownPolicy = (policy: string | undefined): string | undefined =>
  policy && JSON.stringify(policy).slice(1, -1).replaceAll('/', '\\/')
