import { type Operation, operations } from './operations.ts'

export interface Match {
  readonly operation: Operation
  /** Path labels, decoded. */
  readonly labels: Readonly<Record<string, string>>
}

const labelOf = (segment: string) => /^\{(.+)\}$/.exec(segment)?.[1]

/** Sorts a path's literal segments before labels in their place. */
const rankOf = ({ segments }: Operation) =>
  segments.map((segment) => (labelOf(segment) === undefined ? 0 : 1)).join('')

/** In the order in which they are tried: `POST /restapis?mode=import` before `POST /restapis`. */
const ordered = operations.toSorted(
  (a, b) => rankOf(a).localeCompare(rankOf(b)) || b.fixedQuery.length - a.fixedQuery.length,
)

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The operation that a request names by verb, path and query; undefined where AWS has none. */
export function matchOperation(method: string, url: URL): Match | undefined {
  const given = url.pathname.split('/').filter((segment) => segment !== '')
  const operation = ordered.find(
    ({ method: verb, segments, fixedQuery }) =>
      verb === method &&
      segments.length === given.length &&
      segments.every((segment, i) => segment.startsWith('{') || segment === given[i]) &&
      fixedQuery.every(([key, value]) => url.searchParams.get(key) === value),
  )
  if (!operation) return undefined
  const labels = operation.segments.flatMap((segment, i) => {
    const label = labelOf(segment)
    return label === undefined ? [] : [[label, decode(given[i] ?? '')]]
  })
  return { operation, labels: Object.fromEntries(labels) }
}
