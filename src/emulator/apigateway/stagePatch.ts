import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { cacheSizes } from '../wire/constraintTable.ts'
import { checkAccessLog } from './accessLog.ts'
import { patchCanary, promote } from './canaryPatch.ts'
import { own, withEntry, withoutEntry } from './maps.ts'
import { isSetting, readSettingPath, withSetting } from './methodSettings.ts'
import { type Patches, type PlainPatch, unescapeKey } from './patch.ts'
import { accounts, type StageRecord } from './records.ts'
import { cannotRemove, invalidOperation, invalidSetting, invalidStagePath } from './stagePatchErrors.ts'
import { checkDeploymentId, checkVariables, type Place } from './stageRecord.ts'
import { readBoolean } from './values.ts'

type Change = (stage: StageRecord, patch: PlainPatch, place: Place) => Partial<StageRecord>

function readCacheSize(text = ''): string {
  if (!cacheSizes.includes(text))
    throw badRequest(`Invalid cache cluster size specified. Valid options are ${cacheSizes.join(',')}`)
  return text
}

/** Members that are replaced as a whole. */
const scalars: Readonly<Record<string, Change>> = {
  '/deploymentId': (_, { value }, { call, restApiId }) => ({
    deploymentId: checkDeploymentId(call, restApiId, value),
  }),
  '/description': (_, { value }) => ({ description: value || undefined }),
  // A cache that is off keeps its size (cloud-custodian test_rest_stage_update).
  '/cacheClusterEnabled': ({ cacheClusterSize }, { value }) => ({
    cacheClusterEnabled: readBoolean(value),
    cacheClusterSize: cacheClusterSize ?? (readBoolean(value) ? '0.5' : undefined),
  }),
  '/cacheClusterSize': (_, { value }) => ({
    cacheClusterSize: readCacheSize(value),
  }),
  '/clientCertificateId': (_, { value }) => {
    // There are no client certificates in this cloud, so no id of one is valid.
    if (value) throw badRequest('Invalid client certificate identifier specified')
    return { clientCertificateId: undefined }
  },
  '/tracingEnabled': (_, { value }) => ({ tracingEnabled: readBoolean(value) }),
  // Not in AWS's own list of paths, but taken: Terraform's provider patches it.
  '/documentationVersion': (_, { value }) => ({ documentationVersion: value || undefined }),
}

function patchScalar(change: Change): Change {
  return (stage, patch, place) => {
    if (patch.op === 'remove') throw cannotRemove(patch.path)
    return change(stage, patch, place)
  }
}

const patchVariable: Change = ({ variables }, { op, path, value = '' }) => {
  const name = unescapeKey(path.slice('/variables/'.length))
  if (op !== 'remove') {
    checkVariables({ [name]: value })
    return { variables: withEntry(variables, name, value) }
  }
  if (own(variables, name) === undefined) throw cannotRemove(path)
  return { variables: withoutEntry(variables, name) }
}

/** test_stage_access_log_settings and its validation: only all of it can be removed. */
const patchAccessLog: Change = (stage, { op, path, value }) => {
  if (op === 'remove') {
    if (path !== '/accessLogSettings') throw cannotRemove(path)
    return { accessLogSettings: undefined }
  }
  const member = path.slice('/accessLogSettings/'.length)
  if (member !== 'destinationArn' && member !== 'format')
    throw badRequest(
      'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
    )
  checkAccessLog(member, value)
  return { accessLogSettings: { ...stage.accessLogSettings, [member]: value } }
}

const patchMethodSetting: Change = ({ methodSettings }, { op, path, value }, { call }) => {
  const at = readSettingPath(path)
  if (op === 'remove') {
    if (!at || at.setting || !own(methodSettings, at.method)) throw cannotRemove(path)
    return { methodSettings: withoutEntry(methodSettings, at.method) ?? {} }
  }
  if (!at?.setting) throw invalidStagePath(path)
  if (!isSetting(at.setting)) throw invalidSetting(at.setting)
  if (op === 'add') throw invalidOperation({ op, path })
  const after = withSetting(methodSettings, at.method, at.setting, value)
  const logs = at.setting === 'logging/loglevel' && value !== 'OFF'
  if (logs && !call.scope.get(accounts, 'account')?.cloudwatchRoleArn)
    throw badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging')
  return { methodSettings: after }
}

const isAt = (path: string, root: string) => path === root || path.startsWith(`${root}/`)

const refuse: Change = (_, patch) => {
  throw invalidOperation(patch)
}

function changeAt(path: string): Change | undefined {
  const scalar = own(scalars, path)
  if (scalar) return patchScalar(scalar)
  if (/^\/variables\/[^/]+$/.test(path)) return patchVariable
  return isAt(path, '/canarySettings') ? patchCanary : undefined
}

/** `add` is for access logs alone (AWS's patch table); a method setting is looked at before its operation is. */
function changeFor({ op, path }: PlainPatch): Change {
  if (op === 'copy') return promote
  if (op === 'move' || op === 'test') return refuse
  if (isAt(path, '/accessLogSettings')) return patchAccessLog
  const change = changeAt(path)
  return change && op === 'add' ? refuse : (change ?? patchMethodSetting)
}

/** UpdateStage's operations, in their order. Their paths and refusals are unlike those of all other nouns. */
export function patchStage(
  before: StageRecord,
  patches: Patches,
  call: Call,
  restApiId: string,
): StageRecord {
  let stage = before
  for (const { op = 'null', path = 'null', value, from } of patches ?? []) {
    const patch = { op, path, from, value: value ?? undefined }
    stage = { ...stage, ...changeFor(patch)(stage, patch, { call, restApiId }) }
  }
  return stage
}
