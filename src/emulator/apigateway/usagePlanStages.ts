import type { ApiStage, ThrottleSettings } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { badRequest, notFound } from '../wire/awsError.ts'
import { find, present } from './find.ts'
import { own } from './maps.ts'
import type { PatchRule } from './patch.ts'
import { isHttpMethod } from './readers.ts'
import { deployments, type StageRecord, stages, type UsagePlanRecord } from './records.ts'

/** Text: public logs (serverless #2831, boto3 #825). */
const findStage = (call: Call, apiId: string, stage: string): StageRecord =>
  present(call.scope.get(stages, stage, apiId), `API Stage not found: ${apiId}:${stage}`)

const invalidMethod = (path: string, verb: string) =>
  `Invalid method {resourcePath: ${path},method: ${verb} } specified`

/**
 * Throws where `{path}/{verb}` is no method that a stage has deployed; the root's GET is `//GET`.
 * Texts: cdk-preflight pf-apigw-usage-plan-throttle-key, aws/aws-cdk#15426.
 */
function checkThrottled(call: Call, apiId: string, { deploymentId }: StageRecord, key: string): void {
  const [, path = '', verb = ''] = /^(\/.*)\/([^/]+)$/.exec(key) ?? []
  if (!isHttpMethod(verb)) throw badRequest(invalidMethod(key, ''))
  const resource = find(call, deployments, deploymentId, apiId).resources.find((each) => each.path === path)
  if (!own(resource?.methods, verb)) throw notFound(invalidMethod(path, verb))
}

/** Throws where a plan is to be made for stages that are not there, or is to throttle methods that it cannot. */
export function checkApiStages(
  call: Call,
  apiStages: readonly ApiStage[],
  throttle: ThrottleSettings | undefined,
): void {
  for (const { apiId, stage, throttle: methods = {} } of apiStages) {
    // AWS never fills this text in (aws-sdk #354).
    if (!apiId || !stage)
      throw badRequest('Invalid API Stage {api: %s, stage: %s} specified for usageplan %s')
    const found = findStage(call, apiId, stage)
    for (const key of Object.keys(methods)) checkThrottled(call, apiId, found, key)
  }
  // Text: aws/aws-cdk#6411.
  if (!throttle && apiStages.some((each) => Object.keys(each.throttle ?? {}).length > 0))
    throw badRequest('Can not define fine grain throttling if usage plan throttle is not defined.')
}

/** `api:stage`. Texts: test_usage_plan_crud. */
export const apiStageRule = (call: Call): PatchRule<UsagePlanRecord> => ({
  path: '/apiStages',
  ops: ['add', 'remove'],
  apply: (plan, { op, value = '' }) => {
    const [apiId = '', stage] = value.split(':')
    if (stage === undefined) throw badRequest('Invalid API Stage specified')
    const others = plan.apiStages.filter((each) => each.apiId !== apiId || each.stage !== stage)
    if (op === 'add') findStage(call, apiId, stage)
    else if (others.length === plan.apiStages.length)
      throw notFound(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${plan.id}`)
    return { apiStages: op === 'add' ? [...others, { apiId, stage }] : others }
  },
})
