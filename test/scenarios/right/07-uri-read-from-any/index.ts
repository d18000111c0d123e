import {
  APIGatewayClient,
  GetIntegrationCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: resourceId } = await findResource(apigateway, restApiId, '/Lambdaexample')
const { uri } = await apigateway.send(new GetIntegrationCommand({ restApiId, resourceId, httpMethod: 'ANY' }))
const get = { restApiId, resourceId, httpMethod: 'GET' }
await apigateway.send(new PutMethodCommand({ ...get, authorizationType: 'NONE' }))
await apigateway.send(
  new PutIntegrationCommand({ ...get, type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }),
)
