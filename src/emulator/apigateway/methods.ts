import type { ApiGatewayHandlers, Call } from '../context.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import { requestParameterRule } from './cacheKeys.ts'
import { find, findMethod, keepMethod } from './find.ts'
import { own } from './maps.ts'
import { checkModel, checkModels } from './models.ts'
import { checkRequestParameters } from './parameterMappings.ts'
import { byPath, entriesOf, orAbsent, patchSet, replacing } from './patch.ts'
import { checkContentTypes, checkHttpMethod, optionReader, readBoolean } from './readers.ts'
import { authorizers, type MethodRecord, resources } from './records.ts'
import { checkRequestValidator } from './requestValidators.ts'

const readType = optionReader('authorization type', ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'])

/** Small letters are taken too (test_put_integration_responses sends "none"). */
const readAuthorization = (text: string | undefined) => readType(text?.toUpperCase())

/** The authorizer that a method keeps: with other types AWS ignores the id (test_update_method_validation). */
function authorizerOf(
  call: Call,
  restApiId: string,
  { authorizationType, authorizerId }: Pick<MethodRecord, 'authorizationType' | 'authorizerId'>,
): string | undefined {
  const isPool = authorizationType === 'COGNITO_USER_POOLS'
  if (!isPool && authorizationType !== 'CUSTOM') return undefined
  const authorizer = call.scope.get(authorizers, authorizerId ?? '', restApiId)
  if (!authorizer || (authorizer.type === 'COGNITO_USER_POOLS') !== isPool)
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    )
  return authorizer.id
}

/** Text: cdk-preflight pf-apigw-method-authorization-scopes-cognito. */
function checkScopes({ authorizationType, authorizationScopes }: MethodRecord): void {
  if (authorizationScopes && authorizationType !== 'COGNITO_USER_POOLS')
    throw badRequest(
      'Invalid Method authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type',
    )
}

const patchMethod = (call: Call, restApiId: string) =>
  byPath<MethodRecord>([
    replacing('authorizationType', readAuthorization),
    replacing('authorizerId', (text) => text),
    {
      path: '/authorizationScopes',
      ops: ['add', 'remove'],
      apply: (method, patch) => ({ authorizationScopes: patchSet(method.authorizationScopes, patch) }),
    },
    replacing('apiKeyRequired', readBoolean),
    replacing('operationName', orAbsent),
    replacing('requestValidatorId', (id) => {
      checkRequestValidator(call, restApiId, id)
      return id || undefined
    }),
    requestParameterRule,
    entriesOf('requestModels', 'contentType', (name) => checkModel(call, restApiId, name)),
  ])

export const methodHandlers = {
  PutMethod(input, call) {
    const { restApiId, httpMethod, authorizationScopes, operationName } = input
    const { requestParameters, requestModels, requestValidatorId } = input
    const resource = find(call, resources, input.resourceId, restApiId)
    checkHttpMethod(httpMethod)
    if (own(resource.methods, httpMethod)) throw conflict('Method already exists for this resource')
    const authorizationType = readAuthorization(input.authorizationType)
    const authorizerId = authorizerOf(call, restApiId, { ...input, authorizationType })
    checkRequestValidator(call, restApiId, requestValidatorId)
    checkModels(call, restApiId, requestModels)
    checkRequestParameters(requestParameters)
    const method: MethodRecord = {
      httpMethod,
      authorizationType,
      authorizerId,
      operationName,
      requestParameters,
      requestModels,
      apiKeyRequired: input.apiKeyRequired ?? false,
      requestValidatorId: requestValidatorId || undefined,
      authorizationScopes: authorizationScopes?.length ? authorizationScopes : undefined,
    }
    checkScopes(method)
    keepMethod(call, input, method)
    return method
  },

  GetMethod: (input, call) => findMethod(call, input),

  UpdateMethod(input, call) {
    const patched = patchMethod(call, input.restApiId)(findMethod(call, input), input.patchOperations)
    const method = { ...patched, authorizerId: authorizerOf(call, input.restApiId, patched) }
    checkScopes(method)
    checkContentTypes(method.requestModels)
    checkRequestParameters(method.requestParameters)
    keepMethod(call, input, method)
    return method
  },

  DeleteMethod(input, call) {
    findMethod(call, input)
    keepMethod(call, input, undefined)
    return {}
  },
} satisfies ApiGatewayHandlers
