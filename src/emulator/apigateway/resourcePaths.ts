import { badRequest, conflict } from '../wire/awsError.ts'
import type { ResourceRecord } from './records.ts'

const isVariable = (pathPart: string | undefined) => pathPart?.startsWith('{') ?? false
const isGreedy = (pathPart: string | undefined) => pathPart?.endsWith('+}') ?? false

export function checkPathPart(pathPart: string): void {
  if (pathPart === '') throw badRequest("Resource's path part must be specified")
  // The text does not know that a comma may be there (developer guide, api-gateway-known-issues; amplify-category-api#2719).
  if (!/^([a-zA-Z0-9._:,-]+|\{[a-zA-Z0-9._:-]+\+?\})$/.test(pathPart))
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    )
}

/** Throws where nothing can stand under a resource of this name. */
export function checkParent(pathPart: string | undefined): void {
  if (isGreedy(pathPart))
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${pathPart}`)
}

/** Throws where a resource cannot stand under `parent` by this name, given the API's other resources. */
export function checkPlace(
  parent: ResourceRecord,
  pathPart: string,
  others: readonly ResourceRecord[],
): void {
  checkParent(parent.pathPart)
  const siblings = others.filter((other) => other.parentId === parent.id)
  if (siblings.some((sibling) => sibling.pathPart === pathPart))
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`)
  const variable = siblings.find((sibling) => isVariable(sibling.pathPart))
  if (variable && isVariable(pathPart))
    throw badRequest(
      `A sibling (${variable.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    )
  // Text: public log 31748351638.
  if (isVariable(pathPart) && parent.path.split('/').includes(pathPart.replace('+}', '}')))
    throw badRequest(`An ancestor of this resource has the same variable name as this one: ${pathPart}`)
}

export const pathUnder = (parent: ResourceRecord, pathPart: string) =>
  parent.path === '/' ? `/${pathPart}` : `${parent.path}/${pathPart}`

/** A resource's descendants; parents come before their children. */
export function descendantsOf(id: string, all: readonly ResourceRecord[]): readonly ResourceRecord[] {
  const children = all.filter((resource) => resource.parentId === id)
  return children.flatMap((child) => [child, ...descendantsOf(child.id, all)])
}

/** A resource and its descendants with the paths that follow from its new place. */
export function withPaths(
  resource: ResourceRecord,
  parent: ResourceRecord,
  all: readonly ResourceRecord[],
): readonly ResourceRecord[] {
  const moved = { ...resource, path: pathUnder(parent, resource.pathPart ?? '') }
  const children = all.filter((other) => other.parentId === resource.id)
  return [moved, ...children.flatMap((child) => withPaths(child, moved, all))]
}
