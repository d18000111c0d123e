import type { Sessions } from '../../identity/sessions.ts'
import { isAbsent } from '../../json.ts'
import type { Scope } from '../../store/store.ts'
import type { WireRequest } from '../../wire/request.ts'
import { type ApiKeyRecord, apiKeys, type UsagePlanRecord, usagePlans } from '../records.ts'
import { hasKey } from '../usagePlanKeys.ts'
import { clientIdentity, signerIdentity } from './callerIdentity.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import type { MethodRequest } from './methodRequest.ts'
import { isSigned, unsigned } from './signature.ts'

/** The enabled key of a request, and the usage plan that has both it and the stage (developer guide, usage plans). */
function subscriptionOf(
  { api, stage }: MethodRequest,
  sent: unknown,
  scope: Scope,
): { readonly key: ApiKeyRecord; readonly usagePlan: UsagePlanRecord } | undefined {
  const key = scope.list(apiKeys).find(({ value, enabled }) => enabled && value === sent)
  const plans = key && scope.list(usagePlans).filter(({ id }) => hasKey({ scope }, id, key.id))
  const isOfStage = ({ apiStages }: UsagePlanRecord) =>
    apiStages.some((each) => each.apiId === api.id && each.stage === stage)
  const usagePlan = plans?.find(isOfStage)
  return key && usagePlan && { key, usagePlan }
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
  const { authorizationType, apiKeyRequired } = request.method
  const isInHeader = apiKeyRequired && request.api.apiKeySource === 'HEADER'
  const sent = isInHeader ? client.headers['x-api-key'] : undefined
  const { key, usagePlan } = (sent && subscriptionOf(request, sent, scope)) || {}
  const isCallerKnown = authorizationType === 'AWS_IAM' && isSigned(client.headers)
  if (!key && !isCallerKnown) return request
  const caller = isCallerKnown ? signerIdentity(client, scope, sessions) : undefined
  return { ...request, usagePlan, identity: { ...clientIdentity(client, key), ...caller } }
}

/** The same with the key that an authorizer gives the client, where the API takes it from there (developer guide, api-gateway-api-key-source). */
export function identifyByAuthorizer(
  request: MethodRequest,
  client: WireRequest,
  scope: Scope,
  apiKey: string | undefined,
): MethodRequest {
  if (!request.method.apiKeyRequired || request.api.apiKeySource !== 'AUTHORIZER') return request
  const { key, usagePlan } = subscriptionOf(request, apiKey, scope) ?? {}
  return { ...request, usagePlan, identity: clientIdentity(client, key) }
}

/**
 * Throws where a method does not let an identified client in. Lambda authorizers are asked before (lambdaAuthorizer.ts);
 * this cloud has no user pools, so nobody is right for them.
 */
export function authorize(request: MethodRequest, { headers }: WireRequest): void {
  const { method, identity } = request
  const { authorizationType, apiKeyRequired } = method
  if (authorizationType === 'AWS_IAM' && isAbsent(identity.accessKey)) throw unsigned(headers)
  if (authorizationType === 'COGNITO_USER_POOLS') throw new GatewayFailure('UNAUTHORIZED')
  if (apiKeyRequired && isAbsent(identity.apiKey)) throw new GatewayFailure('INVALID_API_KEY')
}
