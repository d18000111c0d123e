// Step 9 · Test GET /Lambdaexample as the console's Test button does.
import { APIGatewayClient, TestInvokeMethodCommand } from '@aws-sdk/client-api-gateway'
import { LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

await new LambdaClient({}).send(
  new RemovePermissionCommand({ FunctionName: 'Lambdaexample', StatementId: 'apigateway-any-Lambdaexample' }),
)

// (9.1) Ids differ from account to account, names and paths do not: look both up.
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: resourceId } = await findResource(apigateway, restApiId, '/Lambdaexample')

// (9.2) The test runs the method as it is now, deployed or not, and needs no stage. The call itself answers 200
// whatever happens; what a client would have got stands inside, in status and body.
const result = await apigateway.send(
  new TestInvokeMethodCommand({ restApiId, resourceId, httpMethod: 'GET' }),
)

console.log(`Status: ${result.status}`)
console.log(`Body: ${result.body}`)
console.log(result.log)
