import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { type ModelRecord, models } from './records.ts'

/** A schema names another model by its address (developer guide, models-mappings-models). */
const modelAddress = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/([^/]+)\/models\/([^/]+)$/

/** The model that a `$ref` names; undefined where it names something else. */
export function modelIn(
  reference: string,
): { readonly restApiId: string; readonly name: string } | undefined {
  const [, restApiId, name] = modelAddress.exec(reference) ?? []
  return restApiId === undefined || name === undefined ? undefined : { restApiId, name }
}

function* referencesIn(schema: unknown): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return
  for (const [key, value] of Object.entries(schema))
    if (key === '$ref' && typeof value === 'string') yield value
    else yield* referencesIn(value)
}

const invalid = (error: string) =>
  badRequest(`Invalid model specified: Validation Result: warnings : [], errors : [${error}]`)

/** Throws where a model's schema is none, or names a model that is not there. */
export function checkSchema(call: Call, restApiId: string, { schema, contentType }: ModelRecord): void {
  if (!schema) throw badRequest('Model schema must have at least 1 property or array items defined')
  if (contentType !== 'application/json') return
  let json: unknown
  try {
    json = JSON.parse(schema)
  } catch {
    throw invalid('Invalid model schema specified')
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw invalid('Invalid model schema specified')
  for (const reference of referencesIn(json)) {
    const model = modelIn(reference)
    if (!model) continue
    if (model.restApiId !== restApiId || !call.scope.get(models, model.name, restApiId))
      throw invalid(`Invalid model reference specified: ${reference}`)
  }
}
