import type { Call } from '../context.ts'
import { notFound } from '../wire/awsError.ts'
import { own } from './maps.ts'
import {
  type DeploymentRecord,
  deployments,
  type IntegrationRecord,
  type MethodRecord,
  type ResourceRecord,
  type RestApiRecord,
  resources,
  restApis,
  type StageRecord,
  stages,
} from './records.ts'

/** Where a method stands, as its operations name it. */
export interface MethodPlace {
  readonly restApiId: string
  readonly resourceId: string
  readonly httpMethod: string
}

/** What was looked for; 404 with AWS's text where it is not there. */
export function present<T>(found: T | undefined, text: string): T {
  if (found === undefined) throw notFound(text)
  return found
}

export const invalidMethod = 'Invalid Method identifier specified'
export const invalidIntegration = 'Invalid Integration identifier specified'
export const invalidStatusCode = 'Invalid Response status code specified'

/** Ids are case-sensitive (test_get_api_case_insensitive). */
export const findRestApi = (call: Call, id: string): RestApiRecord =>
  present(call.scope.get(restApis, id), `Invalid API identifier specified ${call.account}:${id}`)

/** AWS looks for the resource at once: an unknown API gives the resource's text too (test_put_method_validation). */
export const findResource = (call: Call, restApiId: string, id: string): ResourceRecord =>
  present(call.scope.get(resources, id, restApiId), 'Invalid Resource identifier specified')

export const findMethod = (call: Call, { restApiId, resourceId, httpMethod }: MethodPlace): MethodRecord =>
  present(own(findResource(call, restApiId, resourceId).methods, httpMethod), invalidMethod)

export const findIntegration = (call: Call, place: MethodPlace): IntegrationRecord =>
  present(findMethod(call, place).methodIntegration, invalidIntegration)

export const findDeployment = (call: Call, restApiId: string, id: string): DeploymentRecord =>
  present(call.scope.get(deployments, id, restApiId), 'Invalid Deployment identifier specified')

export const findStage = (call: Call, restApiId: string, name: string): StageRecord =>
  present(call.scope.get(stages, name, restApiId), 'Invalid stage identifier specified')

/** Replaces the method at its place, or takes it away. */
export function keepMethod(call: Call, place: MethodPlace, method: MethodRecord | undefined): void {
  const { restApiId, resourceId, httpMethod } = place
  const resource = findResource(call, restApiId, resourceId)
  const { [httpMethod]: _, ...others } = resource.methods
  const methods = method ? { ...resource.methods, [httpMethod]: method } : others
  call.scope.put(resources, resourceId, { ...resource, methods }, restApiId)
}
