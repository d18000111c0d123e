import type { CanarySettings } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { find, keep } from './find.ts'
import { own, type StringMap, withEntry, withoutEntry } from './maps.ts'
import type { Patch, PatchRule } from './patch.ts'
import { numberReader } from './readers.ts'
import { deployments, restApis, type StageRecord, stages } from './records.ts'
import { cannotRemove } from './stagePatchErrors.ts'

export type Canary = NonNullable<StageRecord['canarySettings']>
export type StageRule = PatchRule<StageRecord>

/** Developer guide, api-gateway-execution-service-limits-table. */
const maxVariables = 100

/**
 * Keeps a stage. That an API's own address is disabled, or is no more, holds for all of its stages as soon as one of them
 * changes (developer guide, rest-api-disable-default-endpoint).
 */
export function keepStage(call: Call, stage: StageRecord, restApiId: string): StageRecord {
  if (Object.keys(stage.variables ?? {}).length > maxVariables)
    throw badRequest(`A stage has at most ${maxVariables} stage variables`)
  const api = find(call, restApis, restApiId)
  const isClosed = api.disableExecuteApiEndpoint
  if (isClosed !== Boolean(api.isClosed)) keep(call, restApis, { ...api, isClosed })
  return keep(call, stages, stage, restApiId)
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

/**
 * Texts: serverless#6133, cdk-preflight pf-apigw-stage-variable-value (blanks are allowed, `!` is not). An empty value gets
 * the same text (aws-lambda-blog#10), and so do what is longer than AWS's quotas.
 */
export function checkVariables(variables: Readonly<Record<string, string>> | undefined): void {
  for (const [name, value] of Object.entries(variables ?? {})) {
    if (!/^\w{1,64}$/.test(name))
      throw badRequest(`Invalid stage variable name: ${name}.  Please use names with only word characters.`)
    if (!/^[A-Za-z0-9\-._~:/?#&=, ]{1,512}$/.test(value))
      throw badRequest(
        `Invalid stage variable value of key ${name}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`,
      )
  }
}

/** Stage variables, or a canary's own, with one that is put or taken away. */
export function patchVariables(
  variables: StringMap<string> | undefined,
  { op, path, key, value = '' }: Patch,
): StringMap<string> | undefined {
  if (op === 'remove') {
    if (own(variables, key) === undefined) throw cannotRemove(path)
    return withoutEntry(variables, key)
  }
  checkVariables({ [key]: value })
  return withEntry(variables, key, value)
}

export const readPercent = numberReader(
  (value) => value >= 0 && value <= 100,
  'Invalid canary percentTraffic specified',
)

/** Settings that are not said are 0 % and no cache of its own (test_create_canary_deployment_by_stage_update). */
export function canaryOf(deploymentId: string, said: CanarySettings | undefined): Canary {
  checkVariables(said?.stageVariableOverrides)
  return {
    deploymentId,
    percentTraffic: readPercent(String(said?.percentTraffic ?? 0)),
    stageVariableOverrides: said?.stageVariableOverrides,
    useStageCache: said?.useStageCache ?? false,
  }
}

/** `said`: what CreateStage, or CreateDeployment of a stage that it makes, says of it. */
export const newStage = (
  stageName: string,
  deploymentId: string,
  said: Partial<Omit<StageRecord, 'canarySettings'>>,
  now: number,
): StageRecord => ({
  stageName,
  deploymentId,
  description: said.description,
  createdDate: now,
  lastUpdatedDate: now,
  variables: said.variables,
  methodSettings: {},
  tags: said.tags,
  cacheClusterEnabled: said.cacheClusterEnabled ?? false,
  cacheClusterSize: said.cacheClusterSize ?? (said.cacheClusterEnabled ? '0.5' : undefined),
  tracingEnabled: said.tracingEnabled ?? false,
  documentationVersion: said.documentationVersion,
})

export const stageView = (stage: StageRecord) => ({
  ...stage,
  cacheClusterStatus: stage.cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
})
