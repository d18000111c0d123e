import type { QuotaSettings, ThrottleSettings } from '@aws-sdk/client-api-gateway'
import type { Scope } from '../../store/store.ts'
import { own } from '../maps.ts'
import { type StageRecord, type UsagePlanRecord, usagePlanKeys } from '../records.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import type { MethodRequest } from './methodRequest.ts'

/** What is left of a burst, and when that was. */
interface Bucket {
  readonly tokens: number
  readonly at: number
}

/** By method or by key. A stage or plan that is changed is another record, and its buckets are full. */
const buckets = new WeakMap<StageRecord | UsagePlanRecord, Map<string, Bucket>>()

/**
 * Takes a token, or throws where none is left. A bucket holds a burst and fills up at the rate (developer guide,
 * api-gateway-request-throttling); a limit below 0 is none.
 */
function take(
  owner: StageRecord | UsagePlanRecord,
  key: string,
  { burstLimit = -1, rateLimit = -1 }: ThrottleSettings,
  now: number,
): void {
  if (burstLimit < 0 || rateLimit < 0) return
  const known = buckets.get(owner) ?? new Map<string, Bucket>()
  buckets.set(owner, known)
  const size = burstLimit || Math.ceil(rateLimit) // a plan may name a rate alone
  const { tokens, at } = known.get(key) ?? { tokens: size, at: now }
  const left = Math.min(size, tokens + (Math.max(0, now - at) / 1000) * rateLimit)
  if (left < 1) throw new GatewayFailure('THROTTLED')
  known.set(key, { tokens: left - 1, at: now })
}

/** As a stage's settings and a plan's throttle name it. */
const nameOf = ({ resource, method }: MethodRequest) => `${resource.path}/${method.httpMethod}`

/** A setting's key may have its slashes as `~1`, and the first one missing. */
const plain = (key: string) => key.replaceAll('~1', '/').replace(/^(?!\/)/, '/')

/** Throws where a stage lets no more requests to a method: each has a bucket of its own, also where its settings are those of all. */
function checkMethodLimit(stage: StageRecord, request: MethodRequest): void {
  const settings = Object.entries(stage.methodSettings)
  if (settings.length === 0) return // of most stages
  const name = nameOf(request)
  const found = settings.find(([key]) => plain(key) === name)?.[1] ?? stage.methodSettings['*/*']
  if (!found) return
  const { throttlingBurstLimit: burstLimit, throttlingRateLimit: rateLimit } = found
  take(stage, name, { burstLimit, rateLimit }, request.time)
}

const day = 24 * 60 * 60 * 1000

/** Which period of a quota it is; offsets are days, weeks begin on Sunday. */
function periodOf({ period, offset = 0 }: QuotaSettings, now: number): string {
  const today = Math.floor(now / day) - offset
  if (period === 'DAY') return String(today)
  if (period === 'WEEK') return String(Math.floor((today - 3) / 7)) // 1970 began on a Thursday
  return new Date(today * day).toISOString().slice(0, 7)
}

/** Requests of a key in a plan. Who is taken out of it and comes back begins anew. */
const counts = new WeakMap<object, { readonly period: string; readonly used: number }>()

/** What is refused is not counted (public log 68558102237). */
function count(member: object, quota: QuotaSettings, now: number): void {
  const period = periodOf(quota, now)
  const known = counts.get(member)
  const used = known?.period === period ? known.used : 0
  if (used >= (quota.limit ?? 0)) throw new GatewayFailure('QUOTA_EXCEEDED')
  counts.set(member, { period, used: used + 1 })
}

/** Throws where a usage plan lets no more requests in for a key. Its limits hold over all of its stages. */
function checkPlanThrottle(plan: UsagePlanRecord, keyId: string, request: MethodRequest): void {
  const { api, stage, time: now } = request
  const name = nameOf(request)
  const ofStage = plan.apiStages.find((each) => each.apiId === api.id && each.stage === stage)
  const ofMethod = own(ofStage?.throttle, name)
  if (ofMethod) take(plan, `${keyId} ${api.id}/${stage}${name}`, ofMethod, now)
  if (plan.throttle) take(plan, keyId, plan.throttle, now)
}

/** Throws where limits let a request not in: a client's own come before those of its method (developer guide, api-gateway-request-throttling). */
export function checkLimits(request: MethodRequest, stage: StageRecord, scope: Scope): void {
  const { usagePlan: plan } = request
  const keyId = request.identity.apiKeyId ?? ''
  const member = plan && scope.get(usagePlanKeys, keyId, plan.id)
  if (member) checkPlanThrottle(plan, keyId, request)
  checkMethodLimit(stage, request)
  if (member && plan.quota) count(member, plan.quota, request.time)
}
