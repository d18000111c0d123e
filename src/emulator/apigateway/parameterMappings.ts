import { badRequest } from '../wire/awsError.ts'
import { own, type StringMap } from './maps.ts'
import { readBoolean } from './readers.ts'

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

const fits =
  (...patterns: readonly RegExp[]) =>
  (text: string): Breach =>
    patterns.some((pattern) => pattern.test(text)) ? undefined : invalid(text)

type Declared = StringMap<unknown> | undefined

const isIn = (declared: Declared, name: string) => Object.hasOwn(declared ?? {}, name)

const checkMappings = (
  mappings: StringMap<string> | undefined,
  ofName: (name: string) => Breach,
  ofValue: (value: string) => Breach,
) => refuse(Object.entries(mappings ?? {}).flatMap(([name, value]) => [ofName(name), ofValue(value)]))

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
const gatewayResponse = new RegExp(`^gatewayresponse\\.(header|path|querystring)\\.${name}$`)

/** Measured on AWS in floci-io/floci#3549; a greedy variable has its plus. */
const parameterName = /^method\.request\.(?:path\..+|\w+\.[a-zA-Z0-9:._$-]+)$/

/** Throws for PutMethod's `requestParameters`. */
export function checkRequestParameters(parameters: StringMap<unknown> | undefined): void {
  const keys = Object.keys(parameters ?? {})
  refuse(
    keys.map((key) => {
      if (!methodRequest.test(key)) return invalid(key)
      return parameterName.test(key)
        ? undefined
        : 'Parameter name should match the following regular expression: ^[a-zA-Z0-9:._$-]+$'
    }),
  )
  const names = keys.map((key) => methodRequest.exec(key)?.[2])
  if (new Set(names).size < names.length)
    throw badRequest('Parameter names must be unique across querystring, header and path')
}

/** Throws for PutMethodResponse's `responseParameters`. */
export const checkResponseParameters = (parameters: StringMap<unknown> | undefined) =>
  refuse(Object.keys(parameters ?? {}).map(fits(methodResponse)))

/** Reads a patch that says whether a parameter is required; `check` throws for its name. */
export const requiredReader =
  (check: (parameters: StringMap<unknown>) => void) =>
  (text: string, name: string): boolean => {
    check({ [name]: text })
    return readBoolean(text)
  }

const nameOf = (parameter: string) => parameter.split('.').slice(3).join('.')

/**
 * Throws for an integration's `requestParameters`. They may only use what the method declares (the text is in many public
 * logs of `{proxy+}` paths), which is found by its name, wherever it is declared to stand (test_invoke_with_query_parameters).
 */
export const checkRequestMappings = (mappings: StringMap<string> | undefined, declared: Declared) =>
  checkMappings(mappings, fits(integrationRequest), (value) => {
    if (fromAnywhere.test(value) || fromRequestBody.test(value)) return undefined
    if (!fromMethod.test(value)) return invalid(value)
    return Object.keys(declared ?? {}).some((key) => nameOf(key) === nameOf(value))
      ? undefined
      : undeclared(value)
  })

/**
 * Throws for an integration response's `responseParameters`: the headers must be declared by the method response of
 * the same status, which for CORS headers must therefore be there first. The text where there is none of any status is
 * in many public logs (aws-apigateway-importer#121, 16668602427).
 */
export function checkResponseMappings(
  mappings: StringMap<string> | undefined,
  responses: StringMap<{ readonly responseParameters?: Declared }> = {},
  status: string,
): void {
  if (Object.keys(mappings ?? {}).length === 0) return
  if (Object.keys(responses).length === 0) refuse(['No method response exists for method.'])
  const declared = own(responses, status)?.responseParameters
  checkMappings(
    mappings,
    (name) => {
      if (!methodResponse.test(name)) return invalid(name)
      return isIn(declared, name) ? undefined : undeclared(name)
    },
    fits(fromAnywhere, fromIntegration),
  )
}

/** Throws for a gateway response's `responseParameters`; no method is known whose declarations could be looked at. */
export const checkGatewayMappings = (mappings: StringMap<string> | undefined) =>
  checkMappings(mappings, fits(gatewayResponse), fits(fromAnywhere, fromMethod))
