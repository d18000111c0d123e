import * as apigateway from '@aws-sdk/client-api-gateway'
import * as lambda from '@aws-sdk/client-lambda'
import { NormalizedSchema } from '@smithy/core/schema'

export type Service = 'apigateway' | 'lambda'

/** One operation of AWS, as the SDK client's own schema describes it. */
export interface Operation {
  readonly service: Service
  readonly name: string
  readonly method: string
  /** Segments of the URI template; `{name}` is a label. */
  readonly segments: readonly string[]
  /** Query words that belong to the template itself, as `mode=import`. */
  readonly fixedQuery: readonly (readonly [string, string])[]
  /** Status of a successful answer. */
  readonly status: number
  readonly input: NormalizedSchema
  readonly output: NormalizedSchema
  /** Members that must be there, in the schema's order. */
  readonly required: readonly string[]
}

type Schema = Parameters<typeof NormalizedSchema.of>[0]

/** Shape of what the SDK exports for an operation: `[9, namespace, name, traits, input, output]`. */
type OperationSchema = readonly [
  9,
  string,
  string,
  { readonly http: readonly [method: string, template: string, status: number] },
  Schema,
  Schema,
]

const isOperationSchema = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9

/** Shape of a structure's schema: `[3, namespace, name, traits, memberNames, memberSchemas, requiredCount]`. */
function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const raw = schema.getSchema()
  return Array.isArray(raw) && raw[0] === 3 ? raw[4].slice(0, raw[6] ?? 0) : []
}

const readService = (service: Service, model: object): readonly Operation[] =>
  Object.values(model)
    .filter(isOperationSchema)
    .map(([, , name, traits, inputSchema, outputSchema]) => {
      const [method, template, status] = traits.http
      const [path = '/', query = ''] = template.split('?')
      const input = NormalizedSchema.of(inputSchema)
      return {
        service,
        name,
        method,
        segments: path.split('/').filter((segment) => segment !== ''),
        fixedQuery: [...new URLSearchParams(query)],
        status,
        input,
        output: NormalizedSchema.of(outputSchema),
        required: requiredMembers(input),
      }
    })

/** Shape of an error's schema: `[-3, namespace, name, traits, memberNames, memberSchemas]`. */
type ErrorSchema = readonly [-3, string, string, object, readonly string[]]

const isErrorSchema = (value: unknown): value is ErrorSchema => Array.isArray(value) && value[0] === -3

/** Lambda's errors have their text as `Message` or as `message`; those that have it with a capital. */
export const errorsWithCapital: ReadonlySet<string> = new Set(
  Object.values<unknown>(lambda)
    .filter(isErrorSchema)
    .filter(([, , , , members]) => members.includes('Message'))
    .map(([, , name]) => name),
)

/** Every operation that the two SDK clients know, supported here or not. */
export const operations: readonly Operation[] = [
  ...readService('apigateway', apigateway),
  ...readService('lambda', lambda),
]

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
