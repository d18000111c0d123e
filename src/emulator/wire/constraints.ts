import { validation } from './awsError.ts'
import type { Operation } from './operations.ts'
import type { Input } from './request.ts'

/**
 * Limits on members that AWS's front end checks before the operation, and that the SDK's schemas do not carry.
 * Enum sets are in the order of AWS's own messages (aws-errors.md 1 and 2).
 */
type Constraint =
  | { readonly enum: readonly string[] }
  | { readonly pattern: string }
  | { readonly max: number }

const statusCode = { pattern: '[1-5]\\d\\d' }
const functionName = {
  pattern:
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?',
}
const roleArn = { pattern: 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+' }

/** By operation (`*` for all of that service), then by member. */
const constraints: Readonly<Record<string, Readonly<Record<string, Constraint>>>> = {
  PutIntegration: {
    type: { enum: ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] },
    contentHandling: { enum: ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] },
    connectionType: { enum: ['VPC_LINK', 'INTERNET'] },
  },
  PutIntegrationResponse: { statusCode },
  GetIntegrationResponse: { statusCode },
  UpdateIntegrationResponse: { statusCode },
  DeleteIntegrationResponse: { statusCode },
  PutMethodResponse: { statusCode },
  GetMethodResponse: { statusCode },
  UpdateMethodResponse: { statusCode },
  DeleteMethodResponse: { statusCode },
  CreateRestApi: { apiKeySource: { enum: ['AUTHORIZER', 'HEADER'] } },
  CreateFunction: { Role: roleArn, FunctionName: functionName },
  UpdateFunctionConfiguration: { Role: roleArn, FunctionName: functionName },
  AddPermission: { StatementId: { pattern: '([a-zA-Z0-9-_]+)' }, FunctionName: functionName },
  ListFunctions: { FunctionVersion: { enum: ['ALL'] } },
  Invoke: {
    InvocationType: { enum: ['Event', 'RequestResponse', 'DryRun'] },
    LogType: { enum: ['None', 'Tail'] },
  },
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** AWS names a member of the body by its input, one of the path by itself (both recorded). */
const place = (operation: Operation, member: string) =>
  operation.service === 'apigateway' && !isInPath(operation, member)
    ? `${lowerFirst(operation.name)}Input.${member}`
    : lowerFirst(member)

const isInPath = (operation: Operation, member: string) =>
  operation.segments.some((segment) => segment === `{${member}}`)

function breach(constraint: Constraint, value: string): string | undefined {
  if ('enum' in constraint && !constraint.enum.includes(value))
    return `Member must satisfy enum value set: [${constraint.enum.join(', ')}]`
  if ('pattern' in constraint && !new RegExp(`^(?:${constraint.pattern})$`).test(value))
    return `Member must satisfy regular expression pattern: ${constraint.pattern}`
  if ('max' in constraint && value.length > constraint.max)
    return `Member must have length less than or equal to ${constraint.max}`
  return undefined
}

/** Throws ValidationException naming every breach of a call's input, missing members among them. */
export function checkConstraints(operation: Operation, input: Input): void {
  const breaches: string[] = []
  for (const member of operation.required) {
    if (input[member] === undefined)
      breaches.push(
        `Value null at '${place(operation, member)}' failed to satisfy constraint: Member must not be null`,
      )
  }
  for (const [member, constraint] of Object.entries(constraints[operation.name] ?? {})) {
    const value = input[member]
    if (typeof value !== 'string') continue
    const text = breach(constraint, value)
    if (text)
      breaches.push(`Value '${value}' at '${place(operation, member)}' failed to satisfy constraint: ${text}`)
  }
  if (breaches.length > 0) throw validation(...breaches)
}
