// Step 15 · The new resource works in the test, and its address does not know it yet.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient, TestInvokeMethodCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: resourceId } = await findResource(apigateway, restApiId, '/Netflixapigw101')
const url = invokeUrl({ restApiId, stageName: 'default', path: '/Netflixapigw101' })

// TODO(15.1): Test the method GET of /Netflixapigw101 and keep the answer as `result`.

// TODO(15.2): GET the address in `url` and keep the answer as `response`. It will not be 200, and that is
// right.

// Once your values are there, take the slashes away:
// console.log(`Test: ${result.status} ${result.body}`)
// console.log(`GET ${url}`)
// console.log(`${response.status} ${await response.text()}`)
