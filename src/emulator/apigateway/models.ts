import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import { findRestApi, present } from './find.ts'
import type { StringMap } from './maps.ts'
import { checkSchema, refersTo } from './modelSchema.ts'
import { pageOf } from './pages.ts'
import { applyPatches, byOperation, type PatchRule } from './patch.ts'
import { orAbsent, replacing } from './patchRules.ts'
import { type ModelRecord, models, resources } from './records.ts'
import { checkContentTypes } from './values.ts'

const draft = 'http://json-schema.org/draft-04/schema#'

/** The models that every API has from the start. */
export const newModels = (): readonly ModelRecord[] => [
  {
    id: newId(6),
    name: 'Empty',
    description: 'This is a default empty schema model',
    schema: `{\n  "$schema": "${draft}",\n  "title" : "Empty Schema",\n  "type" : "object"\n}`,
    contentType: 'application/json',
  },
  {
    id: newId(6),
    name: 'Error',
    description: 'This is a default error schema model',
    schema: `{\n  "$schema" : "${draft}",\n  "title" : "Error Schema",\n  "type" : "object",\n  "properties" : {\n    "message" : { "type" : "string" }\n  }\n}`,
    contentType: 'application/json',
  },
]

/** An unknown API gives the model's text too (test_model_validation/get-model-wrong-id). */
const findModel = (call: Call, restApiId: string, name: string): ModelRecord =>
  present(call.scope.get(models, name, restApiId), `Invalid model name specified: ${name}`)

/** Returns the name of a model that is there. */
export function checkModel(call: Call, restApiId: string, name: string): string {
  if (!call.scope.get(models, name, restApiId))
    throw badRequest(`Invalid model identifier specified: ${name}`)
  return name
}

/** `$default` stands for every content type, in models only (PutMethod's documentation). */
export function checkModels(call: Call, restApiId: string, map: StringMap<string> | undefined): void {
  for (const [contentType, name] of Object.entries(map ?? {})) {
    if (contentType !== '$default') checkContentTypes({ [contentType]: name })
    checkModel(call, restApiId, name)
  }
}

const modelRules: readonly PatchRule<ModelRecord>[] = [
  replacing('description', orAbsent),
  replacing('schema', (text) => text),
]

const uses = (map: StringMap<string> | undefined, name: string) => Object.values(map ?? {}).includes(name)

/**
 * Where a model is used, last place first, in AWS's words (test_put_method_model; of a response: aws-apigateway-importer#113,
 * without its status; that of another model is not recorded).
 */
function useOf(call: Call, restApiId: string, name: string): string | undefined {
  for (const { path, methods } of [...call.scope.list(resources, restApiId)].reverse())
    for (const [verb, { requestModels, methodResponses }] of Object.entries(methods)) {
      if (uses(requestModels, name)) return `method request: ${path}/${verb}`
      const responses = Object.values(methodResponses ?? {})
      if (responses.some(({ responseModels }) => uses(responseModels, name)))
        return `method response: ${path}/${verb}`
    }
  const others = call.scope.list(models, restApiId).filter((model) => model.name !== name)
  const other = others.find((model) => refersTo(model, name))
  return other && `model: ${other.name}`
}

export const modelHandlers = {
  CreateModel(input, call) {
    const { name, description, schema, contentType } = input
    const { id: restApiId } = findRestApi(call, input.restApiId)
    if (name === '') throw badRequest('Model name must be non-empty')
    if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest(`Model name must be alphanumeric: ${name}`)
    checkContentTypes({ [contentType]: name })
    if (call.scope.get(models, name, restApiId)) throw conflict('Model name already exists for this REST API')
    const model = { id: newId(6), name, description: description || undefined, schema, contentType }
    checkSchema(call, restApiId, model)
    return call.scope.put(models, name, model, restApiId)
  },

  GetModels(input, call) {
    const { id } = findRestApi(call, input.restApiId)
    return pageOf(call.scope.list(models, id), (model) => model.name, input)
  },

  GetModel: ({ restApiId, modelName }, call) => findModel(call, restApiId, modelName),

  UpdateModel(input, call) {
    const { restApiId, modelName, patchOperations } = input
    const model = applyPatches(
      findModel(call, restApiId, modelName),
      patchOperations,
      modelRules,
      byOperation,
    )
    checkSchema(call, restApiId, model)
    return call.scope.put(models, modelName, model, restApiId)
  },

  DeleteModel({ restApiId, modelName }, call) {
    findModel(call, restApiId, modelName)
    const use = useOf(call, restApiId, modelName)
    if (use) throw conflict(`Cannot delete model '${modelName}', is referenced in ${use}`)
    call.scope.delete(models, modelName, restApiId)
    return {}
  },
} satisfies ApiGatewayHandlers
