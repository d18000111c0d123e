import { ConnectionType } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers, ApiGatewayInputs, Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { cacheKeyRule } from './cacheKeys.ts'
import { findIntegration, findMethod, keepIntegration, type MethodPlace } from './find.ts'
import { checkIntegration } from './integrationChecks.ts'
import { byPath, entriesOf, orAbsent, type PatchRule, replacing } from './patch.ts'
import { keptTemplate, keptTemplates, optionReader, readBoolean, readContentHandling } from './readers.ts'
import type { IntegrationRecord } from './records.ts'
import { refuseMembers, refusePatch } from './unsupportedSettings.ts'

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

/** Whom an integration calls; a MOCK calls nobody, and has no such member to patch (AWS's patch table). */
const replacingCalled = (member: 'httpMethod' | 'uri'): PatchRule<IntegrationRecord> => ({
  path: `/${member}`,
  ops: ['replace'],
  apply: ({ type }, { path, value }) => {
    if (type === 'MOCK') throw badRequest(`Invalid patch path ${path}`)
    return { [member]: value }
  },
})

/** `/type` is not among them: an integration changes its type by PutIntegration alone (AWS's patch table). */
const patchIntegration = byPath<IntegrationRecord>([
  cacheKeyRule,
  replacing('cacheNamespace', (text) => text),
  replacing('connectionId', (text) => text),
  replacing('connectionType', optionReader('connectionType', Object.values(ConnectionType))),
  replacing('contentHandling', readContentHandling),
  replacing('credentials', orAbsent),
  replacingCalled('httpMethod'),
  replacing('passthroughBehavior', (text) => text),
  entriesOf('requestParameters', 'name', (text) => text),
  entriesOf('requestTemplates', 'contentType', keptTemplate),
  replacing('timeoutInMillis', Number),
  {
    path: '/tlsConfig/insecureSkipVerification',
    ops: ['replace'],
    apply: (_, { value }) => ({ tlsConfig: { insecureSkipVerification: readBoolean(value) } }),
  },
  replacingCalled('uri'),
  { path: '/responseTransferMode', ops: ['replace'], apply: refusePatch('Integrations', 'BUFFERED') },
  { path: '/integrationTarget', ops: ['replace'], apply: refusePatch('Integrations', '') },
])

function keepChecked(call: Call, place: MethodPlace, integration: IntegrationRecord) {
  checkIntegration(call, findMethod(call, place), integration)
  keepIntegration(call, place, integration)
  return integration
}

export const integrationHandlers = {
  /** Replaces the whole integration: its responses go too. */
  PutIntegration(input, call) {
    findMethod(call, input)
    refuseMembers('Integrations', input, { responseTransferMode: 'BUFFERED', integrationTarget: '' })
    return keepChecked(call, input, integrationOf(input))
  },

  GetIntegration: (input, call) => findIntegration(call, input),

  UpdateIntegration: (input, call) =>
    keepChecked(call, input, patchIntegration(findIntegration(call, input), input.patchOperations)),

  DeleteIntegration(input, call) {
    findIntegration(call, input)
    keepIntegration(call, input, undefined)
    return {}
  },
} satisfies ApiGatewayHandlers
