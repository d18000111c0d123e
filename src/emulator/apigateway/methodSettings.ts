import type { MethodSetting } from '@aws-sdk/client-api-gateway'
import { badRequest } from '../wire/awsError.ts'
import { own, type StringMap } from './maps.ts'
import { isHttpMethod, oneOf, readBoolean, readWhole } from './values.ts'

/** What a method of a stage does where nothing is said; shown as soon as one of it is set (test_create_update_stages). */
const defaults: MethodSetting = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

/** Text: serverless-api-gateway-caching#123. */
function readLevel(text: string | undefined): string {
  if (!['OFF', 'ERROR', 'INFO'].includes(text ?? ''))
    throw badRequest(`Invalid logging level specified: ${text ?? 'null'}`)
  return text ?? ''
}

const readStrategy = oneOf('cache control strategy', [
  'FAIL_WITH_403',
  'SUCCEED_WITH_RESPONSE_HEADER',
  'SUCCEED_WITHOUT_RESPONSE_HEADER',
])

/** Text: cdk-preflight pf-apigw-stage-cache-ttl-range. */
function timeToLive(text: string | undefined): number {
  const value = readWhole(text, 0, 3600)
  if (value === undefined)
    throw badRequest('Invalid time-to-live setting, must be an integer no greater than 3600')
  return value
}

/** -1 is no limit, and is shown so (cloud-custodian test_rest_stage_client_certificate_filter); so for rates. */
function burst(text: string | undefined): number {
  const value = readWhole(text, -1, 2 ** 31 - 1)
  if (value === undefined) throw badRequest('Invalid throttling burst limit specified')
  return value
}

function rate(text: string | undefined): number {
  const value = text ? Number(text) : Number.NaN
  if (!(value >= 0 || value === -1)) throw badRequest('Invalid throttling rate limit specified')
  return value
}

type Setting = (text: string | undefined) => MethodSetting

const sets =
  <Member extends keyof MethodSetting>(
    member: Member,
    read: (text: string | undefined) => MethodSetting[Member],
  ): Setting =>
  (text) => ({ [member]: read(text) })

/** The end of a patch path, and what it sets. */
const settings: StringMap<Setting> = {
  'metrics/enabled': sets('metricsEnabled', readBoolean),
  'logging/dataTrace': sets('dataTraceEnabled', readBoolean),
  'logging/loglevel': sets('loggingLevel', readLevel),
  'throttling/burstLimit': sets('throttlingBurstLimit', burst),
  'throttling/rateLimit': sets('throttlingRateLimit', rate),
  'caching/enabled': sets('cachingEnabled', readBoolean),
  'caching/ttlInSeconds': sets('cacheTtlInSeconds', timeToLive),
  'caching/dataEncrypted': sets('cacheDataEncrypted', readBoolean),
  'caching/requireAuthorizationForCacheControl': sets('requireAuthorizationForCacheControl', readBoolean),
  'caching/unauthorizedCacheControlHeaderStrategy': sets(
    'unauthorizedCacheControlHeaderStrategy',
    readStrategy,
  ),
}

export const isSetting = (end: string) => own(settings, end) !== undefined

export interface SettingPath {
  /** `{resourcePath}/{httpMethod}` as it is addressed: the key in a stage's `methodSettings` (terraform-provider-aws#9738). */
  readonly method: string
  /** Undefined where the path names the method alone, to remove all of its settings. May be none where it is of all methods. */
  readonly setting: string | undefined
}

const every = '/*/*/'

/** Reads `/{resourcePath}/{httpMethod}[/{group}/{name}]`; undefined where a path is none of this. */
export function readSettingPath(path: string): SettingPath | undefined {
  if (path.startsWith(every)) return { method: '*/*', setting: path.slice(every.length) }
  const segments = path.split('/').slice(1)
  const end = segments.slice(-2).join('/')
  const setting = isSetting(end) ? end : undefined
  const place = setting ? segments.slice(0, -2) : segments
  const verb = place.at(-1) ?? ''
  if (place.length < 2 || !(verb === '*' || isHttpMethod(verb))) return undefined
  return { method: place.join('/'), setting }
}

/** Settings of a method start from those of all methods, and do not follow them later (test_create_update_stages). */
export function withSetting(
  before: StringMap<MethodSetting>,
  method: string,
  setting: string,
  value: string | undefined,
): StringMap<MethodSetting> {
  const start = own(before, method) ?? { ...defaults, ...own(before, '*/*') }
  return { ...before, [method]: { ...start, ...own(settings, setting)?.(value) } }
}
