import type { IncomingHttpHeaders } from 'node:http'
import { FromStringShapeDeserializer, JsonShapeDeserializer2 } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { isAbsent } from '../json.ts'
import { AwsError } from './awsError.ts'
import { jsonComplaint } from './jsonComplaint.ts'
import { type Json, readJson } from './jsonTypes.ts'
import type { Match, Operation } from './operations.ts'

/** CreateFunction's own limit in bytes, the largest of both services (test_oversized_request_create_lambda). */
export const maxBody = 70_167_211

export interface WireRequest {
  readonly method: string
  /** As it was sent, without the query: a URL would resolve `%2e%2e` in it. */
  readonly path: string
  /** What stands behind the question mark; '' where there is none. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  /** Names and values as they were sent, in turns. */
  readonly rawHeaders: readonly string[]
  /** Empty where more than `maxBody` was sent. */
  readonly body: Buffer
  /** Bytes that were sent as the body. */
  readonly size: number
}

/** Members of an operation's input by their own names; blobs are bytes, lists and maps plain. */
export type OperationInput = Record<string, unknown>

/** REST-JSON as both services speak it: epoch seconds (7), HTTP bindings, `jsonName` traits. */
const settings = {
  timestampFormat: { useTrait: true, default: 7 as const },
  httpBindings: true,
  jsonName: true,
}
const jsonDeserializer = new JsonShapeDeserializer2(settings)
/** Reads path labels, query values and headers. */
const stringDeserializer = new FromStringShapeDeserializer(settings)

function parseJson(operation: Operation, body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    // Lambda's words are Jackson's (test_lambda_invoke_payload_encoding_error); API Gateway's are not recorded.
    const isLambda = operation.service === 'lambda'
    const own = isLambda ? jsonComplaint(body) : undefined
    const detail = own ?? (error instanceof Error ? error.message : String(error))
    const code = isLambda ? 'InvalidRequestContentException' : 'SerializationException'
    throw new AwsError(code, 400, `Could not parse request body into json: ${detail}`)
  }
}

function readBody(operation: Operation, schema: NormalizedSchema, body: Buffer): unknown {
  const json = readJson(schema, parseJson(operation, body))
  // A body of `null` asks for as much as none.
  return jsonDeserializer.readObject(schema, json ?? {})
}

function readQuery(member: NormalizedSchema, name: string, query: URLSearchParams): unknown {
  const values = query.getAll(name)
  if (values.length === 0) return undefined
  return member.isListSchema() ? values : readString(member, values[0] ?? '')
}

function readString(member: NormalizedSchema, text: string): unknown {
  const value: unknown = stringDeserializer.read(member, text)
  // Every number outside of a body is a whole one.
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new AwsError('SerializationException', 400, 'STRING_VALUE can not be converted to an Integer')
  return value
}

/**
 * The input of an operation, read from path, query, headers and body as its schema says.
 * Throws SerializationException for a body that is no JSON or of other types.
 */
export function decodeInput(
  { operation, labels }: Match,
  query: URLSearchParams,
  { headers, body }: WireRequest,
): OperationInput {
  const input: OperationInput = {}
  const inBody: string[] = []
  for (const [name, member] of operation.input.structIterator()) {
    const traits = member.getMergedTraits()
    if (traits.httpLabel) input[name] = readString(member, labels[name] ?? '')
    else if (traits.httpQuery) input[name] = readQuery(member, traits.httpQuery, query)
    else if (traits.httpHeader) {
      const header = headers[traits.httpHeader.toLowerCase()]
      if (typeof header === 'string') input[name] = readString(member, header)
    } else if (traits.httpPayload) {
      if (body.length > 0) input[name] = member.isBlobSchema() ? body : readBody(operation, member, body)
    } else inBody.push(name)
  }
  if (inBody.length > 0 && body.length > 0) {
    const members = readBody(operation, operation.input, body) as OperationInput
    for (const name of inBody) if (!isAbsent(members[name])) input[name] = members[name]
  }
  return input
}
