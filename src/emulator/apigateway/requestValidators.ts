import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import { findRestApi, present } from './find.ts'
import { pageOf } from './pages.ts'
import { applyPatches, byOperation, type PatchRule } from './patch.ts'
import { replacing } from './patchRules.ts'
import {
  models,
  type RequestValidatorRecord,
  requestValidators,
  resources,
  restApis,
  type Validation,
} from './records.ts'
import { readBoolean } from './values.ts'

const unknownValidator = 'Invalid Request Validator identifier specified'

/** An unknown API gives the validator's text too (test_invalid_get_request_validator). */
const find = (call: Call, restApiId: string, id: string): RequestValidatorRecord =>
  present(call.scope.get(requestValidators, id, restApiId), unknownValidator)

/** An empty id is none. */
export function checkRequestValidator(call: Call, restApiId: string, id: string | undefined): void {
  if (id && !call.scope.get(requestValidators, id, restApiId)) throw badRequest(unknownValidator)
}

/** What validates requests now; undefined where nothing does. */
export function validationOf(call: Call, restApiId: string): Validation | undefined {
  const validators = call.scope.list(requestValidators, restApiId)
  return validators.length > 0 ? { validators, models: call.scope.list(models, restApiId) } : undefined
}

function checkName(name: string | undefined): string {
  if (!name) throw badRequest('Request Validator name cannot be blank')
  return name
}

/** In the order in which AWS names them (test_invalid_update_request_validator_operations). */
const validatorRules: readonly PatchRule<RequestValidatorRecord>[] = [
  replacing('name', checkName),
  replacing('validateRequestParameters', readBoolean),
  replacing('validateRequestBody', readBoolean),
]

function checkUnused(call: Call, restApiId: string, id: string): void {
  for (const { path, methods } of call.scope.list(resources, restApiId))
    for (const [verb, method] of Object.entries(methods))
      if (method.requestValidatorId === id)
        throw conflict(`Cannot delete validator '${id}', is referenced in method request: ${path}/${verb}`)
}

export const requestValidatorHandlers = {
  /** Says what is wrong with an API's id in its own way (test_validators_crud_no_api). */
  CreateRequestValidator(input, call) {
    if (!call.scope.get(restApis, input.restApiId)) throw badRequest('Invalid REST API identifier specified')
    const validator = {
      id: newId(6),
      name: checkName(input.name),
      validateRequestBody: input.validateRequestBody ?? false,
      validateRequestParameters: input.validateRequestParameters ?? false,
    }
    return call.scope.put(requestValidators, validator.id, validator, input.restApiId)
  },

  GetRequestValidators(input, call) {
    const { id } = findRestApi(call, input.restApiId)
    return pageOf(call.scope.list(requestValidators, id), (validator) => validator.id, input)
  },

  GetRequestValidator: (input, call) => find(call, input.restApiId, input.requestValidatorId),

  UpdateRequestValidator(input, call) {
    const { restApiId, requestValidatorId, patchOperations } = input
    const before = find(call, restApiId, requestValidatorId)
    const validator = applyPatches(before, patchOperations, validatorRules, byOperation)
    return call.scope.put(requestValidators, requestValidatorId, validator, restApiId)
  },

  DeleteRequestValidator(input, call) {
    const { id } = find(call, input.restApiId, input.requestValidatorId)
    checkUnused(call, input.restApiId, id)
    call.scope.delete(requestValidators, id, input.restApiId)
    return {}
  },
} satisfies ApiGatewayHandlers
