import { words } from '../../words.ts'
import { own } from '../maps.ts'
import { convertBody, isBinary, templateFor } from './bodies.ts'
import { configurationError, GatewayFailure } from './gatewayFailure.ts'
import type { Headers } from './headers.ts'
import type { MappingContext } from './mappingContext.ts'
import type { MethodRequest } from './methodRequest.ts'
import { TemplateError } from './vtl/values.ts'

/**
 * Whether a body goes through without a template. A request without a content type counts as
 * application/json; what is refused gets 415 (developer guide, integration-passthrough-behaviors).
 */
function checkPassthrough(behavior: string | undefined, hasTemplates: boolean): void {
  if (behavior === 'NEVER' || (behavior === 'WHEN_NO_TEMPLATES' && hasTemplates))
    throw new GatewayFailure('UNSUPPORTED_MEDIA_TYPE')
}

/** A mapping that cannot be made is a fault of the API's set-up: AWS does not say which (public log 624303112). */
export function transforming<T>(what: 'request' | 'response', map: () => T): T {
  try {
    return map()
  } catch (error) {
    if (error instanceof TemplateError) throw configurationError(`Unable to transform ${what}`)
    throw error
  }
}

/** What templates and passthrough make of a request's body for an endpoint, where the integration is no proxy. */
export function mapRequestBody(context: MappingContext): Buffer | string {
  const { request } = context
  const { requestTemplates, passthroughBehavior, contentHandling } = request.method.methodIntegration ?? {}
  const { contentType } = request
  const template = templateFor(requestTemplates, contentType)
  if (template === undefined)
    checkPassthrough(passthroughBehavior, Object.keys(requestTemplates ?? {}).length > 0)
  const binary = isBinary(contentType, request.api.binaryMediaTypes)
  const usual = binary ? 'CONVERT_TO_BINARY' : 'CONVERT_TO_TEXT'
  const body = convertBody(request.body, binary, contentHandling ?? usual)
  if (template === undefined) return body
  if (typeof body !== 'string') throw configurationError('Unable to transform request')
  return transforming('request', () => context.render(template, body))
}

/** Headers that request parameters may not set, by who would (aws-recorded, test_apigateway_header_remapping_aws). */
const illegal = new Set(['content-length', 'transfer-encoding'])
const illegalToAws = new Set([...illegal, ...words('authorization connection expect proxy-authenticate te')])

export function checkMappedHeaders(headers: Headers, toAws: boolean): void {
  for (const [name] of headers)
    if ((toAws ? illegalToAws : illegal).has(name.toLowerCase()))
      throw configurationError(`${name} header already present`)
}

/** The verb of the request to an endpoint: the client's own where the integration names none, or ANY. */
export function integrationVerb({ method, verb }: MethodRequest): string {
  const { httpMethod = 'ANY' } = method.methodIntegration ?? {}
  return httpMethod === 'ANY' ? verb : httpMethod
}

/** A URI with its stage variables and, where given, path parameters. */
export function fillUri(uri: string, request: MethodRequest, path?: ReadonlyMap<string, string>): string {
  if (!uri.includes('{')) return uri
  const withVariables = uri.replace(
    /\$\{stageVariables\.([\w-]+)\}/g,
    (_, name: string) => own(request.stageVariables, name) ?? '',
  )
  return path === undefined
    ? withVariables
    : withVariables.replace(/\{([\w.:-]+)\+?\}/g, (all, name: string) => path.get(name) ?? all)
}
