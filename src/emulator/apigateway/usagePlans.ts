import type { ApiStage } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import { pageOfKeys } from './apiKeys.ts'
import { find, keep, remove } from './find.ts'
import { orNone } from './maps.ts'
import { pageOf } from './pages.ts'
import { type ApiKeyRecord, apiKeys, type UsagePlanRecord, usagePlanKeys, usagePlans } from './records.ts'
import { checkStage, patchPlan, quotaOf, readPlanName, throttleOf } from './usagePlanPatch.ts'

/** A single plan shows `tags` even where there are none; Create and the list do not (test_usage_plan_crud). */
const single = (plan: UsagePlanRecord) => ({ ...plan, tags: plan.tags ?? {} })

const keyView = ({ id, name, value }: ApiKeyRecord) => ({ id, name, type: 'API_KEY', value })

const has = (call: Call, planId: string, keyId: string) =>
  call.scope.get(usagePlanKeys, keyId, planId) !== undefined

function checkStages(call: Call, apiStages: readonly ApiStage[]): void {
  for (const { apiId, stage } of apiStages) {
    // AWS never fills this text in (aws-sdk #354).
    if (!apiId || !stage)
      throw badRequest('Invalid API Stage {api: %s, stage: %s} specified for usageplan %s')
    checkStage(call, apiId, stage)
  }
}

/** A key is in one plan at most for each stage, or its limits would be ambiguous. */
function checkSolePlan(call: Call, plan: UsagePlanRecord, keyId: string): void {
  if (has(call, plan.id, keyId)) throw conflict(`API Key is already in Usage Plan ${plan.id}`)
  const others = call.scope.list(usagePlans).filter(({ id }) => has(call, id, keyId))
  for (const { apiId, stage } of others.flatMap(({ apiStages }) => apiStages))
    if (plan.apiStages.some((each) => each.apiId === apiId && each.stage === stage))
      throw conflict(
        `Usage Plan ${plan.id} cannot be added because API Key cannot reference multiple Usage Plans with the same API stage: ${apiId}:${stage}`,
      )
}

function findPlanKey(call: Call, planId: string, keyId: string): ApiKeyRecord {
  const key = find(call, apiKeys, keyId)
  find(call, usagePlans, planId)
  find(call, usagePlanKeys, keyId, planId)
  return key
}

/** A stage that is deleted is in no plan any more (terraform-provider-aws #14100). */
export function leaveUsagePlans(call: Call, apiId: string, stage?: string): void {
  const gone = (each: ApiStage) => each.apiId === apiId && (stage === undefined || each.stage === stage)
  for (const plan of call.scope.list(usagePlans))
    if (plan.apiStages.some(gone))
      keep(call, usagePlans, { ...plan, apiStages: plan.apiStages.filter((each) => !gone(each)) })
}

export const usagePlanHandlers = {
  /** Throttle and quota are kept as settings: nothing is counted. */
  CreateUsagePlan(input, call) {
    const { description, apiStages = [] } = input
    checkStages(call, apiStages)
    const plan = {
      id: newId(6),
      name: readPlanName(input.name),
      description: description || undefined,
      apiStages,
      throttle: throttleOf(input.throttle),
      quota: quotaOf(input.quota),
      tags: orNone(input.tags),
    }
    return keep(call, usagePlans, plan)
  },

  GetUsagePlan: ({ usagePlanId }, call) => single(find(call, usagePlans, usagePlanId)),

  GetUsagePlans({ keyId, ...page }, call) {
    const all = call.scope.list(usagePlans)
    const wanted = keyId ? all.filter(({ id }) => has(call, id, keyId)) : all
    return pageOf(wanted, ({ id }) => id, page)
  },

  UpdateUsagePlan({ usagePlanId, patchOperations }, call) {
    const plan = patchPlan(call)(find(call, usagePlans, usagePlanId), patchOperations)
    return single(keep(call, usagePlans, plan))
  },

  /** Text: public logs (aws-sdk-js #3841, serverless #4006). */
  DeleteUsagePlan({ usagePlanId }, call) {
    const done = remove(call, usagePlans, usagePlanId, '', ({ apiStages: [first] }) => {
      if (first)
        throw badRequest(
          `Cannot delete Usage Plan ${usagePlanId} because there are API Stages associated with it, including ${first.apiId}:${first.stage}`,
        )
    })
    call.scope.deleteAll(usagePlanKeys, usagePlanId)
    return done
  },

  CreateUsagePlanKey(input, call) {
    const plan = find(call, usagePlans, input.usagePlanId)
    if (input.keyType !== 'API_KEY') throw badRequest('Invalid key type specified. Valid options are API_KEY')
    const key = find(call, apiKeys, input.keyId)
    checkSolePlan(call, plan, key.id)
    keep(call, usagePlanKeys, { id: key.id }, plan.id)
    return keyView(key)
  },

  GetUsagePlanKey: ({ usagePlanId, keyId }, call) => keyView(findPlanKey(call, usagePlanId, keyId)),

  /** A plan that is not there has no keys (test_get_usage_plan_api_keys). */
  GetUsagePlanKeys({ usagePlanId, ...asked }, call) {
    const keys = call.scope.list(apiKeys).filter(({ id }) => has(call, usagePlanId, id))
    const page = pageOfKeys(keys, asked)
    return { ...page, items: page.items.map(keyView) }
  },

  DeleteUsagePlanKey({ usagePlanId, keyId }, call) {
    findPlanKey(call, usagePlanId, keyId)
    call.scope.delete(usagePlanKeys, keyId, usagePlanId)
    return {}
  },
} satisfies ApiGatewayHandlers
