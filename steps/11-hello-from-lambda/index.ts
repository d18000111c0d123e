// Step 11 · Deploy again, so that the address gives what the test gave.
// Lines that are ready have two slashes in front: take the slashes away (Ctrl+/ or Cmd+/ in most editors).
// The TODOs are yours. README.md in this folder says what they are about.

// import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
// import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

// const apigateway = new APIGatewayClient({})

// const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// TODO(11.1): Deploy the API to the stage `default` again.

// TODO(11.2): GET the address of /Lambdaexample on `default`, after the deployment. Keep the answer as
// `response`.

// const text = await response.text()
// console.log(`${response.status} ${text}`)
// const answer: { body?: string } = JSON.parse(text)
// console.log(JSON.parse(answer.body ?? text))
