// Step 7 · Add the method GET to /Lambdaexample, beside ANY.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

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

// TODO(7.1): Put the method GET on /Lambdaexample, with the authorization type NONE.

// TODO(7.2): Put an integration on GET: the same as ANY has from step 4. AWS_PROXY, integration method
// POST, the same URI.

console.log(`API ${restApiId}: GET /Lambdaexample -> ${FunctionArn}`)
