import type { Call } from '../context.ts'
import type { Scope } from '../store/store.ts'
import { lambdaNotFound } from '../wire/awsError.ts'
import { functionArn, type Target } from './functionName.ts'
import { type AliasRecord, aliases, type FunctionRecord, functions, versions } from './records.ts'

export const latest = '$LATEST'

/** The version that a qualifier names directly; undefined where there is none, as of all that end in `In`. */
export const versionIn = (scope: Scope, name: string, version: string): FunctionRecord | undefined =>
  version === latest ? scope.get(functions, name) : scope.get(versions, version, name)

/** An alias with two versions sends each call to one of them, by weight. `chance` is from 0 to 1. */
function aliasVersion(alias: AliasRecord, chance: number): string {
  const [other] = Object.entries(alias.weights ?? {})
  return other && chance < other[1] ? other[0] : alias.functionVersion
}

/** The version that a call to this target runs. */
export function targetIn(
  scope: Scope,
  { name, qualifier = latest }: Target,
  chance = 1,
): FunctionRecord | undefined {
  const alias = scope.get(aliases, qualifier, name)
  return versionIn(scope, name, alias ? aliasVersion(alias, chance) : qualifier)
}

export const functionNotFound = (arn: string) => lambdaNotFound(`Function not found: ${arn}`)

/** The unqualified function. It throws AWS's 404, as all that begin with `find` do, here and in apigateway/find.ts. */
export function findFunction(call: Call, name: string): FunctionRecord {
  const record = call.scope.get(functions, name)
  if (!record) throw functionNotFound(functionArn(call, name))
  return record
}

export function findTarget(call: Call, target: Target): FunctionRecord {
  const record = targetIn(call.scope, target)
  if (!record) throw functionNotFound(functionArn(call, target.name, target.qualifier))
  return record
}
