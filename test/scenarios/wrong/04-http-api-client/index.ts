// Step 4 · Add a trigger: a REST API that passes every request for /Lambdaexample on to the function.
import {
  APIGatewayClient,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-apigatewayv2'
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})

const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
// arn:aws:lambda:REGION:ACCOUNT:function:Lambdaexample
const [, , , region] = FunctionArn?.split(':') ?? []

// (4.1) REGIONAL: served from this region, as the console's trigger form makes it. Left out, AWS makes an
// EDGE API, which goes through its worldwide CloudFront network.
const { id: restApiId, rootResourceId } = await apigateway.send(
  new CreateRestApiCommand({
    name: 'Lambdaexample-API',
    description: 'Created by AWS Lambda',
    endpointConfiguration: { types: ['REGIONAL'] },
  }),
)

// (4.2) A resource is one piece of a path. Its parent is the root, so its path is /Lambdaexample.
const { id: resourceId } = await apigateway.send(
  new CreateResourceCommand({ restApiId, parentId: rootResourceId, pathPart: 'Lambdaexample' }),
)

// (4.3) ANY stands for all HTTP verbs; NONE lets everyone in, which the console calls "Open".
await apigateway.send(
  new PutMethodCommand({ restApiId, resourceId, httpMethod: 'ANY', authorizationType: 'NONE' }),
)

// (4.4) AWS_PROXY hands the whole request to the function and takes the whole answer from it. The verb towards
// Lambda is always POST, whatever the client sent. The URI names Lambda's own invoke path, not just the function.
await apigateway.send(
  new PutIntegrationCommand({
    restApiId,
    resourceId,
    httpMethod: 'ANY',
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`,
  }),
)

console.log(`API ${restApiId}: ANY /Lambdaexample -> ${FunctionArn}`)
