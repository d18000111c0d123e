import { own } from '../maps.ts'
import type { IntegrationResponseRecord, Templates } from '../records.ts'
import { convertBody, isBinary, mediaType } from './bodies.ts'
import { configurationError } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import { transforming } from './integrationRequest.ts'
import { mapResponse } from './mapParameters.ts'
import type { MappingContext } from './mappingContext.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'
import { matchesWhole } from './vtl/boundedRegex.ts'
import { toHeader } from './vtl/printed.ts'

/** What came back from an endpoint. */
export interface EndpointAnswer {
  readonly status: number
  /** Made where they are asked for. */
  readonly headers: () => Headers
  readonly body: Buffer
  /** Where the body is a text of JSON: that text, which may be base64. Else the body may be. */
  readonly encoded?: string
  /** Whether it is the error of a function. */
  readonly isError?: boolean
}

/**
 * The integration response whose pattern covers `selection` from end to end, of several that of the same status (measured
 * on AWS in ministackorg/ministack#1756), else the one without a pattern. A successful Lambda answer has no error's text:
 * of the patterns only `.*` selects it (developer guide, handle-errors-in-lambda-integration).
 */
function select(
  request: MethodRequest,
  selection: string | undefined,
  status: number,
): IntegrationResponseRecord {
  const responses = Object.values(request.method.methodIntegration?.integrationResponses ?? {})
  const matching = responses.filter(({ selectionPattern: pattern }) =>
    selection === undefined ? pattern === '.*' : pattern && matchesWhole(pattern, selection),
  )
  const selected =
    matching.find(({ statusCode }) => statusCode === selection) ??
    matching[0] ??
    responses.find(({ selectionPattern }) => !selectionPattern)
  if (!selected)
    throw configurationError(
      `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${status}`,
    )
  return selected
}

/**
 * The template that the Accept header names without its parameters (developer guide, request-response-data-mappings), else that
 * for JSON, for all or the first; with its content type.
 */
export function responseTemplate(templates: Templates | undefined, accept: string | undefined) {
  const entries = Object.entries(templates ?? {})
  const named = (type: string | undefined) => entries.find(([key]) => key === type)
  const found = named(mediaType(accept)) ?? named('application/json') ?? named('$default') ?? entries[0]
  return found && ([found[0] === '$default' ? 'application/json' : found[0], found[1]] as const)
}

/**
 * Makes an endpoint's answer the method's: integration response by pattern, its parameters and template, and
 * the method response that must exist for its status.
 */
export function mapAnswer(
  answer: EndpointAnswer,
  selection: string | undefined,
  context: MappingContext,
): MethodAnswer {
  const { request } = context
  const response = select(request, selection, answer.status)
  const { statusCode } = response
  if (!own(request.method.methodResponses, statusCode))
    throw configurationError(`Output mapping refers to an invalid method response: ${statusCode}`)
  const { binaryMediaTypes } = request.api
  const accept = request.headers.get('accept')
  const usual = isBinary(accept, binaryMediaTypes) ? 'CONVERT_TO_BINARY' : 'CONVERT_TO_TEXT'
  const type = binaryMediaTypes && answer.headers().get('content-type')
  const body = convertBody(
    answer.body,
    type !== undefined && isBinary(type, binaryMediaTypes),
    response.contentHandling ?? usual,
    answer.encoded,
  )
  const [contentType = 'application/json', template] =
    responseTemplate(response.responseTemplates, accept) ?? []
  const mappedHeaders = transforming('response', () =>
    mapResponse(response.responseParameters, answer, context),
  )
  // Bytes are nothing for a template (brunojet/apigw-transfer, SPEC.md §5); where there are none, nothing is there to read.
  if (template && typeof body !== 'string' && body.length > 0)
    throw configurationError('Unable to transform response')
  const text = !template ? body : transforming('response', () => context.render(template, body.toString()))
  // A mapped Content-Type counts; else it stands behind what is mapped (public log 48253294949).
  const headers = Headers.from(mappedHeaders)
  if (!headers.has('content-type')) headers.set('Content-Type', contentType)
  for (const [name, value] of context.overrides('responseOverride', 'header'))
    headers.set(name, toHeader(value))
  return { status: context.responseStatus ?? Number(statusCode), headers, body: text }
}
