import type { Call } from '../context.ts'
import { newId } from '../ids.ts'
import { keep } from './find.ts'
import { mapValues } from './maps.ts'
import {
  authorizers,
  gatewayResponses,
  type IntegrationRecord,
  models,
  type Noun,
  type ResourceRecord,
  type RestApiRecord,
  requestValidators,
  resources,
} from './records.ts'

/** New ids of resources by those that they are copied from. */
type Ids = ReadonlyMap<string, string>

/** An integration's cache is named after its resource, unless it was given another name. */
const withCache = (integration: IntegrationRecord, ids: Ids): IntegrationRecord => {
  const namespace = integration.cacheNamespace ?? ''
  return { ...integration, cacheNamespace: ids.get(namespace) ?? namespace }
}

const copyResource = ({ id, parentId, methods, ...rest }: ResourceRecord, ids: Ids): ResourceRecord => ({
  ...rest,
  id: ids.get(id) ?? id,
  parentId: parentId === undefined ? undefined : ids.get(parentId),
  methods: mapValues(methods, ({ methodIntegration, ...method }) =>
    methodIntegration ? { ...method, methodIntegration: withCache(methodIntegration, ids) } : method,
  ),
})

/** Gives an API what another has, but for its deployments and stages (CreateRestApi's `cloneFrom`). */
export function copyParts(call: Call, source: RestApiRecord, target: RestApiRecord): void {
  const copyAll = <T>(noun: Noun<T>, change = (record: T) => record) => {
    for (const record of call.scope.list(noun, source.id)) keep(call, noun, change(record), target.id)
  }
  // Schemas name other models by the API's id.
  copyAll(models, (model) => ({
    ...model,
    id: newId(6),
    schema: model.schema?.replaceAll(source.id, target.id),
  }))
  // These keep their ids: an id is only looked up within its API.
  copyAll(requestValidators)
  copyAll(gatewayResponses)
  copyAll(authorizers)
  const idOf = (id: string) => (id === source.rootResourceId ? target.rootResourceId : newId(6))
  const ids = new Map(call.scope.list(resources, source.id).map(({ id }) => [id, idOf(id)] as const))
  copyAll(resources, (resource) => copyResource(resource, ids))
}
