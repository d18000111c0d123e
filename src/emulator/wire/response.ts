import type { NormalizedSchema } from '@smithy/core/schema'
import type { Call } from '../context.ts'
import { extendedRequestId } from '../ids.ts'
import { isAbsent } from '../json.ts'
import type { AwsError } from './awsError.ts'
import { errorsWithCapital, type Operation, type Service } from './operations.ts'

export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Uint8Array | string
}

/** API Gateway's own calls have its long id too, as those of its APIs (cloud-custodian's recordings). */
const idsOf = (requestId: string, hasLongId: boolean): Record<string, string> => ({
  'x-amzn-RequestId': requestId,
  ...(hasLongId && { 'x-amz-apigw-id': extendedRequestId(requestId) }),
})

/** What every answer to Invoke carries beside its own (public logs 32680635780, 19744413442 and 54778656611, of 2024 to 2026). */
const invokeHeaders = (traceId: string): Record<string, string> => ({
  'x-amzn-Remapped-Content-Length': '0',
  'X-Amzn-Trace-Id': traceId,
})

/**
 * An output as the JSON value that AWS sends: members by their wire names, dates (here milliseconds) as whole epoch seconds,
 * bytes as base64.
 * The SDK's own serializer leaves out a null in a map, which AWS sends: `{"application/json": null}` is an empty
 * template (recorded, test_integration_response_invalid_responsetemplates).
 */
function toJson(schema: NormalizedSchema, value: unknown): unknown {
  if (isAbsent(value)) return value
  if (schema.isTimestampSchema()) return Math.floor(Number(value) / 1000)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (schema.isDocumentSchema() || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => toJson(schema.getValueSchema(), item))
  if (schema.isMapSchema())
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, toJson(schema.getValueSchema(), item)]),
    )
  const members = new Map<string, unknown>(Object.entries(value))
  const json: Record<string, unknown> = {}
  for (const [name, member] of schema.structIterator())
    json[String(member.getMergedTraits().jsonName ?? name)] = toJson(member, members.get(name))
  return json
}

/** An operation's output as HTTP: members go to headers, status or body as its schema says. */
export function encodeOutput(operation: Operation, output: object, call: Call): WireAnswer {
  const headers = idsOf(call.requestId, operation.service === 'apigateway')
  if (operation.name === 'Invoke') Object.assign(headers, invokeHeaders(call.traceId))
  // Also where there is no body (sustinbebustin/understudy, testdata/parity/lambda/R13/06-delete-version-2.json).
  else if (operation.service === 'lambda') headers['Content-Type'] = 'application/json'
  const members = new Map(Object.entries(output))
  const inBody: Record<string, unknown> = {}
  let status = operation.status
  let payload: Uint8Array | '' | undefined
  if (!operation.output.isStructSchema()) return { status, headers, body: '' }
  for (const [name, member] of operation.output.structIterator()) {
    const value = members.get(name)
    const traits = member.getMergedTraits()
    if (traits.httpPayload) payload = value === undefined ? '' : Buffer.from(value as Uint8Array)
    else if (value === undefined) continue
    else if (traits.httpHeader) headers[traits.httpHeader] = String(value)
    else if (traits.httpResponseCode) status = Number(value)
    else inBody[name] = value
  }
  // An event that is only queued has no type either (public logs 3504262008, 18084841721).
  if (status === 204 || payload?.length === 0) return { status, headers, body: '' }
  headers['Content-Type'] = 'application/json'
  return { status, headers, body: payload ?? JSON.stringify(toJson(operation.output, inBody)) }
}

/**
 * Lambda's modelled errors carry `Type`, its front end's and API Gateway's do not. Their members are in order (public
 * logs 54565865697, 5708892855).
 */
export function errorBody(service: Service, error: AwsError): object {
  const frontEnd = error.code === 'ValidationException' || error.code === 'SerializationException'
  if (service === 'apigateway' || frontEnd) return { message: error.message }
  // Lambda refuses another account without a word (test_function_arns/function_arn_other_account_exc).
  if (error.message === '') return { Message: null }
  const type = error.status >= 500 ? 'Service' : 'User'
  const text = errorsWithCapital.has(error.code) ? 'Message' : 'message'
  const members = { Type: type, [text]: error.message, ...error.members }
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function encodeError(service: Service, error: AwsError, requestId: string): WireAnswer {
  return {
    status: error.status,
    headers: {
      'Content-Type': 'application/json',
      // 500 and 501 are this cloud's words, not AWS's.
      ...idsOf(requestId, service === 'apigateway' && error.status < 500),
      'x-amzn-ErrorType': error.code,
    },
    body: JSON.stringify(errorBody(service, error)),
  }
}
