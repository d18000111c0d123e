import { badRequest, notFound } from '../wire/awsError.ts'
import { checkRequestParameters, requiredReader } from './parameterMappings.ts'
import { entriesOf, type PatchRule, patchSet } from './patch.ts'
import type { IntegrationRecord, MethodRecord } from './records.ts'

/**
 * Throws where an integration's cache is to tell apart requests by a parameter that is neither the method's nor one that the
 * integration maps (DianaIonita/serverless-api-gateway-caching#72).
 */
export function checkCacheKeys(
  method: MethodRecord,
  { requestParameters, cacheKeyParameters = [] }: IntegrationRecord,
): void {
  const declared = { ...method.requestParameters, ...requestParameters }
  if (cacheKeyParameters.some((name) => !Object.hasOwn(declared, name)))
    throw badRequest('Invalid cache key parameter specified')
}

/** Text: hashicorp/terraform-provider-aws#40124. */
export const cacheKeyRule: PatchRule<IntegrationRecord> = {
  path: '/cacheKeyParameters/{name}',
  ops: ['add', 'remove'],
  apply({ cacheKeyParameters = [] }, patch) {
    if (patch.op === 'remove' && !cacheKeyParameters.includes(patch.key))
      throw notFound('Invalid parameter name specified')
    return { cacheKeyParameters: patchSet(cacheKeyParameters, { ...patch, value: patch.key }) ?? [] }
  },
}

const ofMethod = entriesOf('requestParameters', 'name', requiredReader(checkRequestParameters))

/**
 * A method's parameter that is removed is no cache key of its integration any more, nor is one that is replaced
 * (hashicorp/terraform-provider-aws#25736, #41365).
 */
export const requestParameterRule: PatchRule<MethodRecord> = {
  ...ofMethod,
  apply(method, patch) {
    const changed = ofMethod.apply(method, patch)
    const { methodIntegration } = method
    if (patch.op === 'add' || !methodIntegration) return changed
    const { cacheKeyParameters = [] } = methodIntegration
    const others = cacheKeyParameters.filter((name) => name !== patch.key)
    return { ...changed, methodIntegration: { ...methodIntegration, cacheKeyParameters: others } }
  },
}
