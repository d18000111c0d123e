// Step 16 · Deploy to a new stage, prod, and call it.
import { APIGatewayClient, CreateDeploymentCommand, GetSdkCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

// (16.1) The API by its name, once more.
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// (16.2) A snapshot of everything so far, and a new stage that serves it. The stage `default` keeps its old one.
await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))

const url = invokeUrl({ restApiId, stageName: 'prod', path: '/Netflixapigw101' })
const response = await fetch(url)
console.log(`GET ${url}`)
console.log(`${response.status} ${await response.text()}`)

// A client of the API for the browser.
const { body } = await apigateway.send(
  new GetSdkCommand({ restApiId, stageName: 'prod', sdkType: 'javascript' }),
)
console.log(body?.length)
