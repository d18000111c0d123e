import type { Host } from '../../context.ts'
import { jsonIn } from '../../json.ts'
import { configurationError, GatewayFailure } from './gatewayFailure.ts'
import { checkMappedHeaders, fillUri, mapRequestBody } from './integrationRequest.ts'
import { mapAnswer } from './integrationResponse.ts'
import { errorMessageOf, invokeLambda } from './invokeLambda.ts'
import { answerHeaders } from './lambdaHeaders.ts'
import { readAwsUri } from './lambdaUri.ts'
import { mapRequest } from './mapParameters.ts'
import { MappingContext } from './mappingContext.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'
import { proxyAnswer } from './proxyAnswer.ts'
import { proxyEvent } from './proxyEvent.ts'
import { toHeader } from './vtl/printed.ts'

const uriOf = (request: MethodRequest) =>
  readAwsUri(fillUri(request.method.methodIntegration?.uri ?? '', request))

export const malformedProxyAnswer = () =>
  configurationError('Malformed Lambda proxy response', 'INTEGRATION_FAILURE')

/**
 * AWS_PROXY: the request as an event, the answer as the function says. Request parameters are checked and not
 * applied (test_lambda_aws_proxy_integration_request_data_mapping).
 */
export async function integrateLambdaProxy(request: MethodRequest, host: Host): Promise<MethodAnswer> {
  checkMappedHeaders(mapRequest(new MappingContext(request)).header, true)
  const payload = JSON.stringify(proxyEvent(request))
  const result = await invokeLambda(request, host, uriOf(request), payload)
  const answer = proxyAnswer(result.payload, request)
  if (answer) return answer
  const errorMessage = errorMessageOf(result)
  if (errorMessage === undefined) throw malformedProxyAnswer()
  throw new GatewayFailure('INTEGRATION_FAILURE', {
    logLine: `Lambda execution failed with status 200 due to customer function error: ${errorMessage}. Lambda request id: ${result.requestId}`,
  })
}

/** AWS with a Lambda function: event and answer are what templates make of them. */
export async function integrateLambda(request: MethodRequest, host: Host): Promise<MethodAnswer> {
  const context = new MappingContext(request)
  const payload = mapRequestBody(context).toString()
  const { header } = mapRequest(context)
  checkMappedHeaders(header, true)
  for (const [name, value] of context.overrides('requestOverride', 'header'))
    header.set(name, toHeader(value))
  const uri = uriOf(request)
  if (uri.service !== 'lambda')
    throw new GatewayFailure('API_CONFIGURATION_ERROR', {
      logLine: `This cloud has no service ${uri.service} for an integration to call`,
    })
  const result = await invokeLambda(request, host, uri, payload, header)
  context.endpointRequestId = result.requestId
  const json = result.payload.startsWith('"') ? jsonIn(result.payload) : undefined
  const answer = {
    status: result.status ?? 200,
    headers: () => answerHeaders(request, result),
    body: Buffer.from(result.payload),
    // Bytes are in a text of JSON (developer guide, api-gateway-content-encodings-examples-image-lambda).
    encoded: typeof json === 'string' ? json : undefined,
    isError: result.functionError !== undefined,
  }
  return mapAnswer(answer, errorMessageOf(result), context)
}
