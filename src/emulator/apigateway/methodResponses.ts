import type { ApiGatewayHandlers, Call } from '../context.ts'
import { conflict } from '../wire/awsError.ts'
import { findMethod, invalidStatusCode, keepMethod, present, type ResponsePlace } from './find.ts'
import { own, withEntry, withoutEntry } from './maps.ts'
import { checkModel, checkModels } from './models.ts'
import { checkResponseParameters, requiredReader } from './parameterMappings.ts'
import { byPath, entriesOf } from './patch.ts'
import { checkContentTypes } from './readers.ts'
import type { MethodResponseRecord } from './records.ts'

const patchResponse = (call: Call, restApiId: string) =>
  byPath<MethodResponseRecord>([
    entriesOf('responseParameters', 'name', requiredReader(checkResponseParameters)),
    entriesOf('responseModels', 'contentType', (name) => checkModel(call, restApiId, name)),
  ])

function findResponse(call: Call, place: ResponsePlace) {
  const method = findMethod(call, place)
  return { method, response: present(own(method.methodResponses, place.statusCode), invalidStatusCode) }
}

export const methodResponseHandlers = {
  PutMethodResponse(input, call) {
    const { statusCode, responseParameters, responseModels } = input
    const method = findMethod(call, input)
    if (own(method.methodResponses, statusCode)) throw conflict('Response already exists for this resource')
    checkResponseParameters(responseParameters)
    checkModels(call, input.restApiId, responseModels)
    const response = { statusCode, responseParameters, responseModels }
    const methodResponses = withEntry(method.methodResponses, statusCode, response)
    keepMethod(call, input, { ...method, methodResponses })
    return response
  },

  GetMethodResponse: (input, call) => findResponse(call, input).response,

  UpdateMethodResponse(input, call) {
    const { method, response: before } = findResponse(call, input)
    const response = patchResponse(call, input.restApiId)(before, input.patchOperations)
    checkContentTypes(response.responseModels)
    const methodResponses = withEntry(method.methodResponses, input.statusCode, response)
    keepMethod(call, input, { ...method, methodResponses })
    return response
  },

  DeleteMethodResponse(input, call) {
    const { method } = findResponse(call, input)
    const methodResponses = withoutEntry(method.methodResponses, input.statusCode)
    keepMethod(call, input, { ...method, methodResponses })
    return {}
  },
} satisfies ApiGatewayHandlers
