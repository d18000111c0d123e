import type { ApiGatewayInputs, Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { methodsOf } from './find.ts'
import { actsAsCaller } from './integrationChecks.ts'
import { type RestApiRecord, stages } from './records.ts'

/** Every method must have an integration, or nothing is deployed. */
export function checkMethods(call: Call, restApiId: string): void {
  const methods = methodsOf(call, restApiId)
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods")
  if (methods.some(({ method }) => !method.methodIntegration))
    throw badRequest('No integration defined for method')
}

/** Texts: serverless-application-model#3764, public logs 66193378425, 57517684468. */
export function checkPolicy(call: Call, { id, endpointConfiguration, policy }: RestApiRecord): void {
  if (endpointConfiguration.types?.includes('PRIVATE') && !policy)
    throw badRequest("Private REST API doesn't have a resource policy attached to it")
  if (policy && methodsOf(call, id).some(({ method }) => actsAsCaller(method.methodIntegration?.credentials)))
    throw badRequest('Caller provided credentials not allowed when resource policy is set')
}

/** AWS's text has no space there. */
const invalidContent = (text: string) => badRequest(`Invalid deployment content specified.${text}`)

/** test_create_canary_deployment_validation; without canarySettings: serverless/serverless#11518. */
export function checkCanary(
  call: Call,
  { restApiId, stageName, canarySettings }: ApiGatewayInputs['CreateDeployment'],
): void {
  const stage = stageName ? call.scope.get(stages, stageName, restApiId) : undefined
  if (!canarySettings && stage?.canarySettings)
    throw invalidContent(
      `Non canary deployment not supported on stage ${stageName} because Canary is enabled. Provide CanarySettings in deploymentInput.`,
    )
  if (!canarySettings) return
  if (!stageName)
    throw invalidContent(
      `Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? 'null'}`,
    )
  if (!stage)
    throw invalidContent(
      `Stage ${stageName} must already be created before making a canary release deployment`,
    )
}
