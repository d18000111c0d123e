// Step 11 · Deploy again, so that the address gives what the test gave.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// TODO(11.1): Deploy the API to the stage `default` again.

// TODO(11.2): GET the address of /Lambdaexample on `default`, after the deployment. Keep the answer as
// `response`.

// Once your values are there, take the slashes away:
// const text = await response.text()
// console.log(`${response.status} ${text}`)
// const answer: { body?: string } = JSON.parse(text)
// console.log(JSON.parse(answer.body ?? text))
