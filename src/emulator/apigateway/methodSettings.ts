import type { MethodSetting } from '@aws-sdk/client-api-gateway'
import { badRequest } from '../wire/awsError.ts'
import { own, type StringMap } from './maps.ts'
import { unescapeKey } from './patch.ts'
import { isHttpMethod, readBoolean, readOption, readWhole } from './values.ts'

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

const levels = { OFF: 'OFF', ERROR: 'ERROR', INFO: 'INFO' } as const

const strategies = {
  FAIL_WITH_403: 'FAIL_WITH_403',
  SUCCEED_WITH_RESPONSE_HEADER: 'SUCCEED_WITH_RESPONSE_HEADER',
  SUCCEED_WITHOUT_RESPONSE_HEADER: 'SUCCEED_WITHOUT_RESPONSE_HEADER',
} as const

function number(name: string, text: string | undefined, most: number): number {
  const value = readWhole(text, 0, most)
  if (value === undefined) throw badRequest(`Invalid ${name} specified`)
  return value
}

function rate(text: string | undefined): number {
  const value = text ? Number(text) : Number.NaN
  if (!(value >= 0)) throw badRequest('Invalid throttling rate limit specified')
  return value
}

/** The end of a patch path, and what it sets. */
const settings: StringMap<(text: string | undefined) => MethodSetting> = {
  'metrics/enabled': (text) => ({ metricsEnabled: readBoolean(text) }),
  'logging/dataTrace': (text) => ({ dataTraceEnabled: readBoolean(text) }),
  'logging/loglevel': (text) => ({ loggingLevel: readOption('logging level', levels, text) }),
  'throttling/burstLimit': (text) => ({
    throttlingBurstLimit: number('throttling burst limit', text, 2 ** 31 - 1),
  }),
  'throttling/rateLimit': (text) => ({ throttlingRateLimit: rate(text) }),
  'caching/enabled': (text) => ({ cachingEnabled: readBoolean(text) }),
  'caching/ttlInSeconds': (text) => ({ cacheTtlInSeconds: number('cache TTL', text, 3600) }),
  'caching/dataEncrypted': (text) => ({ cacheDataEncrypted: readBoolean(text) }),
  'caching/requireAuthorizationForCacheControl': (text) => ({
    requireAuthorizationForCacheControl: readBoolean(text),
  }),
  'caching/unauthorizedCacheControlHeaderStrategy': (text) => ({
    unauthorizedCacheControlHeaderStrategy: readOption('cache control strategy', strategies, text),
  }),
}

export interface SettingPath {
  /** `{resourcePath}/{httpMethod}` without a leading slash: the key in a stage's `methodSettings`. */
  readonly method: string
  /** Undefined where the path names the method alone, to remove all of its settings. */
  readonly setting: string | undefined
}

/** Reads `/{resourcePath}/{httpMethod}[/{group}/{name}]`; undefined where a path is none of this. */
export function readSettingPath(path: string): SettingPath | undefined {
  const segments = path.split('/').slice(1)
  const end = segments.slice(-2).join('/')
  const setting = own(settings, end) ? end : undefined
  const place = setting ? segments.slice(0, -2) : segments
  const verb = place.at(-1) ?? ''
  if (place.length < 2 || !(verb === '*' || isHttpMethod(verb))) return undefined
  return { method: place.map(unescapeKey).join('/').replace(/^\//, ''), setting }
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
