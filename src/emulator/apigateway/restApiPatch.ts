import { ApiKeySourceType, type EndpointConfiguration, EndpointType } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest, notFound } from '../wire/awsError.ts'
import { type Patch, type PatchRule, patchSet } from './patch.ts'
import type { RestApiRecord } from './records.ts'
import { keptPolicy } from './resourcePolicy.ts'
import { refusePatch } from './unsupported.ts'
import { readBoolean, readCompressionSize, readOption } from './values.ts'

export function checkDescription(description: string | undefined): void {
  if (description === '') throw badRequest('Description cannot be an empty string')
}

export function checkName(name: string | undefined): string {
  if (!name) throw badRequest('API name must be non-empty')
  return name
}

export function onlyDualstack({ types, ipAddressType }: EndpointConfiguration): void {
  if (types?.includes('PRIVATE') && ipAddressType !== 'dualstack')
    throw badRequest('Only dualstack ipAddressType is supported for Private APIs.')
}

const endpointTypes = {
  REGIONAL: EndpointType.REGIONAL,
  EDGE: EndpointType.EDGE,
  PRIVATE: EndpointType.PRIVATE,
}

/** A private API is dualstack from then on (test_update_rest_api_ip_address_type). */
function patchType({ endpointConfiguration }: RestApiRecord, { op, value }: Patch): Partial<RestApiRecord> {
  const type = readOption('EndpointTypes', endpointTypes, value)
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

export const restApiRules = (call: Call): readonly PatchRule<RestApiRecord>[] => [
  { path: '/name', ops: ['replace'], apply: (_, { value }) => ({ name: checkName(value) }) },
  {
    path: '/description',
    ops: ['add', 'replace', 'remove'],
    apply: (_, { op, value }) => {
      checkDescription(value)
      return { description: op === 'remove' ? undefined : value }
    },
  },
  {
    path: '/apiKeySource',
    ops: ['replace'],
    apply: (_, { value }) => ({ apiKeySource: readOption('ApiKeySource', ApiKeySourceType, value) }),
  },
  { path: '/binaryMediaTypes/{mediaType}', ops: ['add', 'replace', 'remove'], apply: patchMediaType },
  {
    path: '/minimumCompressionSize',
    ops: ['replace'],
    // No value, or an empty one, turns compression off (test_update_rest_api_compression).
    apply: (_, { value }) => ({ minimumCompressionSize: value ? readCompressionSize(value) : undefined }),
  },
  {
    path: '/disableExecuteApiEndpoint',
    ops: ['replace'],
    apply: (_, { value }) => ({ disableExecuteApiEndpoint: readBoolean(value) }),
  },
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
]
