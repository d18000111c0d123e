import type { Scope } from '../../store/store.ts'
import type { WireRequest } from '../../wire/dispatch.ts'
import { type ApiKeyRecord, apiKeys, type UsagePlanRecord, usagePlanKeys, usagePlans } from '../records.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import { clientIdentity } from './identity.ts'
import type { MethodRequest } from './methodRequest.ts'
import { isSigned, unsigned } from './unsigned.ts'

/** The enabled key that a request sends, where a usage plan has both it and the stage (developer guide, usage plans). */
function keyOf(
  { api, stage }: MethodRequest,
  { headers }: WireRequest,
  scope: Scope,
): ApiKeyRecord | undefined {
  // With AUTHORIZER the key comes from a Lambda authorizer, whose usageIdentifierKey is not read here.
  if (api.apiKeySource !== 'HEADER') return undefined
  const key = scope.list(apiKeys).find(({ value, enabled }) => enabled && value === headers['x-api-key'])
  const hasBoth = ({ id, apiStages }: UsagePlanRecord, { id: keyId }: ApiKeyRecord) =>
    scope.get(usagePlanKeys, keyId, id) !== undefined &&
    apiStages.some((each) => each.apiId === api.id && each.stage === stage)
  return key && scope.list(usagePlans).some((plan) => hasBoth(plan, key)) ? key : undefined
}

/**
 * Gives the request of a client that a method lets in, with the API key that it came with where the method requires one;
 * throws where it does not. Lambda authorizers are asked before (lambdaAuthorizer.ts); this cloud has no user pools, so
 * nobody is right for them.
 */
export function authorize(request: MethodRequest, client: WireRequest, scope: Scope): MethodRequest {
  const { authorizationType, apiKeyRequired } = request.method
  if (authorizationType === 'AWS_IAM' && !isSigned(client.headers)) throw unsigned(client.headers)
  if (authorizationType === 'COGNITO_USER_POOLS') throw new GatewayFailure('UNAUTHORIZED')
  if (!apiKeyRequired) return request
  const key = keyOf(request, client, scope)
  if (!key) throw new GatewayFailure('INVALID_API_KEY')
  return { ...request, identity: clientIdentity(client, key) }
}
