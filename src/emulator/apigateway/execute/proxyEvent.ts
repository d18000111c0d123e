import { isBinary } from './bodies.ts'
import { lastValues, type MethodRequest, requestContext } from './methodRequest.ts'

/** What a function is told of a request, in AWS's order. `emptyAs`: what a map is told as, which may be empty. */
export function requestFacts(request: MethodRequest, emptyAs: (map: object) => object | null) {
  const headers = request.headers.sorted()
  return {
    resource: request.resource.path,
    path: request.path,
    httpMethod: request.verb,
    headers: emptyAs(headers.single()),
    multiValueHeaders: emptyAs(headers.multi()),
    queryStringParameters: emptyAs(lastValues(request.query)),
    multiValueQueryStringParameters: emptyAs(Object.fromEntries(request.query)),
    pathParameters: emptyAs(Object.fromEntries(request.pathParameters)),
    stageVariables: emptyAs({ ...request.stageVariables }),
    requestContext: requestContext(request),
  }
}

const orNull = (map: object) => (Object.keys(map).length > 0 ? map : null)

/**
 * The event of a Lambda proxy integration, format 1.0. What is empty is null
 * (aws-recorded, test_lambda_aws_proxy_integration).
 */
export function proxyEvent(request: MethodRequest) {
  const binary = isBinary(request.headers.get('content-type'), request.api.binaryMediaTypes)
  return Object.assign(requestFacts(request, orNull), {
    body: request.body.length === 0 ? null : request.body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary,
  })
}
