import type { CanarySettings } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { AwsError, badRequest } from '../wire/awsError.ts'
import { deployments, type StageRecord, stages } from './records.ts'
import { dateOf } from './values.ts'

export type Canary = NonNullable<StageRecord['canarySettings']>

/** Which API a stage is of, for what its changes must look up. */
export interface Place {
  readonly call: Call
  readonly restApiId: string
}

/** What CreateStage and CreateDeployment (as `stageDescription`) say about a stage. */
export interface StageWords {
  readonly description?: string
  readonly variables?: Readonly<Record<string, string>>
  readonly cacheClusterEnabled?: boolean
  readonly cacheClusterSize?: string
  readonly tracingEnabled?: boolean
  readonly documentationVersion?: string
  readonly tags?: Readonly<Record<string, string>>
}

/** Throws where no deployment has this id: a stage, or its canary, cannot point to it. */
export function checkDeploymentId(call: Call, restApiId: string, id: string | undefined): string {
  if (!id || !call.scope.get(deployments, id, restApiId)) throw badRequest('Deployment id does not exist')
  return id
}

/** Hyphens are allowed too by AWS's documentation; the text is older than that. */
export function checkStageName(name: string): void {
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(name)) throw badRequest('Stage name only allows a-zA-Z0-9_')
}

/** AWS's default quota of stages for an API. */
const mostStages = 10

export function checkRoomForStage(call: Call, restApiId: string): void {
  if (call.scope.list(stages, restApiId).length >= mostStages)
    throw new AwsError(
      'LimitExceededException',
      429,
      'Maximum number of Stages for this API has been reached.  Please contact AWS if you need additional Stages.',
    )
}

/** Values of a variable may hold letters, digits and some marks (CreateStage's documentation). */
export function checkVariables(variables: Readonly<Record<string, string>> | undefined): void {
  for (const [name, value] of Object.entries(variables ?? {})) {
    if (!/^[A-Za-z0-9_]+$/.test(name))
      throw badRequest('Stage variable name must consist only of alphanumeric characters and underscores')
    if (!/^[A-Za-z0-9\-._~:/?#&=,]*$/.test(value))
      throw badRequest(
        `Stage variable value contains invalid characters. Please use values with alphanumeric characters and the symbols: ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`,
      )
  }
}

/** Settings that are not said are 0 % and no cache of its own (test_create_canary_deployment_by_stage_update). */
export const canaryOf = (deploymentId: string, said: CanarySettings | undefined): Canary => ({
  deploymentId,
  percentTraffic: said?.percentTraffic ?? 0,
  stageVariableOverrides: said?.stageVariableOverrides,
  useStageCache: said?.useStageCache ?? false,
})

export const newStage = (
  stageName: string,
  deploymentId: string,
  words: StageWords,
  now: number,
): StageRecord => ({
  stageName,
  deploymentId,
  description: words.description,
  createdDate: now,
  lastUpdatedDate: now,
  variables: words.variables,
  methodSettings: {},
  tags: words.tags,
  cacheClusterEnabled: words.cacheClusterEnabled ?? false,
  cacheClusterSize: words.cacheClusterEnabled ? (words.cacheClusterSize ?? '0.5') : undefined,
  tracingEnabled: words.tracingEnabled ?? false,
  documentationVersion: words.documentationVersion,
})

export const stageView = (stage: StageRecord) => ({
  ...stage,
  cacheClusterStatus: stage.cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
  createdDate: dateOf(stage.createdDate),
  lastUpdatedDate: dateOf(stage.lastUpdatedDate),
})
