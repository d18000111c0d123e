import type { MethodSetting } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { own, type StringMap, withEntry, withoutEntry } from './maps.ts'
import { isHttpMethod, numberReader, optionReader, readBoolean, wholeNumberReader } from './readers.ts'
import { accounts } from './records.ts'
import { cannotRemove, invalidOperation, invalidSetting, invalidStagePath } from './stagePatchErrors.ts'
import type { StageRule } from './stageRecord.ts'

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
function readLevel(text = 'null'): string {
  if (!['OFF', 'ERROR', 'INFO'].includes(text)) throw badRequest(`Invalid logging level specified: ${text}`)
  return text
}

const readStrategy = optionReader('cache control strategy', [
  'FAIL_WITH_403',
  'SUCCEED_WITH_RESPONSE_HEADER',
  'SUCCEED_WITHOUT_RESPONSE_HEADER',
])

/** Text: cdk-preflight pf-apigw-stage-cache-ttl-range. */
const readTtl = wholeNumberReader(
  0,
  3600,
  'Invalid time-to-live setting, must be an integer no greater than 3600',
)

/** -1 is no limit, and is shown so (cloud-custodian test_rest_stage_client_certificate_filter); so for rates. */
const readBurst = wholeNumberReader(-1, 2 ** 31 - 1, 'Invalid throttling burst limit specified')

const readRate = numberReader(
  (value) => value >= 0 || value === -1,
  'Invalid throttling rate limit specified',
)

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
  'throttling/burstLimit': sets('throttlingBurstLimit', readBurst),
  'throttling/rateLimit': sets('throttlingRateLimit', readRate),
  'caching/enabled': sets('cachingEnabled', readBoolean),
  'caching/ttlInSeconds': sets('cacheTtlInSeconds', readTtl),
  'caching/dataEncrypted': sets('cacheDataEncrypted', readBoolean),
  'caching/requireAuthorizationForCacheControl': sets('requireAuthorizationForCacheControl', readBoolean),
  'caching/unauthorizedCacheControlHeaderStrategy': sets(
    'unauthorizedCacheControlHeaderStrategy',
    readStrategy,
  ),
}

/** What a path that begins with `/{resourcePath}/{httpMethod}` names. */
interface SettingPath {
  /** `{resourcePath}/{httpMethod}` as it is addressed: the key in a stage's `methodSettings` (terraform-provider-aws#9738). */
  readonly method: string
  /** Undefined where the path names the method alone, to remove all of its settings. May be none where it is of all methods. */
  readonly setting: string | undefined
}

const every = '/*/*/'

/**
 * Reads `/{resourcePath}/{httpMethod}[/{group}/{name}]`; undefined where a path is none of this, as without its first slash
 * (cdk-preflight pf-apigw-stage-method-setting-resource-path).
 */
function readSettingPath(path: string): SettingPath | undefined {
  if (!path.startsWith('/')) return undefined
  if (path.startsWith(every)) return { method: '*/*', setting: path.slice(every.length) }
  const segments = path.split('/').slice(1)
  const end = segments.slice(-2).join('/')
  const setting = own(settings, end) && end
  const place = setting ? segments.slice(0, -2) : segments
  const verb = place.at(-1) ?? ''
  if (place.length < 2 || !(verb === '*' || isHttpMethod(verb))) return undefined
  return { method: place.join('/'), setting }
}

/** Every path that is no other rule's is one of a method's settings. The path is looked at before the operation is. */
export const methodSettingRule = (call: Call): StageRule => ({
  path: '{path+}',
  ops: ['add', 'replace', 'remove'],
  apply({ methodSettings }, { op, path, value }) {
    const { method, setting } = readSettingPath(path) ?? {}
    const before = own(methodSettings, method ?? '')
    if (op === 'remove') {
      if (!method || setting || !before) throw cannotRemove(path)
      return { methodSettings: withoutEntry(methodSettings, method) ?? {} }
    }
    if (!method || !setting) throw invalidStagePath(path)
    const read = own(settings, setting)
    if (!read) throw invalidSetting(setting)
    if (op === 'add') throw invalidOperation(op, path)
    // They start from those of all methods, and do not follow them later (test_create_update_stages).
    const start = before ?? { ...defaults, ...own(methodSettings, '*/*') }
    const after = { ...start, ...read(value) }
    const logs = setting === 'logging/loglevel' && value !== 'OFF'
    if (logs && !call.scope.get(accounts, 'account')?.cloudwatchRoleArn)
      throw badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging')
    return { methodSettings: withEntry(methodSettings, method, after) }
  },
})
