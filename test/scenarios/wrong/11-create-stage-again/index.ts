// Step 11 · Deploy again, so that the address gives what the test gave.
import { APIGatewayClient, CreateDeploymentCommand, CreateStageCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// (11.1) A new snapshot of the API, served by the same stage from now on.
const { id: deploymentId } = await apigateway.send(new CreateDeploymentCommand({ restApiId }))
await apigateway.send(new CreateStageCommand({ restApiId, stageName: 'default', deploymentId }))

// (11.2) The same address as in step 10. Without the proxy the whole object of the handler is the body.
const response = await fetch(invokeUrl({ restApiId, stageName: 'default', path: '/Lambdaexample' }))

const text = await response.text()
console.log(`${response.status} ${text}`)
// The object is JSON, and its body is JSON once more, as the handler wrote it.
const answer: { body?: string } = JSON.parse(text)
console.log(JSON.parse(answer.body ?? text))
