// Step 4 · Add a trigger: a REST API that passes every request for /Lambdaexample on to the function.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import {
  APIGatewayClient,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})

const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
const [, , , region] = FunctionArn?.split(':') ?? []

// TODO(4.1): Create a REST API named `Lambdaexample-API`, with the endpoint type REGIONAL. Keep two things
// of the answer: `id` as `restApiId`, and `rootResourceId`.

// TODO(4.2): Create the resource `Lambdaexample` under the root. Keep its `id` as `resourceId`. The path
// part has no slash.

// TODO(4.3): Put the method ANY on that resource, with the authorization type NONE.

// TODO(4.4): Put an integration on ANY: type AWS_PROXY, integration method POST, and the URI by which API
// Gateway calls a Lambda function. You write it out from `region` and `FunctionArn`; its form is on the
// page, under Ideas.

// Once your values are there, take the slashes away:
// console.log(`API ${restApiId}: ANY /Lambdaexample -> ${FunctionArn}`)
