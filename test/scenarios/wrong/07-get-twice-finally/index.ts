// Step 7 · Add the method GET to /Lambdaexample, beside ANY.
import { APIGatewayClient, PutIntegrationCommand, PutMethodCommand } from '@aws-sdk/client-api-gateway'
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { findResource, findRestApi } from '../../src/toolbox.ts'

async function main() {
try {
const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: resourceId } = await findResource(apigateway, restApiId, '/Lambdaexample')
const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
const [, , , region] = FunctionArn?.split(':') ?? []

// (7.1) A method belongs to a resource. Where a verb has a method of its own, that one wins over ANY.
await apigateway.send(
  new PutMethodCommand({ restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' }),
)

await apigateway.send(new PutMethodCommand({ restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' }))
// (7.2) Each method has an integration of its own: GET knows nothing of ANY's. The client sends GET, API Gateway
// sends POST to Lambda. The permission of step 5 ends in /*/*/Lambdaexample, so it covers GET already.
await apigateway.send(
  new PutIntegrationCommand({
    restApiId,
    resourceId,
    httpMethod: 'GET',
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`,
  }),
)

console.log(`API ${restApiId}: GET /Lambdaexample -> ${FunctionArn}`)

} finally { console.log("end") }
}
await main()
