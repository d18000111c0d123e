import { ApiKeySourceType } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, notFound } from '../wire/awsError.ts'
import { find, keep, remove } from './find.ts'
import { orNone } from './maps.ts'
import { newModels } from './models.ts'
import { pageOf } from './pages.ts'
import { byPath, type Patch, replacing } from './patch.ts'
import { optionReader, readBoolean, textReader, wholeNumberReader } from './readers.ts'
import { models, partsOfApi, type RestApiRecord, resources, restApis } from './records.ts'
import { copyParts } from './restApiCopy.ts'
import { endpointOf, endpointRules, onlyDualstack } from './restApiEndpoint.ts'
import { keptPolicy, shownPolicy } from './restApiPolicy.ts'
import { checkTags } from './tags.ts'
import { refuseMembers, refusePatch } from './unsupportedSettings.ts'
import { leaveUsagePlans } from './usagePlans.ts'

function checkDescription(description: string | undefined): void {
  if (description === '') throw badRequest('Description cannot be an empty string')
}

const readName = textReader('API name must be non-empty')
const readSize = wholeNumberReader(
  0,
  10485760,
  'Invalid minimum compression size, must be between 0 and 10485760',
)

/**
 * A list that is patched like a map: the media type is the key, and a new one comes last. One that is not there may be removed:
 * the developer guide replaces a type and then removes it (api-gateway-payload-encodings-configure-with-control-service-api).
 */
function patchMediaType(
  { binaryMediaTypes = [] }: RestApiRecord,
  { op, key, value }: Patch,
): Partial<RestApiRecord> {
  if (op === 'replace' && !binaryMediaTypes.includes(key))
    throw notFound('Content-Type specified was not found')
  const added = op === 'add' ? [key] : op === 'replace' ? [value ?? ''] : []
  const others = binaryMediaTypes.filter((type) => type !== key && !added.includes(type))
  const types = [...others, ...added]
  return { binaryMediaTypes: types.length > 0 ? types : undefined }
}

const patchRestApi = (call: Call) =>
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
    replacing('apiKeySource', optionReader('ApiKeySource', Object.values(ApiKeySourceType))),
    { path: '/binaryMediaTypes/{mediaType}', ops: ['add', 'replace', 'remove'], apply: patchMediaType },
    // No value, or an empty one, turns compression off (test_update_rest_api_compression).
    replacing('minimumCompressionSize', (text) => (text ? readSize(text) : undefined)),
    replacing('disableExecuteApiEndpoint', readBoolean),
    {
      path: '/policy',
      ops: ['replace'],
      apply: ({ id }, { value }) => ({ policy: keptPolicy(call, id, value) }),
    },
    ...endpointRules,
    { path: '/securityPolicy', ops: ['replace'], apply: refusePatch('APIs', 'TLS_1_0') },
    { path: '/endpointAccessMode', ops: ['replace'], apply: refusePatch('APIs', 'BASIC') },
  ])

const restApiView = (api: RestApiRecord) => ({ ...api, policy: shownPolicy(api.policy) })

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
          : readSize(String(minimumCompressionSize)),
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

  GetRestApis: (input, call) => pageOf(call.scope.list(restApis), restApis.keyOf, input, restApiView),

  /** The answer shows `tags` even where there are none; Create and Get do not (test_update_rest_api_behaviour). */
  UpdateRestApi({ restApiId, patchOperations }, call) {
    const api = keep(call, restApis, patchRestApi(call)(find(call, restApis, restApiId), patchOperations))
    return { ...restApiView(api), tags: api.tags ?? {} }
  },

  DeleteRestApi({ restApiId }, call) {
    const done = remove(call, restApis, restApiId)
    leaveUsagePlans(call, restApiId)
    for (const table of partsOfApi) call.scope.deleteAll(table, restApiId)
    return done
  },
} satisfies ApiGatewayHandlers
