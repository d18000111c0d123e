import { ConnectionType } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { checkCredentials, checkUri } from './integrationUri.ts'
import { checkRequestMappings } from './mappings.ts'
import { type PatchRule, patchSet } from './patch.ts'
import { entriesOf, orAbsent, replacing } from './patchRules.ts'
import type { IntegrationRecord, MethodRecord } from './records.ts'
import { refusePatch } from './unsupported.ts'
import {
  checkContentTypes,
  checkHttpMethod,
  keptTemplate,
  oneOf,
  readBoolean,
  readContentHandling,
  readWhole,
} from './values.ts'

const readPassthrough = oneOf('passthroughBehavior', ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'])

function checkTimeout(milliseconds: number | undefined): void {
  if (readWhole(String(milliseconds), 50, 29000) === undefined)
    throw badRequest('Timeout should be between 50 ms and 29000 ms')
}

/** There are no VPC links in this cloud: only a stage variable, which is not looked at yet, can name one. */
function checkConnection({ connectionType, connectionId }: IntegrationRecord): void {
  if (connectionType !== 'VPC_LINK') return
  // Text: cdk-preflight pf-apigw-integration-vpc-link-connection-id.
  if (!connectionId)
    throw badRequest(
      'ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK',
    )
  if (!connectionId.startsWith('${stageVariables.')) throw badRequest('Invalid Vpc Link identifier specified')
}

function checkCacheKeys(method: MethodRecord, { cacheKeyParameters }: IntegrationRecord): void {
  const declared = method.requestParameters ?? {}
  if (cacheKeyParameters?.some((name) => !Object.hasOwn(declared, name)))
    throw badRequest('Invalid cache key parameter specified')
}

/** Throws where an integration cannot be: on Put, and on Update for what the patches leave. */
export function checkIntegration(
  { account }: Call,
  method: MethodRecord,
  integration: IntegrationRecord,
): void {
  const { type, httpMethod } = integration
  if (!httpMethod && type !== 'MOCK') throw badRequest('Enumeration value for HttpMethod must be non-empty')
  if (httpMethod) checkHttpMethod(httpMethod)
  checkUri(integration)
  checkCredentials(integration, account)
  readPassthrough(integration.passthroughBehavior)
  checkTimeout(integration.timeoutInMillis)
  checkConnection(integration)
  checkContentTypes(integration.requestTemplates)
  checkRequestMappings(integration.requestParameters, method.requestParameters)
  checkCacheKeys(method, integration)
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
export const integrationRules: readonly PatchRule<IntegrationRecord>[] = [
  {
    path: '/cacheKeyParameters/{name}',
    ops: ['add', 'remove'],
    apply: ({ cacheKeyParameters }, patch) => ({
      cacheKeyParameters: patchSet(cacheKeyParameters, { ...patch, value: patch.key }) ?? [],
    }),
  },
  replacing('cacheNamespace', (text) => text),
  replacing('connectionId', (text) => text),
  replacing('connectionType', oneOf('connectionType', Object.values(ConnectionType))),
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
]
