import type { ApiStage, ThrottleSettings } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, notImplemented } from '../wire/awsError.ts'
import { find, keep, remove } from './find.ts'
import { orNone } from './maps.ts'
import { pageOf } from './pages.ts'
import { byOperation, orAbsent, type PatchRule, replacing } from './patch.ts'
import { numberReader, textReader, wholeNumberReader } from './readers.ts'
import { type UsagePlanRecord, usagePlanKeys, usagePlans } from './records.ts'
import { checkTags } from './tags.ts'
import { hasKey } from './usagePlanKeys.ts'
import { quotaOf, quotaRules } from './usagePlanQuota.ts'
import { apiStageRule, checkApiStages } from './usagePlanStages.ts'

type PlanRule = PatchRule<UsagePlanRecord>

/** What is not said of a limit is 0 (test_usage_plan_crud: the quota's offset). */
const throttleOf = (said: ThrottleSettings | undefined) =>
  said && { burstLimit: said.burstLimit ?? 0, rateLimit: said.rateLimit ?? 0 }

const readName = textReader('Usage Plan name must be non-empty')
const readBurst = wholeNumberReader(0, 2 ** 31 - 1, 'Invalid burstLimit specified')

const readRate = numberReader((value) => value >= 0 && value < Infinity, 'Invalid rateLimit specified')

const throttle = (member: keyof ThrottleSettings, read: typeof readRate): PlanRule => ({
  path: `/throttle/${member}`,
  ops: ['add', 'replace'],
  apply: (plan, { value }) => ({ throttle: throttleOf({ ...plan.throttle, [member]: read(value) }) }),
})

/** Named in AWS's texts as they stand here; a path that is meant so answers 501. */
const methodThrottle = [
  '/apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>',
  '/apiStages/<apidId:stageName>/throttle',
]

/** Those that can be removed stand in the order in which AWS names them (boto3 #2629). */
const patchPlan = (call: Call) =>
  byOperation<UsagePlanRecord>([
    apiStageRule(call),
    { path: '/quota', ops: ['remove'], apply: () => ({ quota: undefined }) },
    { path: '/throttle', ops: ['remove'], apply: () => ({ throttle: undefined }) },
    {
      path: '/productCode',
      ops: ['add', 'remove', 'replace'],
      apply: (_, { op, value }) => ({ productCode: op === 'remove' ? undefined : orAbsent(value) }),
    },
    ...methodThrottle.map((path): PlanRule => ({ path, ops: ['remove'], apply: () => ({}) })),
    replacing('name', readName),
    replacing('description', orAbsent),
    throttle('rateLimit', readRate),
    throttle('burstLimit', readBurst),
    ...quotaRules,
  ])

/** A stage that is deleted is in no plan any more (terraform-provider-aws #14100). */
export function leaveUsagePlans(call: Call, apiId: string, stage?: string): void {
  const gone = (each: ApiStage) => each.apiId === apiId && (stage === undefined || each.stage === stage)
  for (const plan of call.scope.list(usagePlans))
    if (plan.apiStages.some(gone))
      keep(call, usagePlans, { ...plan, apiStages: plan.apiStages.filter((each) => !gone(each)) })
}

/** A single plan shows `tags` even where there are none; Create and the list do not (test_usage_plan_crud). */
const single = (plan: UsagePlanRecord) => ({ ...plan, tags: plan.tags ?? {} })

export const usagePlanHandlers = {
  CreateUsagePlan(input, call) {
    checkApiStages(call, input.apiStages ?? [], input.throttle)
    checkTags(input.tags)
    return keep(call, usagePlans, {
      id: newId(6),
      name: readName(input.name),
      description: input.description || undefined,
      apiStages: input.apiStages ?? [],
      throttle: throttleOf(input.throttle),
      quota: quotaOf(input.quota),
      tags: orNone(input.tags),
    })
  },

  GetUsagePlan: ({ usagePlanId }, call) => single(find(call, usagePlans, usagePlanId)),

  GetUsagePlans({ keyId, ...page }, call) {
    const all = call.scope.list(usagePlans)
    const wanted = keyId ? all.filter(({ id }) => hasKey(call, id, keyId)) : all
    return pageOf(wanted, usagePlans.keyOf, page, (plan) => plan)
  },

  UpdateUsagePlan({ usagePlanId, patchOperations }, call) {
    const before = find(call, usagePlans, usagePlanId)
    if (patchOperations?.some(({ path }) => /^\/apiStages\/[^/]+\/throttle/.test(path ?? '')))
      throw notImplemented('Patches of the throttling of single methods are')
    const plan = patchPlan(call)(before, patchOperations)
    return single(keep(call, usagePlans, { ...plan, quota: quotaOf(plan.quota) }))
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
} satisfies ApiGatewayHandlers
