import type { ApiGatewayHandlers, ApiGatewayInputs, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest } from '../wire/awsError.ts'
import { checkCanary, checkMethods, checkPolicy } from './deploymentChecks.ts'
import { find, keep, remove } from './find.ts'
import { mapValues } from './maps.ts'
import { listOf } from './pages.ts'
import { byOperation, orAbsent, replacing } from './patch.ts'
import { checkRoom } from './readers.ts'
import {
  authorizers,
  type DeploymentRecord,
  deployments,
  gatewayResponses,
  type ResourceRecord,
  resources,
  restApis,
  stages,
} from './records.ts'
import { validationOf } from './requestValidators.ts'
import { canaryOf, checkStageName, checkVariables, keepStage, newStage } from './stageRecord.ts'

/** Paths and verbs with how they are guarded: what `embed=apisummary` shows of what a deployment froze. */
function summaryOf(frozen: readonly ResourceRecord[]) {
  const callable = frozen.filter(({ methods }) => Object.keys(methods).length > 0)
  const guards = ({ methods }: ResourceRecord) =>
    mapValues(methods, ({ authorizationType, apiKeyRequired }) => ({ authorizationType, apiKeyRequired }))
  return Object.fromEntries(callable.map((resource) => [resource.path, guards(resource)]))
}

/**
 * Makes the stage, or moves it to the new deployment. With a canary it keeps its own deployment: the new one is the
 * canary's, until that is promoted or removed.
 */
function deployTo(call: Call, input: ApiGatewayInputs['CreateDeployment'], deploymentId: string): void {
  const { restApiId, stageName, canarySettings, variables } = input
  if (!stageName) return
  const now = call.host.now()
  const before = call.scope.get(stages, stageName, restApiId)
  if (!before) {
    checkRoom('Stages', 10, call.scope.list(stages, restApiId))
    const said = { ...input, description: input.stageDescription }
    keepStage(call, newStage(stageName, deploymentId, said, now), restApiId)
    return
  }
  const target = canarySettings
    ? { canarySettings: canaryOf(deploymentId, canarySettings) }
    : { deploymentId }
  const stage = {
    ...before,
    ...target,
    lastUpdatedDate: now,
    description: input.stageDescription ?? before.description,
    // Those that are not named stay (claudiajs/claudia, whose rebuild-web-api-spec ran against AWS).
    variables: variables ? { ...before.variables, ...variables } : before.variables,
    cacheClusterEnabled: input.cacheClusterEnabled ?? before.cacheClusterEnabled,
    cacheClusterSize: input.cacheClusterSize ?? before.cacheClusterSize,
    tracingEnabled: input.tracingEnabled ?? before.tracingEnabled,
  }
  keepStage(call, stage, restApiId)
}

/** An empty list is not kept. */
const someOf = <T>(list: readonly T[]) => (list.length > 0 ? list : undefined)

const patchDeployment = byOperation<DeploymentRecord>([replacing('description', orAbsent)])

/** What a deployment froze is no member of AWS's answers, so the wire leaves it out. */
export const deploymentHandlers = {
  CreateDeployment(input, call) {
    const api = find(call, restApis, input.restApiId)
    checkCanary(call, input)
    if (input.stageName) checkStageName(input.stageName)
    checkVariables(input.variables)
    checkMethods(call, api.id)
    checkPolicy(call, api)
    const deployment = {
      id: newId(6),
      description: input.description,
      createdDate: call.host.now(),
      api,
      resources: call.scope.list(resources, api.id),
      validation: validationOf(call, api.id),
      gatewayResponses: someOf(call.scope.list(gatewayResponses, api.id)),
      authorizers: someOf(call.scope.list(authorizers, api.id)),
    }
    keep(call, deployments, deployment, api.id)
    deployTo(call, input, deployment.id)
    return deployment
  },

  GetDeployment({ restApiId, deploymentId, embed }, call) {
    const deployment = find(call, deployments, deploymentId, restApiId)
    return embed?.includes('apisummary')
      ? { ...deployment, apiSummary: summaryOf(deployment.resources) }
      : deployment
  },

  GetDeployments: (input, call) => listOf(call, deployments, input),

  UpdateDeployment({ restApiId, deploymentId, patchOperations }, call) {
    const before = find(call, deployments, deploymentId, restApiId)
    return keep(call, deployments, patchDeployment(before, patchOperations), restApiId)
  },

  DeleteDeployment: ({ restApiId, deploymentId }, call) =>
    remove(call, deployments, deploymentId, restApiId, ({ id }) => {
      const live = call.scope.list(stages, restApiId)
      if (live.some((stage) => stage.deploymentId === id))
        throw badRequest('Active stages pointing to this deployment must be moved or deleted')
      // Text: terraform-provider-aws, internal/service/apigateway/deployment.go.
      if (live.some(({ canarySettings }) => canarySettings?.deploymentId === id))
        throw badRequest(
          'Active stages with canary settings pointing to this deployment must be moved or deleted',
        )
    }),
} satisfies ApiGatewayHandlers
