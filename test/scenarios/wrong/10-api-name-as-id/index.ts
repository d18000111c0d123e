// Step 10 · Work out the address of GET /Lambdaexample on the stage default, and call it.
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// (10.1) No call of AWS returns this address. It is put together from the API's id, the stage and the path.
const url = invokeUrl({ restApiId: 'Lambdaexample-API', stageName: 'default', path: '/Lambdaexample' })

// (10.2) The stage still serves what step 5 deployed, and there GET went through ANY and its proxy. So the answer
// is the bare greeting and not what the test of step 9 showed.
const response = await fetch(url)

console.log(`GET ${url}`)
console.log(`${response.status} ${await response.text()}`)
