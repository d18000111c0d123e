import {
  type ApiStage,
  QuotaPeriodType,
  type QuotaSettings,
  type ThrottleSettings,
} from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, notFound, notImplemented } from '../wire/awsError.ts'
import { find, keep, remove } from './find.ts'
import { orNone } from './maps.ts'
import { pageOf } from './pages.ts'
import { byOperation, orAbsent, type PatchRule, replacing } from './patch.ts'
import { numberReader, optionReader, textReader, wholeNumberReader } from './readers.ts'
import { stages, type UsagePlanRecord, usagePlanKeys, usagePlans } from './records.ts'
import { checkTags } from './tags.ts'
import { hasKey } from './usagePlanKeys.ts'

type PlanRule = PatchRule<UsagePlanRecord>

/** What is not said of a limit is 0 (test_usage_plan_crud: the quota's offset). */
const throttleOf = (said: ThrottleSettings | undefined) =>
  said && { burstLimit: said.burstLimit ?? 0, rateLimit: said.rateLimit ?? 0 }

const quotaOf = (said: QuotaSettings | undefined) =>
  said && { limit: said.limit ?? 0, offset: said.offset ?? 0, period: said.period }

/** Text: public logs (serverless #2831, boto3 #825). */
function checkStage(call: Call, apiId: string, stage: string): void {
  if (!call.scope.get(stages, stage, apiId)) throw notFound(`API Stage not found: ${apiId}:${stage}`)
}

const readName = textReader('Usage Plan name must be non-empty')
const readPeriod = optionReader('quota period', Object.values(QuotaPeriodType))

const limitReader = (member: string) => wholeNumberReader(0, 2 ** 31 - 1, `Invalid ${member} specified`)

const readRate = numberReader((value) => value >= 0 && value < Infinity, 'Invalid rateLimit specified')

type Read = (text: string | undefined) => number | string

const throttle = (member: keyof ThrottleSettings, read: Read): PlanRule => ({
  path: `/throttle/${member}`,
  ops: ['add', 'replace'],
  apply: (plan, { value }) => ({ throttle: throttleOf({ ...plan.throttle, [member]: read(value) }) }),
})

const quota = (member: keyof QuotaSettings, read: Read): PlanRule => ({
  path: `/quota/${member}`,
  ops: ['add', 'replace'],
  apply: (plan, { value }) => ({ quota: quotaOf({ ...plan.quota, [member]: read(value) }) }),
})

/** `api:stage`. Texts: test_usage_plan_crud. */
const apiStages = (call: Call): PlanRule => ({
  path: '/apiStages',
  ops: ['add', 'remove'],
  apply: (plan, { op, value = '' }) => {
    const [apiId = '', stage] = value.split(':')
    if (stage === undefined) throw badRequest('Invalid API Stage specified')
    const others = plan.apiStages.filter((each) => each.apiId !== apiId || each.stage !== stage)
    if (op === 'add') checkStage(call, apiId, stage)
    else if (others.length === plan.apiStages.length)
      throw notFound(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${plan.id}`)
    return { apiStages: op === 'add' ? [...others, { apiId, stage }] : others }
  },
})

/** Named in AWS's texts as they stand here; a path that is meant so answers 501. */
const methodThrottle = [
  '/apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>',
  '/apiStages/<apidId:stageName>/throttle',
]

/** Those that can be removed stand in the order in which AWS names them (boto3 #2629). */
const patchPlan = (call: Call) =>
  byOperation<UsagePlanRecord>([
    apiStages(call),
    { path: '/quota', ops: ['remove'], apply: () => ({ quota: undefined }) },
    { path: '/throttle', ops: ['remove'], apply: () => ({ throttle: undefined }) },
    {
      path: '/productCode',
      ops: ['remove', 'replace'],
      apply: (_, { op, value }) => ({ productCode: (op === 'replace' && value) || undefined }),
    },
    ...methodThrottle.map((path): PlanRule => ({ path, ops: ['remove'], apply: () => ({}) })),
    replacing('name', readName),
    replacing('description', orAbsent),
    throttle('rateLimit', readRate),
    throttle('burstLimit', limitReader('burstLimit')),
    quota('limit', limitReader('limit')),
    quota('offset', limitReader('offset')),
    quota('period', readPeriod),
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
  /** Throttle and quota are kept as settings: nothing is counted. */
  CreateUsagePlan(input, call) {
    for (const { apiId, stage } of input.apiStages ?? []) {
      // AWS never fills this text in (aws-sdk #354).
      if (!apiId || !stage)
        throw badRequest('Invalid API Stage {api: %s, stage: %s} specified for usageplan %s')
      checkStage(call, apiId, stage)
    }
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
    return single(keep(call, usagePlans, patchPlan(call)(before, patchOperations)))
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
