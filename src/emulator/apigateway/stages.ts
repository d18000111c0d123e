import type { ApiGatewayHandlers } from '../context.ts'
import { conflict } from '../wire/awsError.ts'
import { findRestApi, findStage } from './find.ts'
import { stages } from './records.ts'
import { patchStage } from './stagePatch.ts'
import {
  canaryOf,
  checkDeploymentId,
  checkRoomForStage,
  checkStageName,
  checkVariables,
  newStage,
  stageView,
} from './stageRecord.ts'
import { checkTags } from './tags.ts'
import { leaveUsagePlans } from './usagePlans.ts'

const byName = (a: { readonly stageName: string }, b: { readonly stageName: string }) =>
  a.stageName < b.stageName ? -1 : 1

export const stageHandlers = {
  CreateStage(input, call) {
    const { restApiId, stageName, canarySettings } = input
    findRestApi(call, restApiId)
    checkStageName(stageName)
    checkVariables(input.variables)
    checkTags(input.tags)
    if (call.scope.get(stages, stageName, restApiId)) throw conflict('Stage already exists')
    const deploymentId = checkDeploymentId(call, restApiId, input.deploymentId)
    checkRoomForStage(call, restApiId)
    const canaryId = canarySettings?.deploymentId ?? deploymentId
    const stage = {
      // A documentation version is kept as it is said: there are none in this cloud that it could be checked against.
      ...newStage(stageName, deploymentId, input, call.host.now()),
      canarySettings: canarySettings
        ? canaryOf(checkDeploymentId(call, restApiId, canaryId), canarySettings)
        : undefined,
    }
    call.scope.put(stages, stageName, stage, restApiId)
    return stageView(stage)
  },

  GetStage: (input, call) => stageView(findStage(call, input.restApiId, input.stageName)),

  /** The list is called `item` and has no pages. */
  GetStages({ restApiId, deploymentId }, call) {
    findRestApi(call, restApiId)
    const all = call.scope.list(stages, restApiId).sort(byName)
    const wanted = deploymentId ? all.filter((stage) => stage.deploymentId === deploymentId) : all
    return { item: wanted.map(stageView) }
  },

  UpdateStage(input, call) {
    const { restApiId, stageName, patchOperations } = input
    const before = findStage(call, restApiId, stageName)
    const stage = {
      ...patchStage(before, patchOperations, call, restApiId),
      lastUpdatedDate: call.host.now(),
    }
    call.scope.put(stages, stageName, stage, restApiId)
    return stageView(stage)
  },

  DeleteStage({ restApiId, stageName }, call) {
    findStage(call, restApiId, stageName)
    call.scope.delete(stages, stageName, restApiId)
    leaveUsagePlans(call, restApiId, stageName)
    return {}
  },
} satisfies ApiGatewayHandlers
