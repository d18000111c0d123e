import type { Scope } from '../../store/store.ts'
import type { WireRequest } from '../../wire/dispatch.ts'
import {
  type ApiKeyRecord,
  apiKeys,
  type MethodRecord,
  type RestApiRecord,
  type UsagePlanRecord,
  usagePlanKeys,
  usagePlans,
} from '../records.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import { isSigned, unsigned } from './unsigned.ts'

interface Deployed {
  readonly scope: Scope
  readonly stage: { readonly stageName: string }
  readonly deployment: { readonly api: RestApiRecord }
}

/** The enabled key that a request sends, where a usage plan has both it and the stage (developer guide, usage plans). */
function keyOf({ scope, stage, deployment: { api } }: Deployed, { headers }: WireRequest) {
  // With AUTHORIZER the key comes from a Lambda authorizer, whose usageIdentifierKey is not read here.
  if (api.apiKeySource !== 'HEADER') return undefined
  const key = scope.list(apiKeys).find(({ value, enabled }) => enabled && value === headers['x-api-key'])
  const hasBoth = ({ id, apiStages }: UsagePlanRecord, { id: keyId }: ApiKeyRecord) =>
    scope.get(usagePlanKeys, keyId, id) !== undefined &&
    apiStages.some((each) => each.apiId === api.id && each.stage === stage.stageName)
  return key && scope.list(usagePlans).some((plan) => hasBoth(plan, key)) ? key : undefined
}

/**
 * Throws unless a method lets a request in; gives the API key that it came with, where the method requires one. Lambda
 * authorizers are asked before (lambdaAuthorizer.ts); this cloud has no user pools, so nobody is right for them.
 */
export function authorize(
  { authorizationType, apiKeyRequired }: MethodRecord,
  request: WireRequest,
  deployed: Deployed,
): ApiKeyRecord | undefined {
  if (authorizationType === 'AWS_IAM' && !isSigned(request.headers)) throw unsigned(request.headers)
  if (authorizationType === 'COGNITO_USER_POOLS') throw new GatewayFailure('UNAUTHORIZED')
  if (!apiKeyRequired) return undefined
  const key = keyOf(deployed, request)
  if (!key) throw new GatewayFailure('INVALID_API_KEY')
  return key
}
