// Step 10 · Work out the address of GET /Lambdaexample on the stage default, and call it.
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// (10.1) No call of AWS returns this address. It is put together from the API's id, the stage and the path.
const url = invokeUrl({ restApiId, stageName: 'default', path: '/Lambdaexample' })

console.log(`GET ${url}`)
