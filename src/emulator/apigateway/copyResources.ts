import type { Call } from '../context.ts'
import { newId } from '../ids.ts'
import {
  type IntegrationRecord,
  type ModelRecord,
  models,
  type ResourceRecord,
  type RestApiRecord,
  resources,
} from './records.ts'

/** An integration's cache is named after its resource, unless it was given another name. */
const withCache = (integration: IntegrationRecord, ids: ReadonlyMap<string, string>): IntegrationRecord => {
  const namespace = integration.cacheNamespace ?? ''
  return { ...integration, cacheNamespace: ids.get(namespace) ?? namespace }
}

/** The models of an API for another: their schemas name each other by the API's id. */
export const copyModels = (call: Call, source: RestApiRecord, restApiId: string): readonly ModelRecord[] =>
  call.scope.list(models, source.id).map((model) => ({
    ...model,
    id: newId(6),
    schema: model.schema?.replaceAll(source.id, restApiId),
  }))

/** The resources of an API under new ids (CreateRestApi's `cloneFrom`). */
export function copyResources(call: Call, source: RestApiRecord, rootId: string): readonly ResourceRecord[] {
  const originals = call.scope.list(resources, source.id)
  const ids = new Map(
    originals.map(({ id }) => [id, id === source.rootResourceId ? rootId : newId(6)] as const),
  )
  return originals.map(({ id, parentId, methods, ...rest }) => ({
    ...rest,
    id: ids.get(id) ?? id,
    parentId: parentId === undefined ? undefined : ids.get(parentId),
    methods: Object.fromEntries(
      Object.entries(methods).map(([verb, { methodIntegration, ...method }]) => [
        verb,
        methodIntegration ? { ...method, methodIntegration: withCache(methodIntegration, ids) } : method,
      ]),
    ),
  }))
}
