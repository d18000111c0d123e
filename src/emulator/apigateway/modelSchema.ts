import type { Call } from '../context.ts'
import { isRecord, isText, type JsonRecord, jsonIn } from '../json.ts'
import { badRequest } from '../wire/awsError.ts'
import { keywords } from './modelKeywords.ts'
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

/** The place behind the object that a text begins with; its own end where that has none. */
function endOfObject(text: string): number {
  let depth = 0
  let isInText = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') isInText = !isInText
    else if (isInText) at += char === '\\' ? 1 : 0
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return at + 1
  }
  return text.length
}

/**
 * A schema; undefined where a text is none. What stands behind it is not read: a command of AWS's own tutorial has a brace too
 * many there (developer guide, api-gateway-request-validation-set-up, "using the AWS CLI").
 */
export const schemaIn = (text: string): unknown => jsonIn(text) ?? jsonIn(text.slice(0, endOfObject(text)))

/** AWS's parser (Jackson) goes no deeper. After this, recursion is safe. */
const deepest = 1000

function isTooDeep(json: unknown): boolean {
  let level = [json]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}

const invalid = (...errors: readonly string[]) =>
  badRequest(`Invalid model specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`)

const invalidSchema = 'Invalid model schema specified'

/** A schema and all that are in it. */
function schemasIn(schema: unknown): readonly unknown[] {
  if (!isRecord(schema)) return [schema]
  const parts = Object.entries(schema).flatMap(([name, value]) => keywords.get(name)?.inside?.(value) ?? [])
  return [schema, ...parts.flatMap(schemasIn)]
}

const isSound = (schema: unknown): schema is JsonRecord =>
  isRecord(schema) &&
  Object.entries(schema).every(([name, value]) => keywords.get(name)?.fits(value, schema) ?? true)

const wholeAddress = /^[a-z][a-z\d+.-]*:/i

/** Texts: cdk-preflight pf-apigw-model-schema-type, aws-cdk#14585; both for a relative reference: serverless-todo-api-example-complete#3. */
function checkReference(call: Call, restApiId: string, reference: string): void {
  if (reference.startsWith('#')) return
  const canonical = 'Model reference must be in canonical form'
  if (!wholeAddress.test(reference)) throw invalid(invalidSchema, canonical)
  const model = modelIn(reference)
  if (!model) throw invalid(canonical)
  if (model.restApiId !== restApiId || !call.scope.get(models, model.name, restApiId))
    throw invalid(`Invalid model reference specified: ${reference}`)
}

const referencesOf = (schemas: readonly unknown[]) =>
  schemas.flatMap((schema) => (isRecord(schema) ? [schema.$ref] : [])).filter(isText)

/** Whether a model's schema is read: it is JSON's, or that of whatever comes. */
export const isOfJson = ({ contentType }: ModelRecord): boolean =>
  contentType === 'application/json' || contentType === '$default'

/** Whether a model names another in its schema. */
export function refersTo(model: ModelRecord, name: string): boolean {
  const { schema } = model
  if (!schema || !isOfJson(model)) return false
  return referencesOf(schemasIn(schemaIn(schema))).some((reference) => modelIn(reference)?.name === name)
}

/** Throws where a model's schema is none, or names a model that is not there. */
export function checkSchema(call: Call, restApiId: string, model: ModelRecord): void {
  const { schema } = model
  if (!schema) throw badRequest('Model schema must have at least 1 property or array items defined')
  if (!isOfJson(model)) return
  const json = schemaIn(schema)
  if (json === undefined || isTooDeep(json)) throw invalid(invalidSchema)
  const schemas = schemasIn(json)
  if (!schemas.every(isSound)) throw invalid(invalidSchema)
  const unknown = schemas.flatMap((each) => Object.keys(each)).filter((name) => !keywords.has(name))
  if (unknown.length > 0)
    throw invalid(`${invalidSchema}. Unsupported keyword(s): ${JSON.stringify([...new Set(unknown)].sort())}`)
  for (const reference of referencesOf(schemas)) checkReference(call, restApiId, reference)
}
