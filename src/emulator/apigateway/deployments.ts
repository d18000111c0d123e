import type { ApiGatewayHandlers, ApiGatewayInputs, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest } from '../wire/awsError.ts'
import { authorizersOf } from './authorizers.ts'
import { findDeployment, findRestApi } from './find.ts'
import { ownResponses } from './gatewayResponses.ts'
import { pageOf } from './pages.ts'
import { applyPatches, byOperation, type PatchRule } from './patch.ts'
import { orAbsent, replacing } from './patchRules.ts'
import { type DeploymentRecord, deployments, type ResourceRecord, resources, stages } from './records.ts'
import { validationOf } from './requestValidators.ts'
import { canaryOf, checkRoomForStage, checkStageName, checkVariables, newStage } from './stageRecord.ts'
import { dateOf } from './values.ts'

type Input = ApiGatewayInputs['CreateDeployment']

/** Paths and verbs with how they are guarded: what `embed=apisummary` shows. */
const summaryOf = (frozen: readonly ResourceRecord[]) =>
  Object.fromEntries(
    frozen
      .filter(({ methods }) => Object.keys(methods).length > 0)
      .map(({ path, methods }) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([verb, { authorizationType, apiKeyRequired }]) => [
            verb,
            { authorizationType, apiKeyRequired },
          ]),
        ),
      ]),
  )

function deploymentView(deployment: DeploymentRecord, embed?: readonly string[]) {
  const { id, description, createdDate, resources: frozen } = deployment
  const summary = embed?.includes('apisummary') ? { apiSummary: summaryOf(frozen) } : {}
  return { id, description, createdDate: dateOf(createdDate), ...summary }
}

/** Every method must have an integration, or nothing is deployed. */
function checkMethods(live: readonly ResourceRecord[]): void {
  const methods = live.flatMap((resource) => Object.values(resource.methods))
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods")
  if (methods.some((method) => !method.methodIntegration))
    throw badRequest('No integration defined for method')
}

/** test_create_canary_deployment_validation. AWS's text has no space after "specified.". */
function checkCanary(call: Call, { restApiId, stageName, canarySettings }: Input): void {
  if (!canarySettings) return
  if (!stageName)
    throw badRequest(
      `Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? 'null'}`,
    )
  if (!call.scope.get(stages, stageName, restApiId))
    throw badRequest(
      `Invalid deployment content specified.Stage ${stageName} must already be created before making a canary release deployment`,
    )
}

/**
 * Makes the stage, or moves it to the new deployment. A stage that has a canary keeps its own deployment: the
 * new one becomes the canary's, until the canary is promoted or removed.
 */
function deployTo(call: Call, input: Input, deploymentId: string): void {
  const { restApiId, stageName, canarySettings, variables } = input
  if (!stageName) return
  const now = call.host.now()
  const before = call.scope.get(stages, stageName, restApiId)
  const words = { ...input, description: input.stageDescription }
  if (!before) {
    checkRoomForStage(call, restApiId)
    call.scope.put(stages, stageName, newStage(stageName, deploymentId, words, now), restApiId)
    return
  }
  const canary = canarySettings ?? before.canarySettings
  const target = canary ? { canarySettings: canaryOf(deploymentId, canary) } : { deploymentId }
  const stage = {
    ...before,
    ...target,
    lastUpdatedDate: now,
    description: input.stageDescription ?? before.description,
    variables: variables ?? before.variables,
    cacheClusterEnabled: input.cacheClusterEnabled ?? before.cacheClusterEnabled,
    cacheClusterSize: input.cacheClusterSize ?? before.cacheClusterSize,
    tracingEnabled: input.tracingEnabled ?? before.tracingEnabled,
  }
  call.scope.put(stages, stageName, stage, restApiId)
}

const deploymentRules: readonly PatchRule<DeploymentRecord>[] = [replacing('description', orAbsent)]

export const deploymentHandlers = {
  CreateDeployment(input: Input, call) {
    const api = findRestApi(call, input.restApiId)
    checkCanary(call, input)
    if (input.stageName) checkStageName(input.stageName)
    checkVariables(input.variables)
    const live = call.scope.list(resources, api.id)
    checkMethods(live)
    const deployment = {
      id: newId(6),
      description: input.description,
      createdDate: call.host.now(),
      api,
      resources: live,
      validation: validationOf(call, api.id),
      gatewayResponses: ownResponses(call, api.id),
      authorizers: authorizersOf(call, api.id),
    }
    call.scope.put(deployments, deployment.id, deployment, api.id)
    deployTo(call, input, deployment.id)
    return deploymentView(deployment)
  },

  GetDeployment: (input, call) =>
    deploymentView(findDeployment(call, input.restApiId, input.deploymentId), input.embed),

  GetDeployments(input, call) {
    const api = findRestApi(call, input.restApiId)
    const page = pageOf(call.scope.list(deployments, api.id), (deployment) => deployment.id, input)
    return { ...page, items: page.items.map((deployment) => deploymentView(deployment)) }
  },

  UpdateDeployment(input, call) {
    const before = findDeployment(call, input.restApiId, input.deploymentId)
    const deployment = applyPatches(before, input.patchOperations, deploymentRules, byOperation)
    call.scope.put(deployments, deployment.id, deployment, input.restApiId)
    return deploymentView(deployment)
  },

  DeleteDeployment(input, call) {
    const { id } = findDeployment(call, input.restApiId, input.deploymentId)
    const live = call.scope.list(stages, input.restApiId)
    if (live.some((stage) => stage.deploymentId === id || stage.canarySettings?.deploymentId === id))
      throw badRequest('Active stages pointing to this deployment must be moved or deleted')
    call.scope.delete(deployments, id, input.restApiId)
    return {}
  },
} satisfies ApiGatewayHandlers
