import { ConnectionType, ContentHandlingStrategy } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest, notFound } from '../wire/awsError.ts'
import { checkCredentials, checkUri } from './integrationUri.ts'
import { checkRequestMappings } from './mappings.ts'
import { type Patch, type PatchRule, patchEntry, patchSet } from './patch.ts'
import type { IntegrationRecord, MethodRecord } from './records.ts'
import { refusePatch } from './unsupported.ts'
import {
  checkContentTypes,
  checkHttpMethod,
  keptTemplate,
  readBoolean,
  readOption,
  readWhole,
} from './values.ts'

const passthroughBehaviors = {
  WHEN_NO_MATCH: 'WHEN_NO_MATCH',
  WHEN_NO_TEMPLATES: 'WHEN_NO_TEMPLATES',
  NEVER: 'NEVER',
} as const

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
  readOption('passthroughBehavior', passthroughBehaviors, integration.passthroughBehavior)
  checkTimeout(integration.timeoutInMillis)
  checkConnection(integration)
  checkContentTypes(integration.requestTemplates)
  checkRequestMappings(integration.requestParameters, method.requestParameters)
  checkCacheKeys(method, integration)
}

/** Whom an integration calls; a MOCK calls nobody, and has no such member to patch (AWS's patch table). */
const calling =
  (apply: (patch: Patch) => Partial<IntegrationRecord>): PatchRule<IntegrationRecord>['apply'] =>
  ({ type }, patch) => {
    if (type === 'MOCK') throw badRequest(`Invalid patch path ${patch.path}`)
    return apply(patch)
  }

/** `/type` is not among them: an integration changes its type by PutIntegration alone (AWS's patch table). */
export const integrationRules: readonly PatchRule<IntegrationRecord>[] = [
  {
    path: '/cacheKeyParameters/{name}',
    ops: ['add', 'remove'],
    apply: ({ cacheKeyParameters }, patch) => ({
      cacheKeyParameters: patchSet(cacheKeyParameters, { ...patch, value: patch.key }) ?? [],
    }),
  },
  { path: '/cacheNamespace', ops: ['replace'], apply: (_, { value }) => ({ cacheNamespace: value }) },
  { path: '/connectionId', ops: ['replace'], apply: (_, { value }) => ({ connectionId: value }) },
  {
    path: '/connectionType',
    ops: ['replace'],
    apply: (_, { value }) => ({ connectionType: readOption('connectionType', ConnectionType, value) }),
  },
  {
    path: '/contentHandling',
    ops: ['replace'],
    apply: (_, { value }) => ({
      contentHandling: value ? readOption('contentHandling', ContentHandlingStrategy, value) : undefined,
    }),
  },
  {
    path: '/credentials',
    ops: ['replace'],
    apply: (_, { value }) => ({ credentials: value || undefined }),
  },
  { path: '/httpMethod', ops: ['replace'], apply: calling(({ value }) => ({ httpMethod: value })) },
  {
    path: '/passthroughBehavior',
    ops: ['replace'],
    apply: (_, { value }) => ({ passthroughBehavior: value }),
  },
  {
    path: '/requestParameters/{name}',
    ops: ['add', 'replace', 'remove'],
    apply: ({ requestParameters }, patch) => ({
      requestParameters: patchEntry(
        requestParameters,
        patch,
        (text) => text,
        () => notFound('Invalid parameter name specified'),
      ),
    }),
  },
  {
    path: '/requestTemplates/{contentType}',
    ops: ['add', 'replace', 'remove'],
    apply: ({ requestTemplates }, patch) => ({
      requestTemplates: patchEntry(requestTemplates, patch, keptTemplate, () =>
        notFound('Content-Type specified was not found'),
      ),
    }),
  },
  {
    path: '/timeoutInMillis',
    ops: ['replace'],
    apply: (_, { value }) => ({ timeoutInMillis: Number(value) }),
  },
  {
    path: '/tlsConfig/insecureSkipVerification',
    ops: ['replace'],
    apply: (_, { value }) => ({ tlsConfig: { insecureSkipVerification: readBoolean(value) } }),
  },
  { path: '/uri', ops: ['replace'], apply: calling(({ value }) => ({ uri: value })) },
  { path: '/responseTransferMode', ops: ['replace'], apply: refusePatch('Integrations', 'BUFFERED') },
  { path: '/integrationTarget', ops: ['replace'], apply: refusePatch('Integrations', '') },
]
