import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import { find, keep, methodsOf, remove } from './find.ts'
import { listOf } from './pages.ts'
import { byOperation, replacing } from './patch.ts'
import { readBoolean, textReader } from './readers.ts'
import {
  models,
  type RequestValidatorRecord,
  requestValidators,
  restApis,
  type Validation,
} from './records.ts'

/** An empty id is none. */
export function checkRequestValidator(call: Call, restApiId: string, id: string | undefined): void {
  if (id && !call.scope.get(requestValidators, id, restApiId))
    throw badRequest('Invalid Request Validator identifier specified')
}

/** What validates requests now; undefined where nothing does. */
export function validationOf(call: Call, restApiId: string): Validation | undefined {
  const validators = call.scope.list(requestValidators, restApiId)
  return validators.length > 0 ? { validators, models: call.scope.list(models, restApiId) } : undefined
}

const readName = textReader('Request Validator name cannot be blank')

/** In the order in which AWS names them (test_invalid_update_request_validator_operations). */
const patchValidator = byOperation<RequestValidatorRecord>([
  replacing('name', readName),
  replacing('validateRequestParameters', readBoolean),
  replacing('validateRequestBody', readBoolean),
])

function checkUnused(call: Call, restApiId: string, id: string): void {
  const user = methodsOf(call, restApiId).find(({ method }) => method.requestValidatorId === id)
  if (user)
    throw conflict(
      `Cannot delete validator '${id}', is referenced in method request: ${user.path}/${user.verb}`,
    )
}

export const requestValidatorHandlers = {
  /** Says what is wrong with an API's id in its own way (test_validators_crud_no_api). */
  CreateRequestValidator(input, call) {
    if (!call.scope.get(restApis, input.restApiId)) throw badRequest('Invalid REST API identifier specified')
    const validator = {
      id: newId(6),
      name: readName(input.name),
      validateRequestBody: input.validateRequestBody ?? false,
      validateRequestParameters: input.validateRequestParameters ?? false,
    }
    return keep(call, requestValidators, validator, input.restApiId)
  },

  GetRequestValidator: ({ restApiId, requestValidatorId }, call) =>
    find(call, requestValidators, requestValidatorId, restApiId),

  GetRequestValidators: (input, call) => listOf(call, requestValidators, input),

  UpdateRequestValidator({ restApiId, requestValidatorId, patchOperations }, call) {
    const before = find(call, requestValidators, requestValidatorId, restApiId)
    return keep(call, requestValidators, patchValidator(before, patchOperations), restApiId)
  },

  DeleteRequestValidator: ({ restApiId, requestValidatorId }, call) =>
    remove(call, requestValidators, requestValidatorId, restApiId, ({ id }) =>
      checkUnused(call, restApiId, id),
    ),
} satisfies ApiGatewayHandlers
