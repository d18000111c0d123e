import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { conflict } from '../wire/awsError.ts'
import { checkAuthorizer } from './authorizerChecks.ts'
import { findRestApi, present } from './find.ts'
import { pageOf } from './pages.ts'
import { applyPatches, byOperation, type PatchRule } from './patch.ts'
import { orAbsent, replacing } from './patchRules.ts'
import { type AuthorizerRecord, authorizers, resources } from './records.ts'
import { oneOf } from './values.ts'

/** An unknown API gives the authorizer's text too, as with validators. */
const find = (call: Call, restApiId: string, id: string): AuthorizerRecord =>
  present(call.scope.get(authorizers, id, restApiId), 'Invalid Authorizer identifier specified')

/** What a deployment freezes; undefined where there are none. */
export function authorizersOf(call: Call, restApiId: string): readonly AuthorizerRecord[] | undefined {
  const all = call.scope.list(authorizers, restApiId)
  return all.length > 0 ? all : undefined
}

/** The table of UpdateAuthorizer in AWS's patch operations; `/providerARNs` are of user pools only. */
const authorizerRules: readonly PatchRule<AuthorizerRecord>[] = [
  replacing('authorizerCredentials', orAbsent),
  replacing('authorizerResultTtlInSeconds', (text) => (text ? Number(text) : undefined)),
  replacing('authorizerUri', orAbsent),
  replacing('authType', orAbsent),
  replacing('identitySource', orAbsent),
  replacing('identityValidationExpression', orAbsent),
  replacing('name', (text = '') => text),
  replacing('type', oneOf('authorizer type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'])),
]

/** In AWS's words (terraform-provider-aws#14812). */
function checkUnused(call: Call, restApiId: string, { id, name }: AuthorizerRecord): void {
  for (const { path, methods } of call.scope.list(resources, restApiId))
    for (const [verb, method] of Object.entries(methods))
      if (method.authorizerId === id)
        throw conflict(`Cannot delete authorizer '${name}', is referenced in method: ${verb}/${path}`)
}

export const authorizerHandlers = {
  /** A TTL is shown only where one was given; `authType` always (test_apigateway_with_custom_authorization_method). */
  CreateAuthorizer(input, call) {
    const { restApiId, providerARNs: _, ...told } = input
    const authorizer = { authType: 'custom', ...told, id: newId(6) }
    checkAuthorizer(call, restApiId, authorizer)
    return call.scope.put(authorizers, authorizer.id, authorizer, restApiId)
  },

  GetAuthorizers(input, call) {
    const { id } = findRestApi(call, input.restApiId)
    return pageOf(call.scope.list(authorizers, id), (authorizer) => authorizer.id, input)
  },

  GetAuthorizer: ({ restApiId, authorizerId }, call) => find(call, restApiId, authorizerId),

  UpdateAuthorizer(input, call) {
    const { restApiId, authorizerId, patchOperations } = input
    const before = find(call, restApiId, authorizerId)
    const authorizer = applyPatches(before, patchOperations, authorizerRules, byOperation)
    checkAuthorizer(call, restApiId, authorizer)
    return call.scope.put(authorizers, authorizerId, authorizer, restApiId)
  },

  DeleteAuthorizer({ restApiId, authorizerId }, call) {
    checkUnused(call, restApiId, find(call, restApiId, authorizerId))
    call.scope.delete(authorizers, authorizerId, restApiId)
    return {}
  },
} satisfies ApiGatewayHandlers
