import { randomUUID } from 'node:crypto'
import type { InvocationType } from '@aws-sdk/client-lambda'
import type { Host, InvocationResult } from '../../context.ts'
import { mayAssume } from '../../identity/roles.ts'
import { isRecord, jsonIn } from '../../json.ts'
import { unreachable } from '../../lambda/functionName.ts'
import { checkEvent, maxPayload, readInvocationType } from '../../lambda/invoke.ts'
import { AwsError } from '../../wire/awsError.ts'
import { errorBody } from '../../wire/response.ts'
import { configurationError, GatewayFailure } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import { fillUri, integrationVerb } from './integrationRequest.ts'
import { answerHeaders, proxyRequestHeaders, requestHeaders, sourceArn } from './lambdaHeaders.ts'
import { type AwsUri, lambdaAddress } from './lambdaUri.ts'
import type { MethodRequest } from './methodRequest.ts'
import { lambdaTrace } from './trace.ts'

/**
 * Lambda refuses what is not its Invoke operation, and what it cannot run now. The last line repeats the message of a
 * body that is JSON, so there is nothing behind its colon where Lambda answers in XML (AWS Knowledge Center,
 * api-gateway-lambda-template-invoke-error; for 429 public log 31159485353). Of an event that is no JSON the client
 * is told (public log serverless/serverless#2270).
 */
function refused(
  { log, time }: MethodRequest,
  status: number,
  latency: number,
  body: string,
  message = '',
): GatewayFailure {
  const requestId = randomUUID()
  const headers: readonly (readonly [string, string])[] = [
    ['Date', new Date(time).toUTCString()],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', requestId],
  ]
  log?.receives(status, latency, Headers.from(headers), body)
  log?.line(`Lambda invocation failed with status: ${status}. Lambda request id: ${requestId}`)
  return status === 400
    ? new GatewayFailure('DEFAULT_4XX', { message })
    : configurationError(message, 'REFUSED_BY_LAMBDA')
}

/** The same, in Lambda's own JSON. */
const refusedWith = (request: MethodRequest, error: AwsError, latency: number): GatewayFailure =>
  refused(request, error.status, latency, JSON.stringify(errorBody('lambda', error)), error.message)

const notAnOperation =
  '<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n'

const invalidPermissions = () => configurationError('Invalid permissions on Lambda function')

/** A request is signed by the role, before its first line in the log (text: public logs 14277472728, 48253294949). */
function assumeRole(request: MethodRequest, { store }: Host): void {
  const role = fillUri(request.method.methodIntegration?.credentials ?? '', request)
  if (role && !mayAssume(store, role, 'apigateway.amazonaws.com'))
    throw configurationError(`API Gateway does not have permission to assume the provided role ${role}`)
}

/** What Invoke answers where it does not wait for the function. */
const unanswered = (requestId: string, status: 202 | 204): InvocationResult => ({
  requestId,
  payload: '',
  executedVersion: '',
  status,
  log: () => '',
})

/** A text has at most three bytes a character, so that most need not be counted. */
const isTooLong = (payload: string, type: InvocationType): boolean =>
  payload.length * 3 > maxPayload[type] && Buffer.byteLength(payload) > maxPayload[type]

/** Sends an event to a function that is there and may be called. */
async function send(
  request: MethodRequest,
  host: Host,
  { account, region, functionArn }: Required<Pick<AwsUri, 'account' | 'region' | 'functionArn'>>,
  payload: string,
  mappedHeaders: Headers | undefined,
): Promise<InvocationResult> {
  const { invoker, store } = host
  const scope = store.scope(account, region)
  const { credentials } = request.method.methodIntegration ?? {}
  // With a role of its own API Gateway needs no statement in the function's policy; what the role may do is not judged.
  if (!credentials && !invoker.permits(scope, functionArn, sourceArn(request, region), request.account))
    throw invalidPermissions()
  const started = host.now()
  try {
    const type = readInvocationType(mappedHeaders?.get('x-amz-invocation-type'))
    // AWS says so of 6 MB to the client (koki-develop/lgtm-generator#10).
    if (isTooLong(payload, type)) throw new GatewayFailure('REQUEST_TOO_LARGE')
    if (mappedHeaders) checkEvent(Buffer.from(payload))
    const traceId = lambdaTrace(request)
    if (type === 'RequestResponse') return await invoker.invoke(scope, functionArn, payload, { traceId })
    const requestId = randomUUID()
    if (type === 'Event') invoker.enqueue(scope, functionArn, payload, { requestId, traceId })
    return unanswered(requestId, type === 'Event' ? 202 : 204)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    throw refusedWith(request, error, host.now() - started)
  }
}

/**
 * Invokes the function that an integration's URI names, as AWS does it: with one HTTP request to Lambda that
 * must be a POST to `/2015-03-31/functions/{arn}/invocations`. `mappedHeaders` are those of request parameters, which
 * may ask for an invocation type (developer guide, set-up-lambda-integration-async); AWS_PROXY has none.
 * Throws GatewayFailure where Lambda refuses.
 */
export async function invokeLambda(
  request: MethodRequest,
  host: Host,
  uri: AwsUri,
  payload: string,
  mappedHeaders?: Headers,
): Promise<InvocationResult> {
  const { log } = request
  assumeRole(request, host)
  log?.sends(
    lambdaAddress(uri),
    mappedHeaders
      ? requestHeaders(request, uri.region, mappedHeaders)
      : proxyRequestHeaders(request, uri.region, payload),
    payload,
  )
  const { functionArn, account, region, elsewhere } = uri
  if (integrationVerb(request) !== 'POST' || functionArn === undefined)
    throw refused(request, 403, 0, notAnOperation)
  if (elsewhere !== undefined) throw refusedWith(request, unreachable(elsewhere, region), 0) // aws-cdk#17458
  if (account === undefined) throw invalidPermissions()
  const started = host.now()
  const result = await send(request, host, { account, region, functionArn }, payload || '{}', mappedHeaders)
  log?.receives(result.status ?? 200, host.now() - started, answerHeaders(request, result), result.payload)
  return result
}

/**
 * The text of a function's error. What a function returns is none, whatever its fields are called
 * (developer guide, api-gateway-swagger-extensions-integration-responses).
 */
export function errorMessageOf({ functionError, payload }: InvocationResult): string | undefined {
  const json = functionError === undefined ? undefined : jsonIn(payload)
  return isRecord(json) && typeof json.errorMessage === 'string' ? json.errorMessage : undefined
}
