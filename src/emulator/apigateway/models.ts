import { createHash } from 'node:crypto'
import type { GetModelRequest, GetModelsRequest } from '@aws-sdk/client-api-gateway'
import type { Call, With } from '../context.ts'
import { notFound } from '../wire/awsError.ts'
import { findRestApi } from './find.ts'
import { own } from './maps.ts'
import { pageOf } from './pages.ts'
import { restApis } from './records.ts'

interface BuiltIn {
  readonly description: string
  readonly schema: string
}

const draft = 'http://json-schema.org/draft-04/schema#'

/** The models that every API has from the start; models of one's own are not supported (501). */
const builtIn: Readonly<Record<string, BuiltIn>> = {
  Empty: {
    description: 'This is a default empty schema model',
    schema: `{\n  "$schema": "${draft}",\n  "title" : "Empty Schema",\n  "type" : "object"\n}`,
  },
  Error: {
    description: 'This is a default error schema model',
    schema: `{\n  "$schema" : "${draft}",\n  "title" : "Error Schema",\n  "type" : "object",\n  "properties" : {\n    "message" : { "type" : "string" }\n  }\n}`,
  },
}

export const isModel = (name: string) => Object.hasOwn(builtIn, name)

/** Models are not stored; an id that follows from API and name stays the same. */
const idOf = (restApiId: string, name: string) =>
  BigInt(`0x${createHash('sha256').update(`${restApiId}/${name}`).digest('hex')}`)
    .toString(36)
    .slice(-6)

const view = (restApiId: string, name: string, model: BuiltIn) => ({
  id: idOf(restApiId, name),
  name,
  ...model,
  contentType: 'application/json',
})

export const modelHandlers = {
  GetModels(input: With<GetModelsRequest, 'restApiId'>, call: Call) {
    const api = findRestApi(call, input.restApiId)
    const all = Object.entries(builtIn).map(([name, model]) => view(api.id, name, model))
    return pageOf(all, (model) => model.name, input)
  },

  GetModel(input: With<GetModelRequest, 'restApiId' | 'modelName'>, call: Call) {
    const { restApiId, modelName } = input
    const model = own(builtIn, modelName)
    // An unknown API gives the model's text too (test_model_validation/get-model-wrong-id).
    if (!model || !call.scope.get(restApis, restApiId))
      throw notFound(`Invalid model name specified: ${modelName}`)
    return view(restApiId, modelName, model)
  },
}
