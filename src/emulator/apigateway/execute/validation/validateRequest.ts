import { remember } from '../../../remember.ts'
import { own } from '../../maps.ts'
import { isOfJson, modelIn, schemaIn } from '../../modelSchema.ts'
import type { ModelRecord, RequestValidatorRecord } from '../../records.ts'
import { mediaType } from '../bodies.ts'
import { GatewayFailure } from '../gatewayFailure.ts'
import type { MethodRequest } from '../methodRequest.ts'
import { inHashOrder } from './hashOrder.ts'
import { readInstance } from './instance.ts'
import { breachesOf, type Resolve } from './jsonSchema.ts'

/** A blank value is as good as none (developer guide, api-gateway-method-request-validation). */
function isThere({ pathParameters, query, headers }: MethodRequest, place: string, name: string): boolean {
  if (place === 'path') return Boolean(pathParameters.get(name)?.trim())
  if (place === 'querystring') return Boolean(query.get(name)?.some((value) => value.trim() !== ''))
  return Boolean(headers.get(name)?.trim())
}

/** A set of names, made from a map of parameters: the order of that decides where two names stand in one place. */
function missingParameters(request: MethodRequest): readonly string[] {
  const declared = request.method.requestParameters ?? {}
  const missing = inHashOrder(Object.keys(declared).filter((key) => declared[key]))
    .map((key) => key.split('.').slice(2))
    .filter(([place = '', ...name]) => !isThere(request, place, name.join('.')))
  return inHashOrder(missing.map(([, ...name]) => name.join('.')))
}

const readSchema = remember((text) => schemaIn(text) ?? {})

/** The model for a content type, or that of `$default`; without one a body is not validated. */
function modelFor({ method, contentType, validation }: MethodRequest): ModelRecord | undefined {
  const type = mediaType(contentType) ?? 'application/json'
  const name = own(method.requestModels, type) ?? own(method.requestModels, '$default')
  return validation?.models.find((model) => model.name === name)
}

function checkBody(request: MethodRequest): void {
  const model = modelFor(request)
  if (!model || !isOfJson(model)) return
  const resolve: Resolve = (reference) => {
    const name = modelIn(reference)?.name
    const other = request.validation?.models.find((each) => each.name === name)
    return other && readSchema(other.schema ?? '')
  }
  const body = readInstance(request.body.toString()) // an empty one is none either (public log 42485901271)
  const breaches =
    body === undefined
      ? ['Unknown error parsing request body']
      : breachesOf(readSchema(model.schema ?? ''), body, resolve)
  if (breaches.length === 0) {
    request.log?.line(`Request validation succeeded for content type ${model.contentType}`)
    return
  }
  const list = `[${breaches.join(', ')}]`
  const logLine = `Request body does not match model schema for content type ${model.contentType}: ${list}`
  throw new GatewayFailure('BAD_REQUEST_BODY', { logLine, validationErrors: list })
}

function checkParameters(request: MethodRequest): void {
  const missing = missingParameters(request)
  if (missing.length === 0) return
  const text = `Missing required request parameters: [${missing.join(', ')}]`
  throw new GatewayFailure('BAD_REQUEST_PARAMETERS', { logLine: text, message: text })
}

const validatorOf = ({ method, validation }: MethodRequest): RequestValidatorRecord | undefined =>
  validation?.validators.find(({ id }) => id === method.requestValidatorId)

/** Throws where the method has a request validator and a request is not as that asks; parameters come first. */
export function validateRequest(request: MethodRequest): void {
  const validator = validatorOf(request)
  if (validator?.validateRequestParameters) checkParameters(request)
  if (validator?.validateRequestBody) checkBody(request)
}
