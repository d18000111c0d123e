import { own } from '../maps.ts'
import type { MethodRecord, ResourceRecord } from '../records.ts'

export interface Route {
  readonly resource: ResourceRecord
  readonly method: MethodRecord
  readonly pathParameters: ReadonlyMap<string, string>
}

/** A place in the tree of an API's paths. */
interface Node {
  /** Most places are leaves and have none. */
  statics?: Map<string, Node>
  variable?: { readonly name: string; readonly node: Node }
  /** `{name+}` takes the rest of the path. */
  greedy?: { readonly name: string; readonly resource: ResourceRecord }
  resource?: ResourceRecord
}

function insert(root: Node, resource: ResourceRecord): void {
  let node = root
  for (const segment of resource.path === '/' ? [] : resource.path.split('/').slice(1)) {
    const name = segment.slice(1, -1)
    if (segment.startsWith('{') && name.endsWith('+')) {
      node.greedy = { name: name.slice(0, -1), resource }
      return
    }
    if (segment.startsWith('{')) {
      node.variable ??= { name, node: {} }
      node = node.variable.node
    } else {
      node.statics ??= new Map()
      const next: Node = node.statics.get(segment) ?? {}
      node.statics.set(segment, next)
      node = next
    }
  }
  node.resource = resource
}

/** Verbs that ANY stands for. */
const anyVerbs = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

export const methodFor = (resource: ResourceRecord, verb: string): MethodRecord | undefined =>
  own(resource.methods, verb) ?? (anyVerbs.has(verb) ? resource.methods.ANY : undefined)

/** Which method of a resource is looked for. */
type MethodOf = (resource: ResourceRecord) => MethodRecord | undefined

const accept = (
  resource: ResourceRecord | undefined,
  methodOf: MethodOf,
  pathParameters: ReadonlyMap<string, string>,
): Route | undefined => {
  const method = resource && methodOf(resource)
  return method && { resource, method, pathParameters }
}

/** Static before variable before greedy, and where a place has not the method the search goes on. */
function search(
  node: Node,
  segments: readonly string[],
  at: number,
  methodOf: MethodOf,
  found: readonly (readonly [string, string])[],
): Route | undefined {
  const segment = segments[at]
  if (segment === undefined) return accept(node.resource, methodOf, new Map(found))
  const next = node.statics?.get(segment)
  const inStatic = next && search(next, segments, at + 1, methodOf, found)
  if (inStatic) return inStatic
  const { variable, greedy } = node
  const inVariable =
    variable &&
    segment !== '' &&
    search(variable.node, segments, at + 1, methodOf, [...found, [variable.name, segment]])
  if (inVariable) return inVariable
  return (
    greedy &&
    accept(greedy.resource, methodOf, new Map([...found, [greedy.name, segments.slice(at).join('/')]]))
  )
}

/**
 * Finds the method for a path (recorded by LocalStack from AWS: test_proxy_routing_with_hardcoded_resource_sibling).
 * Slashes before and after a path do not count (aws-recorded, test_lambda_aws_proxy_integration).
 */
type Router = (path: string, methodOf: MethodOf) => Route | undefined

function compileRouter(resources: readonly ResourceRecord[]): Router {
  const root: Node = {}
  for (const resource of resources) insert(root, resource)
  return (path, methodOf) => {
    const trimmed = path.replace(/^\/+/, '').replace(/\/$/, '')
    return search(root, trimmed === '' ? [] : trimmed.split('/'), 0, methodOf, [])
  }
}

const routers = new WeakMap<readonly ResourceRecord[], Router>()

/** The router of a deployment's resources: they never change, so it is made once. */
function routerOf(resources: readonly ResourceRecord[]): Router {
  const known = routers.get(resources)
  if (known) return known
  const router = compileRouter(resources)
  routers.set(resources, router)
  return router
}

/** What stands where there is no method. */
const noMethod: MethodRecord = { httpMethod: '', authorizationType: 'NONE', apiKeyRequired: false }
const nowhere: Route = {
  resource: { id: '', path: '', methods: {} },
  method: noMethod,
  pathParameters: new Map(),
}

export const hasMethod = ({ method }: Route): boolean => method !== noMethod

/** Where a request goes. Without a method for its verb the resource is known all the same (developer guide, set-up-gateway-response-using-the-console). */
export function routeOf(resources: readonly ResourceRecord[], path: string, verb: string): Route {
  const router = routerOf(resources)
  return router(path, (resource) => methodFor(resource, verb)) ?? router(path, () => noMethod) ?? nowhere
}

/** A resource's own path parameters in a path that need not be its own; none where they do not fit. */
export const parametersOf = (resource: ResourceRecord, path: string): ReadonlyMap<string, string> =>
  compileRouter([resource])(path, () => noMethod)?.pathParameters ?? new Map()
