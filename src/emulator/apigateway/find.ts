import type { Call } from '../context.ts'
import { notFound } from '../wire/awsError.ts'
import { own } from './maps.ts'
import {
  type DeploymentRecord,
  deployments,
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

export const invalidApi = (call: Call, id: string) =>
  notFound(`Invalid API identifier specified ${call.account}:${id}`)
export const invalidResource = () => notFound('Invalid Resource identifier specified')
export const invalidMethod = () => notFound('Invalid Method identifier specified')
export const invalidIntegration = () => notFound('Invalid Integration identifier specified')
export const invalidStatusCode = () => notFound('Invalid Response status code specified')

/** Ids are case-sensitive (test_get_api_case_insensitive). */
export function findRestApi(call: Call, id: string): RestApiRecord {
  const api = call.scope.get(restApis, id)
  if (!api) throw invalidApi(call, id)
  return api
}

/** AWS looks for the resource at once: an unknown API gives the resource's text too (test_put_method_validation). */
export function findResource(call: Call, restApiId: string, id: string): ResourceRecord {
  const resource = call.scope.get(resources, id, restApiId)
  if (!resource) throw invalidResource()
  return resource
}

export function findMethod(call: Call, place: MethodPlace): MethodRecord {
  const resource = findResource(call, place.restApiId, place.resourceId)
  const method = own(resource.methods, place.httpMethod)
  if (!method) throw invalidMethod()
  return method
}

export function findIntegration(call: Call, place: MethodPlace) {
  const { methodIntegration } = findMethod(call, place)
  if (!methodIntegration) throw invalidIntegration()
  return methodIntegration
}

export function findDeployment(call: Call, restApiId: string, id: string): DeploymentRecord {
  const deployment = call.scope.get(deployments, id, restApiId)
  if (!deployment) throw notFound('Invalid Deployment identifier specified')
  return deployment
}

export function findStage(call: Call, restApiId: string, name: string): StageRecord {
  const stage = call.scope.get(stages, name, restApiId)
  if (!stage) throw notFound('Invalid stage identifier specified')
  return stage
}

/** Replaces the method at its place, or takes it away. */
export function keepMethod(call: Call, place: MethodPlace, method: MethodRecord | undefined): void {
  const { restApiId, resourceId, httpMethod } = place
  const resource = findResource(call, restApiId, resourceId)
  const { [httpMethod]: _, ...others } = resource.methods
  const methods = method ? { ...resource.methods, [httpMethod]: method } : others
  call.scope.put(resources, resourceId, { ...resource, methods }, restApiId)
}
