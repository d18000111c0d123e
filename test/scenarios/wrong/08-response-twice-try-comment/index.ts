// let me try once more
// Step 8 · Turn the Lambda proxy off for GET /Lambdaexample.
import {
  APIGatewayClient,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
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

// (8.1) The whole integration again, now of type AWS: PutIntegration replaces what was there. This is the
// console's tick box "Use Lambda proxy integration", unticked.
await apigateway.send(
  new PutIntegrationCommand({
    restApiId,
    resourceId,
    httpMethod: 'GET',
    type: 'AWS',
    integrationHttpMethod: 'POST',
    uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`,
  }),
)

// (8.2) Without the proxy API Gateway builds the HTTP answer. First, what the client may get: status 200,
// with JSON of any shape (the model that every API has and that is called Empty).
await apigateway.send(
  new PutMethodResponseCommand({
    restApiId,
    resourceId,
    httpMethod: 'GET',
    statusCode: '200',
    responseModels: { 'application/json': 'Empty' },
  }),
)
await apigateway.send(
  new PutMethodResponseCommand({
    restApiId,
    resourceId,
    httpMethod: 'GET',
    statusCode: '200',
    responseModels: { 'application/json': 'Empty' },
  }),
)

// (8.3) Then, which answer of the function leads to it. No selectionPattern: this one is the default, for every
// answer that no other one claims.
await apigateway.send(
  new PutIntegrationResponseCommand({ restApiId, resourceId, httpMethod: 'GET', statusCode: '200' }),
)

console.log('GET /Lambdaexample: integration AWS, answers 200')
