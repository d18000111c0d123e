import { isBinary } from './bodies.ts'
import { lastValues, type MethodRequest, requestContext } from './methodRequest.ts'

const orNull = <T extends object>(record: T): T | null => (Object.keys(record).length > 0 ? record : null)

/**
 * The event of a Lambda proxy integration, format 1.0, in AWS's order. What is empty is null
 * (aws-recorded, test_lambda_aws_proxy_integration).
 */
export function proxyEvent(request: MethodRequest) {
  const binary = isBinary(request.headers.get('content-type'), request.api.binaryMediaTypes)
  return {
    resource: request.resource.path,
    path: request.path,
    httpMethod: request.verb,
    headers: orNull(request.headers.single()),
    multiValueHeaders: orNull(request.headers.multi()),
    queryStringParameters: orNull(lastValues(request.query)),
    multiValueQueryStringParameters: orNull(Object.fromEntries(request.query)),
    pathParameters: orNull(Object.fromEntries(request.pathParameters)),
    stageVariables: orNull({ ...request.stageVariables }),
    requestContext: requestContext(request),
    body: request.body.length === 0 ? null : request.body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary,
  }
}
