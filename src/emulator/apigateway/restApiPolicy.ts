import type { Call } from '../context.ts'
import { asList, isRecord, type JsonRecord, jsonIn } from '../json.ts'
import { badRequest } from '../wire/awsError.ts'

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

/**
 * An API's resource policy as it is kept: JSON without blanks, `execute-api:/…` as a whole ARN.
 * Text: cdk-preflight pf-apigw-rest-api-policy-document.
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
    typeof resource === 'string' && resource.startsWith(short)
      ? whole + resource.slice(short.length)
      : resource
  const expanded = statements.map(({ Resource, ...rest }) => {
    if (Resource === undefined) return rest
    return { ...rest, Resource: Array.isArray(Resource) ? Resource.map(expand) : expand(Resource) }
  })
  const Statement = Array.isArray(policy.Statement) ? expanded : expanded[0]
  return JSON.stringify({ ...policy, Statement })
}

/** AWS shows a policy as the inside of a JSON text, its slashes escaped too (cloud-custodian test_rest_api_custom_resource_policy). */
export const shownPolicy = (policy: string | undefined): string | undefined =>
  policy && JSON.stringify(policy).slice(1, -1).replaceAll('/', '\\/')
