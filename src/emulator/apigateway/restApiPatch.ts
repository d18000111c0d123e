import { ApiKeySourceType, type EndpointConfiguration } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest, notFound } from '../wire/awsError.ts'
import { byPath, type Patch, patchSet, replacing } from './patch.ts'
import type { RestApiRecord } from './records.ts'
import { keptPolicy } from './resourcePolicy.ts'
import { refusePatch } from './unsupported.ts'
import { nonEmpty, oneOf, readBoolean, readCompressionSize } from './values.ts'

export function checkDescription(description: string | undefined): void {
  if (description === '') throw badRequest('Description cannot be an empty string')
}

export const readName = nonEmpty('API name must be non-empty')

export function onlyDualstack({ types, ipAddressType }: EndpointConfiguration): void {
  if (types?.includes('PRIVATE') && ipAddressType !== 'dualstack')
    throw badRequest('Only dualstack ipAddressType is supported for Private APIs.')
}

const readEndpointType = oneOf('EndpointTypes', ['REGIONAL', 'EDGE', 'PRIVATE'])

/** A private API is dualstack from then on (test_update_rest_api_ip_address_type). */
function patchType({ endpointConfiguration }: RestApiRecord, { op, value }: Patch): Partial<RestApiRecord> {
  const type = readEndpointType(value)
  if (op === 'add' && !endpointConfiguration.types?.includes(type))
    throw badRequest('Cannot create an api with multiple Endpoint Types.')
  const dualstack = type === 'PRIVATE' ? { ipAddressType: 'dualstack' as const } : {}
  return { endpointConfiguration: { ...endpointConfiguration, types: [type], ...dualstack } }
}

/** Names all three operations although it refuses one of them: AWS's own words. */
const removeType = (): never => {
  throw badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'")
}

function patchIpAddressType(api: RestApiRecord, { value }: Patch): Partial<RestApiRecord> {
  const ipAddressType = value === 'ipv4' || value === 'dualstack' ? value : undefined
  if (!ipAddressType) throw badRequest('ipAddressType must be either ipv4 or dualstack.')
  const endpointConfiguration: EndpointConfiguration = { ...api.endpointConfiguration, ipAddressType }
  onlyDualstack(endpointConfiguration)
  return { endpointConfiguration }
}

function patchVpcEndpoints(api: RestApiRecord, patch: Patch): Partial<RestApiRecord> {
  const { endpointConfiguration } = api
  if (!endpointConfiguration.types?.includes('PRIVATE'))
    throw badRequest('VPCEndpoints can only be specified with PRIVATE apis.')
  const vpcEndpointIds = patchSet(endpointConfiguration.vpcEndpointIds, patch)
  return { endpointConfiguration: { ...endpointConfiguration, vpcEndpointIds } }
}

/** A list that is patched like a map: the media type is the key, and a new one comes last. */
function patchMediaType(
  { binaryMediaTypes = [] }: RestApiRecord,
  { op, key, value }: Patch,
): Partial<RestApiRecord> {
  if (op !== 'add' && !binaryMediaTypes.includes(key)) throw notFound('Content-Type specified was not found')
  const added = op === 'add' ? [key] : op === 'replace' ? [value ?? ''] : []
  const others = binaryMediaTypes.filter((type) => type !== key && !added.includes(type))
  const types = [...others, ...added]
  return { binaryMediaTypes: types.length > 0 ? types : undefined }
}

export const patchRestApi = (call: Call) =>
  byPath<RestApiRecord>([
    replacing('name', readName),
    {
      path: '/description',
      ops: ['add', 'replace', 'remove'],
      apply: (_, { op, value }) => {
        checkDescription(value)
        return { description: op === 'remove' ? undefined : value }
      },
    },
    replacing('apiKeySource', oneOf('ApiKeySource', Object.values(ApiKeySourceType))),
    { path: '/binaryMediaTypes/{mediaType}', ops: ['add', 'replace', 'remove'], apply: patchMediaType },
    // No value, or an empty one, turns compression off (test_update_rest_api_compression).
    replacing('minimumCompressionSize', (text) => (text ? readCompressionSize(text) : undefined)),
    replacing('disableExecuteApiEndpoint', readBoolean),
    {
      path: '/policy',
      ops: ['replace'],
      apply: ({ id }, { value }) => ({ policy: keptPolicy(call, id, value) }),
    },
    {
      path: '/endpointConfiguration/types/{type}',
      ops: ['add', 'replace', 'remove'],
      apply: (api, patch) => (patch.op === 'remove' ? removeType() : patchType(api, patch)),
    },
    { path: '/endpointConfiguration/ipAddressType', ops: ['replace'], apply: patchIpAddressType },
    { path: '/endpointConfiguration/vpcEndpointIds', ops: ['add', 'remove'], apply: patchVpcEndpoints },
    { path: '/securityPolicy', ops: ['replace'], apply: refusePatch('APIs', 'TLS_1_0') },
    { path: '/endpointAccessMode', ops: ['replace'], apply: refusePatch('APIs', 'BASIC') },
  ])
