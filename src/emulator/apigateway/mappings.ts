import { badRequest } from '../wire/awsError.ts'
import type { StringMap } from './maps.ts'

/**
 * Names and expressions of parameter mappings. AWS collects what is wrong into one text
 * (test_put_integration_request_parameter_bool_type).
 */
type Breach = string | undefined

const invalid = (expression: string): Breach => `Invalid mapping expression specified: ${expression}`
const undeclared = (expression: string): Breach =>
  `Invalid mapping expression parameter specified: ${expression}`

function refuse(breaches: readonly Breach[]): void {
  const errors = breaches.filter((breach) => breach !== undefined)
  if (errors.length > 0)
    throw badRequest(
      `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`,
    )
}

const name = '[^\\s.][^\\s]*'
const methodRequest = new RegExp(`^method\\.request\\.(querystring|path|header)\\.(${name})$`)
const methodResponse = new RegExp(`^method\\.response\\.header\\.${name}$`)
const integrationRequest = new RegExp(`^integration\\.request\\.(querystring|path|header)\\.${name}$`)
const fromMethod = new RegExp(`^method\\.request\\.(multivalue)?(querystring|path|header)\\.${name}$`)
const fromAnywhere = new RegExp(`^('[^']*'|(context|stageVariables)\\.${name})$`)
const fromRequestBody = /^method\.request\.body(\..+|\[.+)?$/
const fromIntegration = new RegExp(
  `^integration\\.response\\.((multivalueheader|header)\\.${name}|body(\\..+|\\[.+)?)$`,
)

/** Throws for PutMethod's `requestParameters`. */
export function checkRequestParameters(parameters: StringMap<unknown> | undefined): void {
  const keys = Object.keys(parameters ?? {})
  refuse(keys.map((key) => (methodRequest.test(key) ? undefined : invalid(key))))
  const names = keys.map((key) => methodRequest.exec(key)?.[2])
  if (new Set(names).size < names.length)
    throw badRequest('Parameter names must be unique across querystring, header and path')
}

/** Throws for PutMethodResponse's `responseParameters`. */
export function checkResponseParameters(parameters: StringMap<unknown> | undefined): void {
  refuse(Object.keys(parameters ?? {}).map((key) => (methodResponse.test(key) ? undefined : invalid(key))))
}

/** A mapping may only use what the method declares (the text is in many public logs of `{proxy+}` paths). */
function requestBreach(value: string, declared: StringMap<unknown>): Breach {
  if (fromAnywhere.test(value) || fromRequestBody.test(value)) return undefined
  if (!fromMethod.test(value)) return invalid(value)
  return Object.hasOwn(declared, value.replace('.multivalue', '.')) ? undefined : undeclared(value)
}

/** Throws for an integration's `requestParameters`, given what its method declares. */
export function checkRequestMappings(
  mappings: StringMap<string> | undefined,
  declared: StringMap<unknown> | undefined,
): void {
  refuse(
    Object.entries(mappings ?? {}).flatMap(([key, value]) => [
      integrationRequest.test(key) ? undefined : invalid(key),
      requestBreach(value, declared ?? {}),
    ]),
  )
}

/**
 * Throws for an integration response's `responseParameters`: the headers must be declared by the method response of
 * the same status, which for CORS headers must therefore be there first.
 */
export function checkResponseMappings(
  mappings: StringMap<string> | undefined,
  declared: StringMap<unknown> | undefined,
): void {
  refuse(
    Object.entries(mappings ?? {}).flatMap(([key, value]) => [
      methodResponse.test(key)
        ? Object.hasOwn(declared ?? {}, key)
          ? undefined
          : undeclared(key)
        : invalid(key),
      fromAnywhere.test(value) || fromIntegration.test(value) ? undefined : invalid(value),
    ]),
  )
}

const gatewayResponse = new RegExp(`^gatewayresponse\\.(header|path|querystring)\\.${name}$`)

/** Throws for a gateway response's `responseParameters`; no method is known whose declarations could be looked at. */
export function checkGatewayMappings(mappings: StringMap<string>): void {
  refuse(
    Object.entries(mappings).flatMap(([key, value]) => [
      gatewayResponse.test(key) ? undefined : invalid(key),
      fromAnywhere.test(value) || fromMethod.test(value) ? undefined : invalid(value),
    ]),
  )
}
