import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { conflict } from '../wire/awsError.ts'
import { checkAuthorizer } from './authorizerChecks.ts'
import { find, keep, methodsOf, remove } from './find.ts'
import { listOf } from './pages.ts'
import { byOperation, orAbsent, replacing } from './patch.ts'
import { type AuthorizerRecord, authorizers } from './records.ts'
import { optionReader } from './values.ts'

/** The table of UpdateAuthorizer in AWS's patch operations; `/providerARNs` are of user pools only. */
const patchAuthorizer = byOperation<AuthorizerRecord>([
  replacing('authorizerCredentials', orAbsent),
  replacing('authorizerResultTtlInSeconds', (text) => (text ? Number(text) : undefined)),
  replacing('authorizerUri', orAbsent),
  replacing('authType', orAbsent),
  replacing('identitySource', orAbsent),
  replacing('identityValidationExpression', orAbsent),
  replacing('name', (text = '') => text),
  replacing('type', optionReader('authorizer type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'])),
])

/** In AWS's words (terraform-provider-aws#14812). */
function checkUnused(call: Call, restApiId: string, { id, name }: AuthorizerRecord): void {
  const user = methodsOf(call, restApiId).find(({ method }) => method.authorizerId === id)
  if (user)
    throw conflict(`Cannot delete authorizer '${name}', is referenced in method: ${user.verb}/${user.path}`)
}

export const authorizerHandlers = {
  /** A TTL is shown only where one was given; `authType` always (test_apigateway_with_custom_authorization_method). */
  CreateAuthorizer(input, call) {
    const { restApiId, providerARNs: _, ...told } = input
    const authorizer = { authType: 'custom', ...told, id: newId(6) }
    checkAuthorizer(call, restApiId, authorizer)
    return keep(call, authorizers, authorizer, restApiId)
  },

  GetAuthorizer: ({ restApiId, authorizerId }, call) => find(call, authorizers, authorizerId, restApiId),

  GetAuthorizers: (input, call) => listOf(call, authorizers, input),

  UpdateAuthorizer({ restApiId, authorizerId, patchOperations }, call) {
    const before = find(call, authorizers, authorizerId, restApiId)
    const authorizer = patchAuthorizer(before, patchOperations)
    checkAuthorizer(call, restApiId, authorizer)
    return keep(call, authorizers, authorizer, restApiId)
  },

  DeleteAuthorizer: ({ restApiId, authorizerId }, call) =>
    remove(call, authorizers, authorizerId, restApiId, (authorizer) =>
      checkUnused(call, restApiId, authorizer),
    ),
} satisfies ApiGatewayHandlers
