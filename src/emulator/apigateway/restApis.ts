import type { EndpointConfiguration } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest } from '../wire/awsError.ts'
import { copyModels, copyResources } from './copyResources.ts'
import { findRestApi } from './find.ts'
import { orNone } from './maps.ts'
import { newModels } from './models.ts'
import { pageOf } from './pages.ts'
import { applyPatches, byPath } from './patch.ts'
import {
  authorizers,
  gatewayResponses,
  models,
  partsOfApi,
  type RestApiRecord,
  requestValidators,
  resources,
  restApis,
} from './records.ts'
import { keptPolicy, shownPolicy } from './resourcePolicy.ts'
import { checkDescription, checkName, onlyDualstack, restApiRules } from './restApiPatch.ts'
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
    checkName(input.name)
    checkDescription(description)
    onlyDualstack(endpointConfiguration)
    checkTags(tags)
    const id = newId(10)
    const source = input.cloneFrom === undefined ? undefined : findRestApi(call, input.cloneFrom)
    const api: RestApiRecord = {
      id,
      name: input.name,
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
    call.scope.put(restApis, api.id, api)
    const root = { id: api.rootResourceId, path: '/', methods: {} }
    for (const model of source ? copyModels(call, source, api.id) : newModels())
      call.scope.put(models, model.name, model, api.id)
    // Validators and authorizers keep their ids: an id is only looked up within its API.
    for (const validator of source ? call.scope.list(requestValidators, source.id) : [])
      call.scope.put(requestValidators, validator.id, validator, api.id)
    for (const response of source ? call.scope.list(gatewayResponses, source.id) : [])
      call.scope.put(gatewayResponses, response.responseType, response, api.id)
    for (const authorizer of source ? call.scope.list(authorizers, source.id) : [])
      call.scope.put(authorizers, authorizer.id, authorizer, api.id)
    for (const resource of source ? copyResources(call, source, root.id) : [root])
      call.scope.put(resources, resource.id, resource, api.id)
    return restApiView(api)
  },

  GetRestApi: ({ restApiId }, call) => restApiView(findRestApi(call, restApiId)),

  GetRestApis(input, call) {
    const page = pageOf(call.scope.list(restApis), (api) => api.id, input)
    return { ...page, items: page.items.map(restApiView) }
  },

  /** The answer shows `tags` even where there are none; Create and Get do not (test_update_rest_api_behaviour). */
  UpdateRestApi(input, call) {
    const before = findRestApi(call, input.restApiId)
    const api = applyPatches(before, input.patchOperations, restApiRules(call), byPath)
    call.scope.put(restApis, api.id, api)
    return { ...restApiView(api), tags: api.tags ?? {} }
  },

  DeleteRestApi({ restApiId }, call) {
    findRestApi(call, restApiId)
    call.scope.delete(restApis, restApiId)
    leaveUsagePlans(call, restApiId)
    for (const table of partsOfApi) call.scope.deleteAll(table, restApiId)
    return {}
  },
} satisfies ApiGatewayHandlers
