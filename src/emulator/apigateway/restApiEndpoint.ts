import type { EndpointConfiguration } from '@aws-sdk/client-api-gateway'
import { badRequest } from '../wire/awsError.ts'
import { type Patch, type PatchRule, patchSet } from './patch.ts'
import { optionReader } from './readers.ts'
import type { RestApiRecord } from './records.ts'

export function onlyDualstack({ types, ipAddressType }: EndpointConfiguration): void {
  if (types?.includes('PRIVATE') && ipAddressType !== 'dualstack')
    throw badRequest('Only dualstack ipAddressType is supported for Private APIs.')
}

const readEndpointType = optionReader('EndpointTypes', ['REGIONAL', 'EDGE', 'PRIVATE'])

const onlyPrivate = () => badRequest('VPCEndpoints can only be specified with PRIVATE apis.')

/**
 * A private API is dualstack from then on (test_update_rest_api_ip_address_type), and ipv4 once it is REGIONAL (developer guide,
 * apigateway-api-migration). It cannot become EDGE (public logs 1301143410, 2039627694), nor anything else while it has VPC
 * endpoints (hashicorp/terraform-provider-aws#14269).
 */
function patchType({ endpointConfiguration }: RestApiRecord, { op, value }: Patch): Partial<RestApiRecord> {
  const { types = [], vpcEndpointIds } = endpointConfiguration
  // Names all three operations although it refuses one of them: AWS's own words.
  if (op === 'remove') throw badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'")
  const type = readEndpointType(value)
  if (op === 'add' && !types.includes(type))
    throw badRequest('Cannot create an api with multiple Endpoint Types.')
  if (types.includes(type)) return {}
  if (vpcEndpointIds?.length) throw onlyPrivate()
  const wasPrivate = types.includes('PRIVATE')
  if (wasPrivate && type === 'EDGE') throw badRequest('Cannot update endpoint from PRIVATE to EDGE')
  const { ipAddressType } =
    wasPrivate || type === 'PRIVATE' ? endpointOf({ types: [type] }) : endpointConfiguration
  return { endpointConfiguration: { ...endpointConfiguration, types: [type], ipAddressType } }
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
  if (!endpointConfiguration.types?.includes('PRIVATE')) throw onlyPrivate()
  const vpcEndpointIds = patchSet(endpointConfiguration.vpcEndpointIds, patch)
  return { endpointConfiguration: { ...endpointConfiguration, vpcEndpointIds } }
}

/** Every endpoint has one type; ipv4 unless it is PRIVATE (test_create_rest_api_verify_defaults). */
export function endpointOf(asked: EndpointConfiguration | undefined): EndpointConfiguration {
  const { types = ['EDGE'], vpcEndpointIds } = asked ?? {}
  if (types.length === 0)
    throw badRequest('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.')
  if (types.length > 1) throw badRequest('Cannot create an api with multiple Endpoint Types.')
  const isPrivate = types[0] === 'PRIVATE'
  if (vpcEndpointIds && !isPrivate) throw onlyPrivate()
  return {
    types,
    ipAddressType: asked?.ipAddressType ?? (isPrivate ? 'dualstack' : 'ipv4'),
    ...(vpcEndpointIds && { vpcEndpointIds }),
  }
}

export const endpointRules: readonly PatchRule<RestApiRecord>[] = [
  {
    path: '/endpointConfiguration/types/{type}',
    ops: ['add', 'replace', 'remove'],
    apply: patchType,
  },
  { path: '/endpointConfiguration/ipAddressType', ops: ['replace'], apply: patchIpAddressType },
  { path: '/endpointConfiguration/vpcEndpointIds', ops: ['add', 'remove'], apply: patchVpcEndpoints },
]
