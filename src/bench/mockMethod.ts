import {
  type APIGatewayClient,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'

interface Method {
  readonly restApiId: string | undefined
  readonly resourceId: string | undefined
  readonly httpMethod: string
}

/** A method that a MOCK integration answers with `{"message":"ok"}`. */
export async function makeMockMethod(apigateway: APIGatewayClient, method: Method): Promise<void> {
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await apigateway.send(
    new PutIntegrationCommand({
      ...method,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
    }),
  )
  await apigateway.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }))
  await apigateway.send(
    new PutIntegrationResponseCommand({
      ...method,
      statusCode: '200',
      responseTemplates: { 'application/json': '{"message":"ok"}' },
    }),
  )
}
