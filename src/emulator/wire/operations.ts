import * as apigateway from '@aws-sdk/client-api-gateway'
import * as lambda from '@aws-sdk/client-lambda'
import { NormalizedSchema } from '@smithy/core/schema'

export type Service = 'apigateway' | 'lambda'

/** One operation of AWS, as the SDK client's own schema describes it. */
export interface Operation {
  readonly service: Service
  readonly name: string
  readonly method: string
  /** Segments of the URI template; `{name}` is a label, `{name+}` takes the rest of the path. */
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

/** Shape of what the SDK exports for an operation: `[9, namespace, name, traits, input, output]`. */
type OperationSchema = readonly [
  9,
  string,
  string,
  { readonly http?: readonly [string, string, number] },
  ...unknown[],
]

const isOperationSchema = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9

/** Shape of a structure's schema: `[3, namespace, name, traits, memberNames, memberSchemas, requiredCount]`. */
function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const raw: unknown = schema.getSchema()
  if (!Array.isArray(raw) || raw[0] !== 3) return []
  const names: unknown = raw[4]
  return Array.isArray(names) ? names.slice(0, Number(raw[6] ?? 0)).map(String) : []
}

function readOperation(service: Service, schema: OperationSchema): Operation | undefined {
  const http = schema[3].http
  if (http === undefined) return undefined
  const [method, template, status] = http
  const [path = '/', query = ''] = template.split('?')
  const input = NormalizedSchema.of(schema[4] as Parameters<typeof NormalizedSchema.of>[0])
  const output = NormalizedSchema.of(schema[5] as Parameters<typeof NormalizedSchema.of>[0])
  return {
    service,
    name: schema[2],
    method,
    segments: path.split('/').filter((segment) => segment !== ''),
    fixedQuery: [...new URLSearchParams(query)],
    status,
    input,
    output,
    required: requiredMembers(input),
  }
}

const readService = (service: Service, model: object): readonly Operation[] =>
  Object.values(model)
    .filter(isOperationSchema)
    .map((schema) => readOperation(service, schema))
    .filter((operation) => operation !== undefined)

/** Every operation that the two SDK clients know, supported here or not. */
export const operations: readonly Operation[] = [
  ...readService('apigateway', apigateway),
  ...readService('lambda', lambda),
]
