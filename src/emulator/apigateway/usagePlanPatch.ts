import { QuotaPeriodType, type QuotaSettings, type ThrottleSettings } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest, notFound, notImplemented } from '../wire/awsError.ts'
import { byOperation, orAbsent, type Patcher, type PatchRule, replacing } from './patch.ts'
import { stages, type UsagePlanRecord } from './records.ts'
import { nonEmpty, oneOf, readWhole } from './values.ts'

type Rule = PatchRule<UsagePlanRecord>

/** What is not said of a limit is 0 (test_usage_plan_crud: the quota's offset). */
export const throttleOf = (said: ThrottleSettings | undefined) =>
  said && { burstLimit: said.burstLimit ?? 0, rateLimit: said.rateLimit ?? 0 }

export const quotaOf = (said: QuotaSettings | undefined) =>
  said && { limit: said.limit ?? 0, offset: said.offset ?? 0, period: said.period }

/** Text: public logs (serverless #2831, boto3 #825). */
export function checkStage(call: Call, apiId: string, stage: string): void {
  if (!call.scope.get(stages, stage, apiId)) throw notFound(`API Stage not found: ${apiId}:${stage}`)
}

function readLimit(member: string, text: string | undefined): number {
  const value = member === 'rateLimit' ? Number(text || Number.NaN) : readWhole(text, 0, 2 ** 31 - 1)
  if (value === undefined || !(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw badRequest(`Invalid ${member} specified`)
  return value
}

const readPeriod = oneOf('quota period', Object.values(QuotaPeriodType))

const throttle = (member: 'rateLimit' | 'burstLimit'): Rule => ({
  path: `/throttle/${member}`,
  ops: ['add', 'replace'],
  apply: (plan, { value }) => ({
    throttle: throttleOf({ ...plan.throttle, [member]: readLimit(member, value) }),
  }),
})

const quota = (member: 'limit' | 'offset'): Rule => ({
  path: `/quota/${member}`,
  ops: ['add', 'replace'],
  apply: (plan, { value }) => ({ quota: quotaOf({ ...plan.quota, [member]: readLimit(member, value) }) }),
})

/** `api:stage`. Texts: test_usage_plan_crud. */
const apiStages = (call: Call): Rule => ({
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

export const readPlanName = nonEmpty('Usage Plan name must be non-empty')

/** Named in AWS's texts as they stand here; a path that is meant so answers 501. */
const methodThrottle = [
  '/apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>',
  '/apiStages/<apidId:stageName>/throttle',
]

/** Those that can be removed stand in the order in which AWS names them (boto3 #2629). */
const planRules = (call: Call): readonly Rule[] => [
  apiStages(call),
  { path: '/quota', ops: ['remove'], apply: () => ({ quota: undefined }) },
  { path: '/throttle', ops: ['remove'], apply: () => ({ throttle: undefined }) },
  {
    path: '/productCode',
    ops: ['remove', 'replace'],
    apply: (_, { op, value }) => ({ productCode: (op === 'replace' && value) || undefined }),
  },
  ...methodThrottle.map((path): Rule => ({ path, ops: ['remove'], apply: () => ({}) })),
  replacing('name', readPlanName),
  replacing('description', orAbsent),
  throttle('rateLimit'),
  throttle('burstLimit'),
  quota('limit'),
  quota('offset'),
  {
    path: '/quota/period',
    ops: ['add', 'replace'],
    apply: (plan, { value }) => ({
      quota: quotaOf({ ...plan.quota, period: readPeriod(value) }),
    }),
  },
]

export const patchPlan =
  (call: Call): Patcher<UsagePlanRecord> =>
  (plan, patches) => {
    if (patches?.some(({ path }) => /^\/apiStages\/[^/]+\/throttle/.test(path ?? '')))
      throw notImplemented('Patches of the throttling of single methods are')
    return byOperation(planRules(call))(plan, patches)
  }
