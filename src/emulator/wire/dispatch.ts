import { randomUUID } from 'node:crypto'
import type { Handlers, Host } from '../context.ts'
import { readIdentity } from '../identity/sessions.ts'
import { traceOfInvoke } from '../ids.ts'
import { AwsError, asAwsError, notImplemented } from './awsError.ts'
import { checkConstraints } from './checkConstraints.ts'
import { matchOperation, type Operation, type Service } from './operations.ts'
import { decodeInput, maxBody, type WireRequest } from './request.ts'
import { encodeError, encodeOutput, type WireAnswer } from './response.ts'

/** What is supported, by service: both have a TagResource. */
type Supported = Readonly<Record<Service, Handlers>>

/** Nobody has a function URL here, since creating one answers 501 (test_lambda_url_non_existing_url). */
const noFunctionUrl: WireAnswer = {
  status: 403,
  headers: { 'Content-Type': 'application/json', 'x-amzn-ErrorType': 'AccessDeniedException' },
  body: '{"Message":null}',
}

const isFunctionUrl = ({ headers }: WireRequest) => /^[a-z0-9]{32}\.lambda-url\./.test(headers.host ?? '')

/**
 * Bytes of a request, where an operation takes less than others (anomalyco/ion#459, May 2024). Of an event that a client sends itself
 * AWS says so since 2021 (JupiterOne/sdk#565, aws-athena-query-federation#793, pelmers/streetwarp-web#14 of December 2024).
 */
const limits: Readonly<Record<string, number>> = { UpdateFunctionConfiguration: 5120, Invoke: 6_291_456 }

const tooLarge = (limit: number, what = '') =>
  new AwsError('RequestEntityTooLargeException', 413, `Request must be smaller than ${limit} bytes${what}`)

function checkSize({ name }: Operation, size: number): void {
  const limit = limits[name] ?? maxBody
  if (size > limit) throw tooLarge(limit, ` for the ${name === 'Invoke' ? 'InvokeFunction' : name} operation`)
}

const unknownOperation = new AwsError('UnknownOperationException', 404, '')

/** Answers one call of the AWS API. What goes wrong becomes AWS's error body; throws for a target that is no path alone. */
export async function dispatch(handlers: Supported, host: Host, request: WireRequest): Promise<WireAnswer> {
  if (isFunctionUrl(request)) return noFunctionUrl
  const requestId = randomUUID()
  const url = new URL(`http://localhost${request.path}?${request.query}`)
  const match = matchOperation(request.method, url)
  // Of a form that was not kept nobody knows what it asked for.
  const unknown = request.size > maxBody ? tooLarge(maxBody) : unknownOperation
  if (!match) return encodeError('apigateway', unknown, requestId)
  const { operation } = match
  try {
    const handler = handlers[operation.service][operation.name]
    if (!handler) throw notImplemented(`${operation.name} of ${operation.service} is`)
    checkSize(operation, request.size)
    const input = decodeInput(match, url.searchParams, request)
    checkConstraints(operation, input)
    const { account, region } = readIdentity(request.headers, host.sessions)
    const userAgent = request.headers['user-agent']
    const traceId = traceOfInvoke(requestId, host.now(), request.headers['x-amzn-trace-id']?.toString())
    const scope = host.store.scope(account, region)
    const call = { account, region, requestId, traceId, userAgent, scope, host }
    // The wire has checked the input against the operation's own schema; each handler names that type.
    const output = await host.store.transaction(() => handler(input as never, call))
    return encodeOutput(operation, output, call)
  } catch (error) {
    return encodeError(operation.service, asAwsError(error), requestId)
  }
}
