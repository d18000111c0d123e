// Step 14 · GET /Netflixapigw101, answered by the same function, without the proxy.
import {
  APIGatewayClient,
  CreateResourceCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import { AddPermissionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: parentId } = await findResource(apigateway, restApiId, '/')
try {
  await apigateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'Netflixapigw101' }))
} catch {
  console.log('it is there already')
}
const { id: resourceId } = await findResource(apigateway, restApiId, '/Netflixapigw101')
const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
const [, , , region, account] = FunctionArn?.split(':') ?? []

// What all four parts of one method have in common.
const method = { restApiId, resourceId, httpMethod: 'GET' }

// (14.1) The verb, open to everyone.
await apigateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))

// (14.2) Where requests go: the function of step 2, by POST, not as a proxy.
await apigateway.send(
  new PutIntegrationCommand({
    ...method,
    type: 'AWS',
    integrationHttpMethod: 'POST',
    uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`,
  }),
)

// (14.3) What the client may get.
await apigateway.send(
  new PutMethodResponseCommand({
    ...method,
    statusCode: '200',
    responseModels: { 'application/json': 'Empty' },
  }),
)

// (14.4) Which answer of the function leads to it: every one.
await apigateway.send(new PutIntegrationResponseCommand({ ...method, statusCode: '200' }))

// (14.5) A new path needs a permission of its own: that of step 5 ends in /Lambdaexample.
// The star stands for the stage, so it covers default, prod and the Test button.
await lambda.send(
  new AddPermissionCommand({
    FunctionName: 'Lambdaexample',
    StatementId: 'apigateway-get-Netflixapigw101',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:${region}:${account}:${restApiId}/*/POST/Netflixapigw101`,
  }),
)

console.log(`API ${restApiId}: GET /Netflixapigw101 -> ${FunctionArn}`)
