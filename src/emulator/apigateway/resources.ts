import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest } from '../wire/awsError.ts'
import { find, keep } from './find.ts'
import { mapValues } from './maps.ts'
import { listOf } from './pages.ts'
import { byOperation, type PatchRule } from './patch.ts'
import { checkRoom } from './readers.ts'
import { type ResourceRecord, resources, restApis } from './records.ts'
import {
  checkParent,
  checkPathPart,
  checkPlace,
  descendantsOf,
  pathUnder,
  withPaths,
} from './resourcePaths.ts'

/** Methods are shown by verb alone unless `embed` asks for them. */
function resourceView({ methods, ...resource }: ResourceRecord, embed: readonly string[] | undefined) {
  if (Object.keys(methods).length === 0) return resource
  return {
    ...resource,
    resourceMethods: embed?.includes('methods') ? methods : mapValues(methods, () => ({})),
  }
}

/** The root stays where it is and has no name (test_update_resource_on_root). */
const replacingBelowRoot = (
  member: 'parentId' | 'pathPart',
  check: (value: string) => void,
): PatchRule<ResourceRecord> => ({
  path: `/${member}`,
  ops: ['replace'],
  apply: ({ parentId }, { value = '' }) => {
    if (parentId === undefined) throw badRequest(`Root resource cannot update its ${member}.`)
    check(value)
    return { [member]: value }
  },
})

const patchResource = byOperation([
  replacingBelowRoot('parentId', () => {}),
  replacingBelowRoot('pathPart', checkPathPart),
])

/** Puts a changed resource under its parent; the paths of all that is below it follow. */
function move(call: Call, restApiId: string, before: ResourceRecord, after: ResourceRecord): ResourceRecord {
  const { parentId, pathPart } = after
  if (parentId === undefined || pathPart === undefined) return after
  if (parentId === before.parentId && pathPart === before.pathPart) return after
  const parent = find(call, resources, parentId, restApiId)
  const all = call.scope.list(resources, restApiId)
  const below = descendantsOf(after.id, all)
  if (parentId === after.id || below.some(({ id }) => id === parentId))
    throw badRequest('Resources cannot be cyclical.')
  if (below.length > 0) checkParent(pathPart)
  checkPlace(
    parent,
    pathPart,
    all.filter(({ id }) => id !== after.id),
  )
  const moved = withPaths(after, parent, all)
  for (const resource of moved) keep(call, resources, resource, restApiId)
  return moved[0] ?? after
}

export const resourceHandlers = {
  CreateResource(input, call) {
    const { restApiId, parentId, pathPart } = input
    find(call, restApis, restApiId)
    const parent = find(call, resources, parentId, restApiId)
    checkPathPart(pathPart)
    const all = call.scope.list(resources, restApiId)
    checkPlace(parent, pathPart, all)
    checkRoom('Resources', 300, all)
    const resource = { id: newId(6), parentId, pathPart, path: pathUnder(parent, pathPart), methods: {} }
    keep(call, resources, resource, restApiId)
    return resourceView(resource, undefined)
  },

  GetResource: (input, call) =>
    resourceView(find(call, resources, input.resourceId, input.restApiId), input.embed),

  GetResources: (input, call) =>
    listOf(call, resources, input, (resource) => resourceView(resource, input.embed)),

  UpdateResource(input, call) {
    const before = find(call, resources, input.resourceId, input.restApiId)
    const after = patchResource(before, input.patchOperations)
    return resourceView(move(call, input.restApiId, before, after), undefined)
  },

  DeleteResource(input, call) {
    const { restApiId, resourceId } = input
    const resource = find(call, resources, resourceId, restApiId)
    if (resource.parentId === undefined) throw badRequest('Root resource cannot be deleted.')
    const below = descendantsOf(resourceId, call.scope.list(resources, restApiId))
    for (const { id } of [resource, ...below]) call.scope.delete(resources, id, restApiId)
    return {}
  },
} satisfies ApiGatewayHandlers
