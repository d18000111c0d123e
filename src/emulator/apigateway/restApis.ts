import type { EndpointConfiguration } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest } from '../wire/awsError.ts'
import { copyParts } from './copyParts.ts'
import { find, keep, remove } from './find.ts'
import { orNone } from './maps.ts'
import { newModels } from './models.ts'
import { pageOf } from './pages.ts'
import { models, partsOfApi, type RestApiRecord, resources, restApis } from './records.ts'
import { keptPolicy, shownPolicy } from './resourcePolicy.ts'
import { checkDescription, onlyDualstack, patchRestApi, readName } from './restApiPatch.ts'
import { checkTags } from './tags.ts'
import { refuseMembers } from './unsupported.ts'
import { leaveUsagePlans } from './usagePlans.ts'
import { dateOf, readCompressionSize } from './values.ts'

export const restApiView = (api: RestApiRecord) => ({
  ...api,
  createdDate: dateOf(api.createdDate),
  policy: shownPolicy(api.policy),
})

/** Every endpoint has one type; ipv4 unless it is PRIVATE (test_create_rest_api_verify_defaults). */
function endpointOf(asked: EndpointConfiguration | undefined): EndpointConfiguration {
  const { types = ['EDGE'], vpcEndpointIds } = asked ?? {}
  if (types.length === 0)
    throw badRequest('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.')
  if (types.length > 1) throw badRequest('Cannot create an api with multiple Endpoint Types.')
  const isPrivate = types[0] === 'PRIVATE'
  if (vpcEndpointIds && !isPrivate) throw badRequest('VPCEndpoints can only be specified with PRIVATE apis.')
  return {
    types,
    ipAddressType: asked?.ipAddressType ?? (isPrivate ? 'dualstack' : 'ipv4'),
    ...(vpcEndpointIds && { vpcEndpointIds }),
  }
}

export const restApiHandlers = {
  CreateRestApi(input, call) {
    const { description, version, binaryMediaTypes, minimumCompressionSize, policy, tags } = input
    refuseMembers('APIs', input, { securityPolicy: 'TLS_1_0', endpointAccessMode: 'BASIC' })
    const endpointConfiguration = endpointOf(input.endpointConfiguration)
    const name = readName(input.name)
    checkDescription(description)
    onlyDualstack(endpointConfiguration)
    checkTags(tags)
    const id = newId(10)
    const source = input.cloneFrom === undefined ? undefined : find(call, restApis, input.cloneFrom)
    const api: RestApiRecord = {
      id,
      name,
      description: description ?? source?.description,
      version: version ?? source?.version,
      createdDate: call.host.now(),
      rootResourceId: newId(10),
      apiKeySource: input.apiKeySource ?? source?.apiKeySource ?? 'HEADER',
      endpointConfiguration,
      binaryMediaTypes: binaryMediaTypes?.length ? binaryMediaTypes : source?.binaryMediaTypes,
      minimumCompressionSize:
        minimumCompressionSize === undefined
          ? source?.minimumCompressionSize
          : readCompressionSize(String(minimumCompressionSize)),
      disableExecuteApiEndpoint: input.disableExecuteApiEndpoint ?? false,
      policy: keptPolicy(call, id, policy) ?? source?.policy?.replaceAll(source.id, id),
      tags: orNone(tags),
    }
    keep(call, restApis, api)
    if (source) copyParts(call, source, api)
    else {
      for (const model of newModels()) keep(call, models, model, id)
      keep(call, resources, { id: api.rootResourceId, path: '/', methods: {} }, id)
    }
    return restApiView(api)
  },

  GetRestApi: ({ restApiId }, call) => restApiView(find(call, restApis, restApiId)),

  GetRestApis(input, call) {
    const page = pageOf(call.scope.list(restApis), restApis.keyOf, input)
    return { ...page, items: page.items.map(restApiView) }
  },

  /** The answer shows `tags` even where there are none; Create and Get do not (test_update_rest_api_behaviour). */
  UpdateRestApi({ restApiId, patchOperations }, call) {
    const api = patchRestApi(call)(find(call, restApis, restApiId), patchOperations)
    keep(call, restApis, api)
    return { ...restApiView(api), tags: api.tags ?? {} }
  },

  DeleteRestApi({ restApiId }, call) {
    const done = remove(call, restApis, restApiId)
    leaveUsagePlans(call, restApiId)
    for (const table of partsOfApi) call.scope.deleteAll(table, restApiId)
    return done
  },
} satisfies ApiGatewayHandlers
