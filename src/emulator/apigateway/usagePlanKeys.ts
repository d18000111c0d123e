import type { ApiGatewayHandlers, Call } from '../context.ts'
import { conflict } from '../wire/awsError.ts'
import { pageOfKeys } from './apiKeys.ts'
import { find, keep, remove } from './find.ts'
import { optionReader } from './readers.ts'
import { type ApiKeyRecord, apiKeys, type UsagePlanRecord, usagePlanKeys, usagePlans } from './records.ts'

const checkKeyType = optionReader('key type', ['API_KEY'])

const view = ({ id, name, value }: ApiKeyRecord) => ({ id, name, type: 'API_KEY', value })

export const hasKey = ({ scope }: Pick<Call, 'scope'>, planId: string, keyId: string) =>
  scope.get(usagePlanKeys, keyId, planId) !== undefined

/** A key is in one plan at most for each stage, or its limits would be ambiguous. */
function checkSolePlan(call: Call, plan: UsagePlanRecord, keyId: string): void {
  if (hasKey(call, plan.id, keyId)) throw conflict(`API Key is already in Usage Plan ${plan.id}`)
  const others = call.scope.list(usagePlans).filter(({ id }) => hasKey(call, id, keyId))
  for (const { apiId, stage } of others.flatMap(({ apiStages }) => apiStages))
    if (plan.apiStages.some((each) => each.apiId === apiId && each.stage === stage))
      throw conflict(
        `Usage Plan ${plan.id} cannot be added because API Key cannot reference multiple Usage Plans with the same API stage: ${apiId}:${stage}`,
      )
}

export const usagePlanKeyHandlers = {
  CreateUsagePlanKey(input, call) {
    const plan = find(call, usagePlans, input.usagePlanId)
    checkKeyType(input.keyType)
    const key = find(call, apiKeys, input.keyId)
    checkSolePlan(call, plan, key.id)
    keep(call, usagePlanKeys, { id: key.id }, plan.id)
    return view(key)
  },

  GetUsagePlanKey({ usagePlanId, keyId }, call) {
    const key = find(call, apiKeys, keyId)
    find(call, usagePlans, usagePlanId)
    find(call, usagePlanKeys, keyId, usagePlanId)
    return view(key)
  },

  /** A plan that is not there has no keys (test_get_usage_plan_api_keys). */
  GetUsagePlanKeys({ usagePlanId, ...asked }, call) {
    const keys = call.scope.list(apiKeys).filter(({ id }) => hasKey(call, usagePlanId, id))
    return pageOfKeys(keys, asked, view)
  },

  DeleteUsagePlanKey({ usagePlanId, keyId }, call) {
    find(call, apiKeys, keyId)
    find(call, usagePlans, usagePlanId)
    return remove(call, usagePlanKeys, keyId, usagePlanId)
  },
} satisfies ApiGatewayHandlers
