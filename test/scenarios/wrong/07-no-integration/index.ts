// Step 7 · Add the method GET to /Lambdaexample, beside ANY.
import { APIGatewayClient, PutIntegrationCommand, PutMethodCommand } from '@aws-sdk/client-api-gateway'
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: resourceId } = await findResource(apigateway, restApiId, '/Lambdaexample')
const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
const [, , , region] = FunctionArn?.split(':') ?? []

// (7.1) A method belongs to a resource. Where a verb has a method of its own, that one wins over ANY.
await apigateway.send(
  new PutMethodCommand({ restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' }),
)

console.log(`API ${restApiId}: GET /Lambdaexample -> ${FunctionArn}`)
