import { badRequest } from '../wire/awsError.ts'
import { own, withoutEntry } from './maps.ts'
import { type PlainPatch, unescapeKey } from './patch.ts'
import type { StageRecord } from './records.ts'
import { cannotRemove, invalidStagePath } from './stagePatchErrors.ts'
import {
  type Canary,
  canaryOf,
  checkDeploymentId,
  checkPercent,
  checkVariables,
  type Place,
} from './stageRecord.ts'
import { readBoolean } from './values.ts'

const overrides = '/canarySettings/stageVariableOverrides/'

const percent = (text: string | undefined) => checkPercent(text ? Number(text) : Number.NaN)

const replacements: Readonly<
  Record<string, (canary: Canary, value: string | undefined, place: Place) => Canary>
> = {
  '/canarySettings/deploymentId': (canary, value, { call, restApiId }) => ({
    ...canary,
    deploymentId: checkDeploymentId(call, restApiId, value),
  }),
  '/canarySettings/percentTraffic': (canary, value) => ({ ...canary, percentTraffic: percent(value) }),
  '/canarySettings/useStageCache': (canary, value) => ({ ...canary, useStageCache: readBoolean(value) }),
}

function replace(canary: Canary, { path, value }: PlainPatch, place: Place): Canary {
  const change = own(replacements, path)
  if (change) return change(canary, value, place)
  if (!path.startsWith(overrides)) throw invalidStagePath(path)
  const variable = { [unescapeKey(path.slice(overrides.length))]: value ?? '' }
  checkVariables(variable)
  return { ...canary, stageVariableOverrides: { ...canary.stageVariableOverrides, ...variable } }
}

/** All of a canary can be removed, or one of its variables (test_update_stage_canary_deployment_validation). */
function remove({ canarySettings }: StageRecord, path: string): Canary | undefined {
  if (path === '/canarySettings') return undefined
  const name = path.startsWith(overrides) ? unescapeKey(path.slice(overrides.length)) : ''
  if (!canarySettings || own(canarySettings.stageVariableOverrides, name) === undefined)
    throw cannotRemove(path)
  return {
    ...canarySettings,
    stageVariableOverrides: withoutEntry(canarySettings.stageVariableOverrides, name),
  }
}

/** Replacing one setting of a canary that is not there makes one, on the stage's own deployment. */
export function patchCanary(stage: StageRecord, patch: PlainPatch, place: Place): Partial<StageRecord> {
  if (patch.op === 'remove') return { canarySettings: remove(stage, patch.path) }
  const canary = stage.canarySettings ?? canaryOf(stage.deploymentId, undefined)
  return { canarySettings: replace(canary, patch, place) }
}

/** `copy` does one thing: it promotes a canary to be the stage (test_update_stage_with_copy_ops). */
export function promote(stage: StageRecord, { path, from }: PlainPatch): Partial<StageRecord> {
  const { canarySettings, variables } = stage
  const sources = { '/deploymentId': 'deploymentId', '/variables': 'stageVariableOverrides' }
  const source = own(sources, path)
  if (source === undefined || from !== `/canarySettings/${source}`)
    throw badRequest(
      `Invalid copy operation with path: ${path} and from ${from ?? 'null'}. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]`,
    )
  if (!canarySettings) throw badRequest('Promotion not available. Canary does not exist.')
  if (path === '/deploymentId') return { deploymentId: canarySettings.deploymentId }
  return { variables: { ...variables, ...canarySettings.stageVariableOverrides } }
}
