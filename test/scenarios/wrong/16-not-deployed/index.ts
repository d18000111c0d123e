// Step 16 · Deploy to a new stage, prod, and call it.
import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

// (16.1) The API by its name, once more.
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

const url = invokeUrl({ restApiId, stageName: 'prod', path: '/Netflixapigw101' })
const response = await fetch(url)
console.log(`GET ${url}`)
console.log(`${response.status} ${await response.text()}`)
