import type { Call, Handlers } from '../context.ts'
import { words } from '../words.ts'
import { parseFunctionName } from './functionName.ts'
import { latest } from './lookup.ts'
import { allows } from './policy.ts'
import { policies } from './records.ts'

interface Named {
  readonly FunctionName?: unknown
  readonly Qualifier?: unknown
  /** What operations on tags name. */
  readonly Resource?: unknown
}

/**
 * All that a function's policy can let another account do, whatever action it names (developer guide,
 * access-control-resource-based; awsdocs/aws-lambda-developer-guide#139).
 */
const open = words(`
  Invoke GetFunction GetFunctionConfiguration UpdateFunctionCode DeleteFunction PublishVersion ListVersionsByFunction
  CreateAlias GetAlias ListAliases UpdateAlias DeleteAlias GetPolicy PutFunctionConcurrency DeleteFunctionConcurrency
  ListTags TagResource UntagResource
`)

/** IAM's name of an operation is the operation's, but for one. */
const actionOf = (operation: string) => `lambda:${operation === 'Invoke' ? 'InvokeFunction' : operation}`

/**
 * A call for another account's function runs there, where the function's policy lets the caller's account in.
 * Where not, it stays the caller's, who is refused.
 */
function whereItRuns(operation: string, { FunctionName, Qualifier, Resource }: Named, call: Call): Call {
  const text = FunctionName ?? Resource
  const target = typeof text === 'string' ? parseFunctionName(text) : undefined
  if (target?.account === undefined || target.account === call.account) return call
  if ((target.region ?? call.region) !== call.region || !open.includes(operation)) return call
  const { account, name } = target
  const scope = call.host.store.scope(account, call.region)
  const qualifier = typeof Qualifier === 'string' ? Qualifier : (target.qualifier ?? latest)
  const statements = scope.get(policies, qualifier, name)?.statements ?? []
  const access = { principal: `arn:aws:iam::${call.account}:root`, action: actionOf(operation) }
  return allows(statements, access) ? { ...call, account, scope } : call
}

/** Lets operations reach the functions of other accounts that let them. */
export const acrossAccounts = (handlers: Handlers): Handlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([operation, handler]) => [
      operation,
      (input: never, call: Call) => handler(input, whereItRuns(operation, input, call)),
    ]),
  )
