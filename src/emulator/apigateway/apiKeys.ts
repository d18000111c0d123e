import type { GetApiKeysRequest } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId, newKeyValue } from '../ids.ts'
import { badRequest, conflict, notImplemented } from '../wire/awsError.ts'
import { find, keep, remove } from './find.ts'
import { orNone } from './maps.ts'
import { pageOf } from './pages.ts'
import { byOperation, orAbsent, replacing } from './patch.ts'
import { readBoolean } from './readers.ts'
import { type ApiKeyRecord, apiKeys, usagePlanKeys, usagePlans } from './records.ts'
import { checkTags } from './tags.ts'

/** Which keys a list has: newest first, of names that begin with the query (test_get_api_keys). */
export function pageOfKeys(
  all: readonly ApiKeyRecord[],
  { nameQuery = '', ...page }: Pick<GetApiKeysRequest, 'nameQuery' | 'limit' | 'position'>,
  view: (key: ApiKeyRecord) => object,
) {
  const named = all.filter(({ name = '' }) => name.startsWith(nameQuery))
  return pageOf(named, ({ createdDate }) => String(1e15 - createdDate), page, view)
}

/** No two keys are of one moment, so that their order is certain. */
const newDate = (call: Call) =>
  Math.max(call.host.now(), ...call.scope.list(apiKeys).map(({ createdDate }) => createdDate + 1))

const view = ({ value, ...key }: ApiKeyRecord, includeValue: boolean | undefined) => ({
  ...key,
  stageKeys: [],
  ...(includeValue && { value }),
})

/** A single key shows `tags` even where there are none (test_update_api_key_invalid_enabled_type). */
const single = (key: ApiKeyRecord, includeValue?: boolean) => ({
  ...view(key, includeValue),
  tags: key.tags ?? {},
})

/** An empty name is none (test_create_api_key_with_invalid_name). */
function keptName(name = ''): string | undefined {
  if (name.length > 1024) throw badRequest('Invalid API Key name, can be at most 1024 characters.')
  return name || undefined
}

function keptDescription(text = ''): string | undefined {
  if (text.length > 125_000) throw badRequest('Invalid API Key description specified.')
  return text || undefined
}

/** An empty value is none (test_create_api_key_with_invalid_value). Conflict: public logs (serverless #6458). */
function keptValue(call: Call, value: string | undefined): string {
  if (!value) return newKeyValue()
  if (value.length < 20) throw badRequest('API Key value should be at least 20 characters')
  if (value.length > 128) throw badRequest('API Key value exceeds maximum size of 128 characters')
  if (call.scope.list(apiKeys).some((key) => key.value === value)) throw conflict('API Key already exists')
  return value
}

/** In the order in which AWS names them (test_update_api_key_immutable_field). */
const patchKey = byOperation<ApiKeyRecord>([
  replacing('description', keptDescription),
  replacing('enabled', readBoolean),
  replacing('name', keptName),
  replacing('customerId', orAbsent),
])

const noStageKeys = () => notImplemented('Stage keys, which usage plans have replaced, and labels are')

export const apiKeyHandlers = {
  /** A key is disabled unless the request says otherwise. */
  CreateApiKey(input, call) {
    if (input.stageKeys?.length) throw noStageKeys()
    checkTags(input.tags)
    const createdDate = newDate(call)
    const key = {
      id: newId(10),
      name: keptName(input.name),
      description: keptDescription(input.description),
      value: keptValue(call, input.value),
      customerId: input.customerId || undefined,
      enabled: input.enabled ?? false,
      createdDate,
      lastUpdatedDate: createdDate,
      tags: orNone(input.tags),
    }
    return view(keep(call, apiKeys, key), true)
  },

  GetApiKey: ({ apiKey, includeValue }, call) => single(find(call, apiKeys, apiKey), includeValue),

  GetApiKeys({ customerId, includeValues, ...asked }, call) {
    const all = call.scope.list(apiKeys)
    const wanted = customerId ? all.filter((key) => key.customerId === customerId) : all
    return pageOfKeys(wanted, asked, (key) => view(key, includeValues))
  },

  UpdateApiKey({ apiKey, patchOperations }, call) {
    if (patchOperations?.some(({ path }) => path === '/stages' || path === '/labels')) throw noStageKeys()
    const key = patchKey(find(call, apiKeys, apiKey), patchOperations)
    return single(keep(call, apiKeys, { ...key, lastUpdatedDate: call.host.now() }))
  },

  /** Takes the key out of its plans (test_get_usage_plan_api_keys). */
  DeleteApiKey({ apiKey }, call) {
    const done = remove(call, apiKeys, apiKey)
    for (const plan of call.scope.list(usagePlans)) call.scope.delete(usagePlanKeys, apiKey, plan.id)
    return done
  },
} satisfies ApiGatewayHandlers
