import type { ApiGatewayHandlers, ApiGatewayInputs } from '../context.ts'
import { findIntegration, findMethod, keepMethod } from './find.ts'
import { checkIntegration, integrationRules } from './integrationPatch.ts'
import { integrationView } from './methodView.ts'
import { applyPatches, byPath } from './patch.ts'
import type { IntegrationRecord } from './records.ts'
import { refuseMembers } from './unsupported.ts'
import { keptTemplates } from './values.ts'

function integrationOf(input: ApiGatewayInputs['PutIntegration']): IntegrationRecord {
  const { type } = input
  const isHttp = type === 'HTTP' || type === 'HTTP_PROXY'
  return {
    type,
    // A MOCK calls nothing: verb and address are dropped where they are sent (test_integration_mock_with_path_param,
    // test_put_integration_validation).
    httpMethod: type === 'MOCK' ? undefined : input.integrationHttpMethod,
    uri: type === 'MOCK' ? undefined : input.uri,
    connectionType: input.connectionType ?? (isHttp ? 'INTERNET' : undefined),
    connectionId: input.connectionId,
    credentials: input.credentials || undefined,
    requestParameters: input.requestParameters,
    requestTemplates: keptTemplates(input.requestTemplates),
    passthroughBehavior: input.passthroughBehavior ?? 'WHEN_NO_MATCH',
    contentHandling: input.contentHandling,
    timeoutInMillis: input.timeoutInMillis ?? 29000,
    cacheNamespace: input.cacheNamespace ?? input.resourceId,
    cacheKeyParameters: input.cacheKeyParameters ?? [],
    tlsConfig: input.tlsConfig,
  }
}

export const integrationHandlers = {
  /** Replaces the whole integration: its responses go too. */
  PutIntegration(input, call) {
    const method = findMethod(call, input)
    refuseMembers('Integrations', input, { responseTransferMode: 'BUFFERED', integrationTarget: '' })
    const methodIntegration = integrationOf(input)
    checkIntegration(call, method, methodIntegration)
    keepMethod(call, input, { ...method, methodIntegration })
    return integrationView(methodIntegration)
  },

  GetIntegration: (input, call) => integrationView(findIntegration(call, input)),

  UpdateIntegration(input, call) {
    const method = findMethod(call, input)
    const before = findIntegration(call, input)
    const methodIntegration = applyPatches(before, input.patchOperations, integrationRules, byPath)
    checkIntegration(call, method, methodIntegration)
    keepMethod(call, input, { ...method, methodIntegration })
    return integrationView(methodIntegration)
  },

  DeleteIntegration(input, call) {
    findIntegration(call, input)
    const { methodIntegration: _, ...method } = findMethod(call, input)
    keepMethod(call, input, method)
    return {}
  },
} satisfies ApiGatewayHandlers
