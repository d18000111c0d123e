// Step 5 · Make the trigger work: let the API call the function, and deploy it.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { AddPermissionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
const [, , , region, account] = FunctionArn?.split(':') ?? []

// TODO(5.1): Allow the principal `apigateway.amazonaws.com` the action `lambda:InvokeFunction` on the
// function, under a statement id of your choice. The source ARN starts with arn:aws:execute-api and names
// region, account and API, then any stage, any verb and the path Lambdaexample.

// TODO(5.2): Deploy the API to a stage named `default`.

const url = invokeUrl({ restApiId, stageName: 'default', path: '/Lambdaexample' })
const response = await fetch(url)
console.log(`GET ${url}`)
console.log(`${response.status} ${await response.text()}`)
