import type { Call, LambdaHandlers } from '../context.ts'
import { invalidParameter, lambdaConflict } from '../wire/awsError.ts'
import { functionArn, readTarget } from './functionName.ts'
import { getFunctionRecord, latest } from './lookup.ts'
import { aliases, concurrencies, functions, policies, versions } from './records.ts'

const isNumber = (qualifier: string) => /^\d+$/.test(qualifier)

function deleteAll(call: Call, name: string): void {
  call.scope.delete(functions, name)
  if (call.scope.get(concurrencies, name)) call.scope.delete(concurrencies, name)
  for (const table of [versions, aliases, policies]) call.scope.deleteAll(table, name)
}

function deleteVersion(call: Call, name: string, version: string): void {
  const named = call.scope
    .list(aliases, name)
    .filter((alias) => alias.functionVersion === version || alias.weights?.[version] !== undefined)
  if (named.length > 0)
    throw lambdaConflict(
      `Version ${version} is referenced by these aliases: ${named.map((alias) => functionArn(call, name, alias.name)).join(', ')}`,
    )
  call.scope.delete(versions, version, name)
  call.scope.delete(policies, version, name)
}

export const deleteHandlers = {
  /** Order and texts: test_ops_with_arn_qualifier_mismatch, test_delete_on_nonexisting_version. */
  DeleteFunction(input, call) {
    const { name, qualifier } = readTarget(call, input.FunctionName, input.Qualifier)
    if (qualifier === latest)
      throw invalidParameter('$LATEST version cannot be deleted without deleting the function.')
    if (qualifier !== undefined && !isNumber(qualifier) && !qualifier.startsWith('$'))
      throw invalidParameter('Deletion of aliases is not currently supported.')
    getFunctionRecord(call, name)
    // A version that is not there is deleted as well as one that is: AWS answers 204 to both.
    if (qualifier === undefined) deleteAll(call, name)
    else deleteVersion(call, name, qualifier)
    call.host.invoker.retire(functionArn(call, name), qualifier)
    return { StatusCode: 204 }
  },
} satisfies LambdaHandlers
