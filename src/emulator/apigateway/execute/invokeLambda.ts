import { randomUUID } from 'node:crypto'
import type { Host, Invocation, LambdaInvoker } from '../../context.ts'
import { AwsError } from '../../wire/awsError.ts'
import { printHeaders, truncated } from './executionLog.ts'
import { configurationError, GatewayFailure } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import { type AwsUri, lambdaAddress } from './lambdaUri.ts'
import type { MethodRequest } from './methodRequest.ts'

/** Whom a permission of the function must let in: the verb is the request's, also where the method is ANY. */
export const sourceArn = ({ region, account, api, stage, verb, resource }: MethodRequest): string =>
  `arn:aws:execute-api:${region}:${account}:${api.id}/${stage}/${verb}${resource.path}`

const amzDate = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')

/** What AWS prints of its signed request; nothing is signed here, so the secrets are stars, as in AWS's own log. */
function endpointRequestHeaders(request: MethodRequest, mapped: Headers): Headers {
  const { credentials } = request.method.methodIntegration ?? {}
  const headers = Headers.from([
    ['x-amzn-lambda-integration-tag', request.requestId],
    ['Authorization', '*'.repeat(256)],
    ['X-Amz-Date', amzDate(request.time)],
    ['x-amzn-apigateway-api-id', request.api.id],
  ])
  if (!credentials) headers.set('X-Amz-Source-Arn', sourceArn(request))
  for (const [name, values] of mapped) headers.set(name, ...values)
  headers.set('Accept', 'application/json')
  headers.set('User-Agent', `AmazonAPIGateway_${request.api.id}`)
  headers.set('X-Amz-Security-Token', '*'.repeat(1024))
  return headers
}

export const lambdaAnswerHeaders = (request: MethodRequest, invocation: Invocation): Headers => {
  const headers = Headers.from([
    ['Date', new Date(request.time).toUTCString()],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(Buffer.byteLength(invocation.payload))],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', invocation.requestId],
  ])
  if (invocation.functionError) headers.set('X-Amz-Function-Error', invocation.functionError)
  headers.set('x-amzn-Remapped-Content-Length', '0')
  headers.set('X-Amz-Executed-Version', invocation.executedVersion)
  headers.set('X-Amzn-Trace-Id', request.trace.back)
  return headers
}

/** Lambda refuses what is not its Invoke operation, and what it cannot run now. */
function refused(request: MethodRequest, status: number, body: string): GatewayFailure {
  request.log?.line(`Endpoint response body before transformations: ${body}`)
  request.log?.line(`Lambda invocation failed with status: ${status}. Lambda request id: ${randomUUID()}`)
  return new GatewayFailure('INTERNAL')
}

type Asked = Parameters<LambdaInvoker['invokeFor']>[0]

/** With a role of its own API Gateway needs no statement in the function's policy; roles are not judged here. */
export function invokeAs(credentials: string | undefined, { invoker, store }: Host, asked: Asked) {
  if (!credentials) return invoker.invokeFor(asked)
  const [, , , region = '', account = ''] = asked.functionArn.split(':')
  return invoker.invoke(store.scope(account, region), asked.functionArn, asked.payload)
}

async function call(
  request: MethodRequest,
  host: Host,
  functionArn: string,
  payload: string,
): Promise<Invocation | 'denied'> {
  try {
    return await invokeAs(request.method.methodIntegration?.credentials, host, {
      functionArn,
      sourceArn: sourceArn(request),
      sourceAccount: request.account,
      payload,
    })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    throw refused(request, error.status, JSON.stringify({ Type: 'User', Message: error.message }))
  }
}

const notAnOperation =
  '<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n'

/**
 * Invokes the function that an integration's URI names, as AWS does it: with one HTTP request to Lambda that
 * must be a POST to `/2015-03-31/functions/{arn}/invocations`. Throws GatewayFailure where Lambda refuses.
 */
export async function invokeLambda(
  request: MethodRequest,
  host: Host,
  uri: AwsUri,
  mapped: Headers,
  payload: string,
): Promise<Invocation> {
  const { log } = request
  if (log) {
    log.line(`Endpoint request URI: ${lambdaAddress(uri)}`)
    log.line(`Endpoint request headers: ${printHeaders(endpointRequestHeaders(request, mapped))}`)
    log.line(`Endpoint request body after transformations: ${truncated(payload)}`)
    log.line(`Sending request to ${lambdaAddress(uri)}`)
  }
  const { functionArn, isReachable } = uri
  const verb = request.method.methodIntegration?.httpMethod ?? request.verb
  if ((verb === 'ANY' ? request.verb : verb) !== 'POST' || functionArn === undefined)
    throw refused(request, 403, notAnOperation)
  if (!isReachable) throw configurationError('Invalid permissions on Lambda function')
  const started = host.now()
  const invocation = await call(request, host, functionArn, payload || '{}')
  if (invocation === 'denied') throw configurationError('Invalid permissions on Lambda function')
  if (log) {
    log.line(`Received response. Status: 200, Integration latency: ${host.now() - started} ms`)
    log.line(`Endpoint response headers: ${printHeaders(lambdaAnswerHeaders(request, invocation))}`)
    log.line(`Endpoint response body before transformations: ${truncated(invocation.payload)}`)
  }
  return invocation
}
