import { isAbsent, isRecord, isScalar, jsonIn } from '../../json.ts'
import { decodeBase64, isBinary } from './bodies.ts'
import { Headers } from './headers.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'

/**
 * Null too: by it ASP.NET's answers without content have no Content-Type, not even AWS's own (aws-lambda-dotnet#1123,
 * aws-sam-cli#1218).
 */
const isText = (value: unknown) => isScalar(value) || isAbsent(value)
const isList = (value: unknown) => isAbsent(value) || (Array.isArray(value) && value.every(isText))

/**
 * What a member of the answer may be. AWS reads the answer into an object of typed fields, where a number or
 * true stands for its text; what does not fit, and a member that it does not know, makes the answer malformed
 * (aws-recorded, test_aws_proxy_response_payload_format_validation).
 */
const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  statusCode: (value) => isScalar(value) && /^\d+$/.test(String(value)),
  headers: (value) => isRecord(value) && Object.values(value).every(isText),
  multiValueHeaders: (value) => isRecord(value) && Object.values(value).every(isList),
  body: isScalar,
  isBase64Encoded: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
}

/** A function's answer to a proxy integration; undefined where it is malformed. */
function readAnswer(payload: string): Readonly<Record<string, unknown>> | undefined {
  const json = jsonIn(payload)
  if (!isRecord(json)) return undefined
  const fits = ([name, value]: readonly [string, unknown]) =>
    Object.hasOwn(members, name) && (isAbsent(value) || members[name]?.(value))
  return Object.entries(json).every(fits) ? json : undefined
}

/**
 * Both kinds together; `multiValueHeaders` come first and decide the spelling (same recording), and what both say is said
 * once (developer guide, set-up-lambda-proxy-integrations). No Content-Type is made up: TestInvokeMethod shows none then
 * (public log 18877537550).
 */
function mergeHeaders(single: unknown, multi: unknown): Headers {
  const headers = new Headers()
  for (const [name, list] of Object.entries(isRecord(multi) ? multi : {}))
    headers.set(name, ...(Array.isArray(list) ? list : []).filter(isScalar).map(String))
  const said = Headers.from(headers)
  for (const [name, value] of Object.entries(isRecord(single) ? single : {}))
    if (isScalar(value)) {
      if (!said.all(name).includes(String(value))) headers.append(name, String(value))
    } else if (!headers.has(name)) headers.set(name)
  return headers
}

/** The method's answer out of a function's; undefined where that is malformed, which is 502. */
export function proxyAnswer(payload: string, request: MethodRequest): MethodAnswer | undefined {
  const answer = readAnswer(payload)
  if (!answer) return undefined
  const status = isAbsent(answer.statusCode) ? 200 : Number(answer.statusCode)
  const text = isScalar(answer.body) ? String(answer.body) : ''
  // Base64 is decoded only for a client that accepts one of the API's binary media types (same recording).
  const encoded =
    String(answer.isBase64Encoded) === 'true' &&
    isBinary(request.headers.get('accept'), request.api.binaryMediaTypes)
  return {
    status,
    headers: mergeHeaders(answer.headers, answer.multiValueHeaders),
    body: encoded ? decodeBase64(text) : text,
  }
}
