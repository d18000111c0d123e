import { randomUUID } from 'node:crypto'
import type { Call, LambdaHandlers } from '../context.ts'
import { AwsError, invalidParameter, lambdaConflict, lambdaNotFound } from '../wire/awsError.ts'
import { aliasNotFound } from './aliases.ts'
import { functionArn, readTarget, type Target } from './functionName.ts'
import { functionNotFound, latest, versionIn } from './lookup.ts'
import { statementOf } from './permissionStatement.ts'
import type { Statement } from './policy.ts'
import { aliases, functions, type PolicyRecord, policies, versions } from './records.ts'
import { checkRevision, revisionOf } from './state.ts'

const isAlias = (qualifier: string) => /^(?![0-9]+$)[a-zA-Z0-9-_]+$/.test(qualifier)

/** Throws where what a permission is for is not there (test_permission_exceptions). */
function checkTarget(call: Call, { name, qualifier = latest }: Target): void {
  if (call.scope.get(aliases, qualifier, name) || versionIn(call.scope, name, qualifier)) return
  if (call.scope.get(functions, name) && isAlias(qualifier)) throw aliasNotFound(call, name, qualifier)
  throw functionNotFound(functionArn(call, name, qualifier === latest ? undefined : qualifier))
}

const policyIn = (call: Call, { name, qualifier = latest }: Target): PolicyRecord | undefined =>
  call.scope.get(policies, qualifier, name)

/** A target without a policy has the revision of the function, version or alias itself. */
function currentRevision(call: Call, target: Target): string | undefined {
  const { name, qualifier = latest } = target
  const alias = call.scope.get(aliases, qualifier, name)
  const version = versionIn(call.scope, name, qualifier)
  const own = alias?.revisionId ?? (version && revisionOf(version, call.host.now()))
  return policyIn(call, target)?.revisionId ?? own
}

/** Recorded in November 2025 (test_lambda_permission_fn_versioning); three years before, it named GetFunction. */
const checkPolicyRevision = (call: Call, target: Target, asked: string | undefined) =>
  checkRevision(asked, currentRevision(call, target), 'GetPolicy')

const policyText = (statements: readonly Statement[]) =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements })

/** Developer guide, gettingstarted-limits; the text: public logs scribd/terraform-aws-datadog#61, aws/chalice#48. */
const maxPolicy = 20_480

function checkSize(statements: readonly Statement[]): void {
  const { length } = policyText(statements)
  if (length > maxPolicy)
    throw new AwsError(
      'PolicyLengthExceededException',
      400,
      `The final policy size (${length}) is bigger than the limit (${maxPolicy}).`,
    )
}

/** A change of the policy is a new revision of what it belongs to as well. */
function putStatements(
  call: Call,
  { name, qualifier: id = latest }: Target,
  statements: readonly Statement[],
): void {
  const revisionId = randomUUID()
  if (statements.length === 0) call.scope.delete(policies, id, name)
  else call.scope.put(policies, id, { revisionId, statements }, name)
  const alias = call.scope.get(aliases, id, name)
  if (alias) call.scope.put(aliases, id, { ...alias, revisionId }, name)
  const version = versionIn(call.scope, name, id)
  if (!version) return
  const record = { ...version, revisions: { changing: revisionId, settled: revisionId } }
  if (id === latest) call.scope.put(functions, name, record)
  else call.scope.put(versions, id, record, name)
}

export const permissionHandlers = {
  AddPermission(input, call) {
    const target = readTarget(call, input.FunctionName, input.Qualifier)
    if (target.qualifier === latest)
      throw invalidParameter('We currently do not support adding policies for $LATEST.')
    const statement = statementOf(input, functionArn(call, target.name, target.qualifier))
    checkTarget(call, target)
    const statements = policyIn(call, target)?.statements ?? []
    if (statements.some(({ Sid }) => Sid === input.StatementId))
      throw lambdaConflict(
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      )
    checkPolicyRevision(call, target, input.RevisionId)
    checkSize([...statements, statement])
    putStatements(call, target, [...statements, statement])
    return { Statement: JSON.stringify(statement) }
  },

  GetPolicy(input, call) {
    const policy = policyIn(call, readTarget(call, input.FunctionName, input.Qualifier))
    if (!policy) throw lambdaNotFound('The resource you requested does not exist.')
    return { Policy: policyText(policy.statements), RevisionId: policy.revisionId }
  },

  RemovePermission(input, call) {
    const target = readTarget(call, input.FunctionName, input.Qualifier)
    if (!call.scope.get(functions, target.name))
      throw lambdaNotFound(`No policy found for: ${functionArn(call, target.name, target.qualifier)}`)
    checkTarget(call, target)
    const policy = policyIn(call, target)
    if (!policy) throw lambdaNotFound('No policy is associated with the given resource.')
    const rest = policy.statements.filter(({ Sid }) => Sid !== input.StatementId)
    if (rest.length === policy.statements.length)
      throw lambdaNotFound(`Statement ${input.StatementId} is not found in resource policy.`)
    checkPolicyRevision(call, target, input.RevisionId)
    putStatements(call, target, rest)
    return {}
  },
} satisfies LambdaHandlers
