// Step 14 · GET /Netflixapigw101, answered by the same function, without the proxy.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import {
  APIGatewayClient,
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
const { id: resourceId } = await findResource(apigateway, restApiId, '/Netflixapigw101')
const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
const [, , , region, account] = FunctionArn?.split(':') ?? []

const method = { restApiId, resourceId, httpMethod: 'GET' }

// TODO(14.1): Put the method GET on /Netflixapigw101, with the authorization type NONE.

// TODO(14.2): Put its integration: type AWS, integration method POST, the URI of the function
// `Lambdaexample`.

// TODO(14.3): Put its method response for status 200, with the model `Empty` for application/json.

// TODO(14.4): Put its integration response for status 200, without a selection pattern.

// TODO(14.5): Allow API Gateway to call the function for the new path, under a statement id that is not
// taken yet: any stage, verb GET, path Netflixapigw101.

console.log(`API ${restApiId}: GET /Netflixapigw101 -> ${FunctionArn}`)
