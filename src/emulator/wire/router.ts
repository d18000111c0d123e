import { type Operation, operations } from './operations.ts'

/** Where an operation's path stands in the tree of all paths: literal segments first, then a label. */
interface Node {
  readonly literals: Map<string, Node>
  label?: { readonly node: Node }
  readonly ends: { readonly operation: Operation; readonly labels: readonly string[] }[]
}

export interface Match {
  readonly operation: Operation
  /** Path labels, decoded. */
  readonly labels: Readonly<Record<string, string>>
}

const newNode = (): Node => ({ literals: new Map(), ends: [] })

function insert(root: Node, operation: Operation): void {
  let node = root
  const labels: string[] = []
  for (const segment of operation.segments) {
    if (segment.startsWith('{')) {
      labels.push(segment.slice(1, -1))
      node.label ??= { node: newNode() }
      node = node.label.node
    } else {
      const next = node.literals.get(segment) ?? newNode()
      node.literals.set(segment, next)
      node = next
    }
  }
  node.ends.push({ operation, labels })
  // `POST /restapis?mode=import` must be tried before `POST /restapis`.
  node.ends.sort((a, b) => b.operation.fixedQuery.length - a.operation.fixedQuery.length)
}

const root = newNode()
for (const operation of operations) insert(root, operation)

function find(
  node: Node,
  rest: readonly string[],
  values: readonly string[],
  accept: (node: Node, values: readonly string[]) => Match | undefined,
): Match | undefined {
  const [segment, ...after] = rest
  if (segment === undefined) return accept(node, values)
  const literal = node.literals.get(segment)
  const found = literal && find(literal, after, values, accept)
  if (found) return found
  return node.label && find(node.label.node, after, [...values, segment], accept)
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The operation that a request names by verb, path and query; undefined where AWS has none. */
export function matchOperation(method: string, url: URL): Match | undefined {
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  return find(root, segments, [], (node, values) => {
    for (const { operation, labels } of node.ends) {
      if (operation.method !== method) continue
      if (!operation.fixedQuery.every(([key, value]) => url.searchParams.get(key) === value)) continue
      return {
        operation,
        labels: Object.fromEntries(labels.map((label, i) => [label, decode(values[i] ?? '')])),
      }
    }
    return undefined
  })
}
