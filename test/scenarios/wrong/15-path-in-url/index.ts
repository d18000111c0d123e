// Step 15 · The new resource works in the test, and its address does not know it yet.
import { APIGatewayClient, TestInvokeMethodCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: resourceId } = await findResource(apigateway, restApiId, '/Netflixapigw101')
const url = invokeUrl({ restApiId, stageName: 'default', path: '/Netflixapigw' })

// (15.1) The test reads the API as it is now, so it finds the new method.
const result = await apigateway.send(
  new TestInvokeMethodCommand({ restApiId, resourceId, httpMethod: 'GET' }),
)

// (15.2) The stage serves its last snapshot, made before this resource existed. For a path that it does not know
// API Gateway answers 403 Missing Authentication Token, which has nothing to do with tokens here.
const response = await fetch(url)

console.log(`Test: ${result.status} ${result.body}`)
console.log(`GET ${url}`)
console.log(`${response.status} ${await response.text()}`)
