import type { Sessions } from '../../identity/sessions.ts'
import { isAbsent } from '../../json.ts'
import type { Scope } from '../../store/store.ts'
import type { WireRequest } from '../../wire/request.ts'
import { apiKeys, type RestApiRecord, type UsagePlanRecord, usagePlans } from '../records.ts'
import { hasKey } from '../usagePlanKeys.ts'
import { clientIdentity, signerIdentity } from './callerIdentity.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import type { MethodRequest } from './methodRequest.ts'
import { isSigned, unsigned } from './signature.ts'

/**
 * A request with the API key that its client sent or an authorizer gave, where its method requires one from there: an enabled
 * one of a usage plan that has the stage (developer guide, usage plans and api-gateway-api-key-source).
 */
export function identifyByKey(
  request: MethodRequest,
  client: WireRequest,
  scope: Scope,
  source: RestApiRecord['apiKeySource'],
  given: unknown,
): MethodRequest {
  const { api, stage, method } = request
  if (!method.apiKeyRequired || api.apiKeySource !== source) return request
  const key = scope.list(apiKeys).find(({ value, enabled }) => enabled && value === given)
  const hasStage = ({ apiStages }: UsagePlanRecord) =>
    apiStages.some((each) => each.apiId === api.id && each.stage === stage)
  const usagePlan =
    key && scope.list(usagePlans).find((plan) => hasStage(plan) && hasKey({ scope }, plan.id, key.id))
  return usagePlan ? { ...request, usagePlan, identity: clientIdentity(client, key) } : request
}

/**
 * What is known of a client before anybody is asked, where its method wants to know it: the API key that it came with, and
 * whose signature it bears. Authorizers are told the key (developer guide, api-gateway-lambda-authorizer-input).
 */
export function identify(
  request: MethodRequest,
  client: WireRequest,
  scope: Scope,
  sessions: Sessions,
): MethodRequest {
  const known = identifyByKey(request, client, scope, 'HEADER', client.headers['x-api-key'])
  if (request.method.authorizationType !== 'AWS_IAM' || !isSigned(client.headers)) return known
  return { ...known, identity: { ...known.identity, ...signerIdentity(client, scope, sessions) } }
}

/**
 * Throws where a method does not let an identified client in. Lambda authorizers are asked before (lambdaAuthorizer.ts);
 * this cloud has no user pools, so nobody is right for them.
 */
export function authorize({ method, identity }: MethodRequest, { headers }: WireRequest): void {
  const { authorizationType, apiKeyRequired } = method
  if (authorizationType === 'AWS_IAM' && isAbsent(identity.accessKey)) throw unsigned(headers)
  if (authorizationType === 'COGNITO_USER_POOLS') throw new GatewayFailure('UNAUTHORIZED')
  if (apiKeyRequired && isAbsent(identity.apiKey)) throw new GatewayFailure('INVALID_API_KEY')
}
