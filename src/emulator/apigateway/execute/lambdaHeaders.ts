import { hash } from 'node:crypto'
import type { InvocationResult } from '../../context.ts'
import { Headers } from './headers.ts'
import type { MethodRequest } from './methodRequest.ts'
import { lambdaTrace } from './trace.ts'

/**
 * Whom a permission of the function must let in: the verb is the request's, also where the method is ANY, and the region the
 * function's, also where the API has another (Lambda's developer guide, services-apigateway).
 */
export const sourceArn = ({ account, api, stage, verb, resource }: MethodRequest, region: string): string =>
  `arn:aws:execute-api:${region}:${account}:${api.id}/${stage}/${verb}${resource.path}`

const amzDate = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')

/** Nothing is signed here; AWS's own log has stars for all of a signature but its last six digits. */
const authorization = (digest: string) => `${'*'.repeat(338)}${digest.slice(-6)}`
const securityToken = `IQoJb3JpZ2luX2Vj${'/'.repeat(1024)}`

/** What AWS prints of its signed request. */
export function requestHeaders(request: MethodRequest, region: string, mappedHeaders: Headers): Headers {
  const { credentials } = request.method.methodIntegration ?? {}
  const headers = Headers.from([
    ['x-amzn-lambda-integration-tag', request.requestId],
    ['Authorization', authorization(hash('sha256', request.requestId))],
    ['X-Amz-Date', amzDate(request.time)],
    ['x-amzn-apigateway-api-id', request.api.id],
  ])
  if (!credentials) headers.set('X-Amz-Source-Arn', sourceArn(request, region))
  for (const [name, values] of mappedHeaders) headers.set(name, ...values)
  headers.set('Accept', 'application/json')
  headers.set('User-Agent', `AmazonAPIGateway_${request.api.id}`)
  headers.set('X-Amz-Security-Token', securityToken)
  return headers
}

/** The same for AWS_PROXY, which has an order of its own (public logs 18877537550, 5270803061). */
export function proxyRequestHeaders(request: MethodRequest, region: string, payload: string): Headers {
  const { credentials } = request.method.methodIntegration ?? {}
  const digest = hash('sha256', payload)
  const headers = Headers.from([
    ['X-Amz-Date', amzDate(request.time)],
    ['x-amzn-apigateway-api-id', request.api.id],
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${request.api.id}`],
    ['Host', `lambda.${region}.amazonaws.com`],
    ['X-Amz-Content-Sha256', digest],
    ['X-Amzn-Trace-Id', request.trace.forward],
    ['x-amzn-lambda-integration-tag', request.requestId],
    ['Authorization', authorization(digest)],
  ])
  if (!credentials) headers.set('X-Amz-Source-Arn', sourceArn(request, region))
  headers.set('X-Amz-Security-Token', securityToken)
  return headers
}

export const answerHeaders = (request: MethodRequest, result: InvocationResult): Headers => {
  const headers = Headers.from([
    ['Date', new Date(request.time).toUTCString()],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(Buffer.byteLength(result.payload))],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', result.requestId],
  ])
  if (result.functionError) headers.set('X-Amz-Function-Error', result.functionError)
  headers.set('x-amzn-Remapped-Content-Length', '0')
  if (result.executedVersion !== '') headers.set('X-Amz-Executed-Version', result.executedVersion)
  headers.set('X-Amzn-Trace-Id', lambdaTrace(request))
  return headers
}
