import type { ApiGatewayHandlers } from '../context.ts'
import { conflict } from '../wire/awsError.ts'
import { find, remove } from './find.ts'
import { checkRoom } from './readers.ts'
import { restApis, stages } from './records.ts'
import { patchStage } from './stagePatch.ts'
import {
  canaryOf,
  checkDeploymentId,
  checkStageName,
  checkVariables,
  keepStage,
  newStage,
  stageView,
} from './stageRecord.ts'
import { checkTags } from './tags.ts'
import { leaveUsagePlans } from './usagePlans.ts'

export const stageHandlers = {
  CreateStage(input, call) {
    const { restApiId, stageName, canarySettings } = input
    find(call, restApis, restApiId)
    checkStageName(stageName)
    checkVariables(input.variables)
    checkTags(input.tags)
    if (call.scope.get(stages, stageName, restApiId)) throw conflict('Stage already exists')
    const deploymentId = checkDeploymentId(call, restApiId, input.deploymentId)
    checkRoom('Stages', 10, call.scope.list(stages, restApiId))
    const canaryId = canarySettings?.deploymentId ?? deploymentId
    const stage = {
      // A documentation version is kept as it is said: there are none in this cloud that it could be checked against.
      ...newStage(stageName, deploymentId, input, call.host.now()),
      canarySettings: canarySettings
        ? canaryOf(checkDeploymentId(call, restApiId, canaryId), canarySettings)
        : undefined,
    }
    return stageView(keepStage(call, stage, restApiId))
  },

  GetStage: ({ restApiId, stageName }, call) => stageView(find(call, stages, stageName, restApiId)),

  /** The list is called `item` and has no pages. */
  GetStages({ restApiId, deploymentId }, call) {
    find(call, restApis, restApiId)
    const all = call.scope.list(stages, restApiId).sort((a, b) => (a.stageName < b.stageName ? -1 : 1))
    const wanted = deploymentId ? all.filter((stage) => stage.deploymentId === deploymentId) : all
    return { item: wanted.map(stageView) }
  },

  UpdateStage({ restApiId, stageName, patchOperations }, call) {
    const patched = patchStage(call, restApiId)(find(call, stages, stageName, restApiId), patchOperations)
    return stageView(keepStage(call, { ...patched, lastUpdatedDate: call.host.now() }, restApiId))
  },

  DeleteStage({ restApiId, stageName }, call) {
    const done = remove(call, stages, stageName, restApiId)
    leaveUsagePlans(call, restApiId, stageName)
    return done
  },
} satisfies ApiGatewayHandlers
