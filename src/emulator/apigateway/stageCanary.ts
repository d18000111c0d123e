import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { own } from './maps.ts'
import type { Patch } from './patch.ts'
import { readBoolean } from './readers.ts'
import type { StageRecord } from './records.ts'
import { invalidStagePath } from './stagePatchErrors.ts'
import {
  type Canary,
  canaryOf,
  checkDeploymentId,
  patchVariables,
  readPercent,
  type StageRule,
} from './stageRecord.ts'

/** Replacing one setting of a canary that is not there makes one, on the stage's own deployment. */
const canaryIn = ({ canarySettings, deploymentId }: StageRecord): Canary =>
  canarySettings ?? canaryOf(deploymentId, undefined)

const setting = <Member extends keyof Canary>(
  member: Member,
  read: (text: string | undefined) => Canary[Member],
): StageRule => ({
  path: `/canarySettings/${member}`,
  ops: ['replace'],
  apply: (stage, { value }) => ({ canarySettings: { ...canaryIn(stage), [member]: read(value) } }),
})

const refuse = (_: unknown, { path }: Patch): never => {
  throw invalidStagePath(path)
}

/** All of a canary can be removed, or one of its variables (test_update_stage_canary_deployment_validation). */
export const canaryRules = (call: Call, restApiId: string): readonly StageRule[] => [
  {
    path: '/canarySettings',
    ops: ['replace', 'remove'],
    apply: (stage, patch) => (patch.op === 'remove' ? { canarySettings: undefined } : refuse(stage, patch)),
  },
  setting('deploymentId', (id) => checkDeploymentId(call, restApiId, id)),
  setting('percentTraffic', readPercent),
  setting('useStageCache', readBoolean),
  {
    path: '/canarySettings/stageVariableOverrides/{name+}',
    ops: ['replace', 'remove'],
    apply(stage, patch) {
      const canary = canaryIn(stage)
      const stageVariableOverrides = patchVariables(canary.stageVariableOverrides, patch)
      return { canarySettings: { ...canary, stageVariableOverrides } }
    },
  },
  { path: '/canarySettings/{member+}', ops: ['replace'], apply: refuse },
]

/** `copy` does one thing: it promotes a canary to be the stage (test_update_stage_with_copy_ops). */
export function promote(stage: StageRecord, { path, from }: Patch): Partial<StageRecord> {
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
