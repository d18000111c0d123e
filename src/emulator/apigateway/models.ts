import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import { find, keep, remove } from './find.ts'
import type { StringMap } from './maps.ts'
import { checkSchema, refersTo } from './modelSchema.ts'
import { listOf } from './pages.ts'
import { byOperation, orAbsent, replacing } from './patch.ts'
import { checkContentTypes } from './readers.ts'
import { type ModelRecord, models, resources, restApis } from './records.ts'

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

/** Returns the name of a model that is there. */
export function checkModel(call: Call, restApiId: string, name: string): string {
  if (!call.scope.get(models, name, restApiId))
    throw badRequest(`Invalid model identifier specified: ${name}`)
  return name
}

export function checkModels(call: Call, restApiId: string, map: StringMap<string> | undefined): void {
  checkContentTypes(map)
  for (const name of Object.values(map ?? {})) checkModel(call, restApiId, name)
}

const patchModel = byOperation<ModelRecord>([
  replacing('description', orAbsent),
  replacing('schema', (text) => text),
])

const uses = (map: StringMap<string> | undefined, name: string) => Object.values(map ?? {}).includes(name)

/**
 * Where a model is used, in AWS's words (test_put_method_model; of a response: aws-apigateway-importer#113, without its
 * status; that of another model is not recorded).
 */
function useOf(call: Call, restApiId: string, name: string): string | undefined {
  // The youngest resource first.
  for (const { path, methods } of call.scope.list(resources, restApiId).reverse())
    for (const [verb, { requestModels, methodResponses }] of Object.entries(methods)) {
      if (uses(requestModels, name)) return `method request: ${path}/${verb}`
      const responses = Object.values(methodResponses ?? {})
      if (responses.some(({ responseModels }) => uses(responseModels, name)))
        return `method response: ${path}/${verb}`
    }
  const other = call.scope
    .list(models, restApiId)
    .find((model) => model.name !== name && refersTo(model, name))
  return other && `model: ${other.name}`
}

export const modelHandlers = {
  CreateModel(input, call) {
    const { name, description, schema, contentType } = input
    const { id: restApiId } = find(call, restApis, input.restApiId)
    if (name === '') throw badRequest('Model name must be non-empty')
    if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest(`Model name must be alphanumeric: ${name}`)
    checkContentTypes({ [contentType]: contentType })
    if (call.scope.get(models, name, restApiId)) throw conflict('Model name already exists for this REST API')
    const model = { id: newId(6), name, description: description || undefined, schema, contentType }
    checkSchema(call, restApiId, model)
    return keep(call, models, model, restApiId)
  },

  GetModel: ({ restApiId, modelName }, call) => find(call, models, modelName, restApiId),

  GetModels: (input, call) => listOf(call, models, input),

  UpdateModel({ restApiId, modelName, patchOperations }, call) {
    const model = patchModel(find(call, models, modelName, restApiId), patchOperations)
    checkSchema(call, restApiId, model)
    return keep(call, models, model, restApiId)
  },

  DeleteModel: ({ restApiId, modelName }, call) =>
    remove(call, models, modelName, restApiId, () => {
      const use = useOf(call, restApiId, modelName)
      if (use) throw conflict(`Cannot delete model '${modelName}', is referenced in ${use}`)
    }),
} satisfies ApiGatewayHandlers
