// Step 5 · Make the trigger work: let the API call the function, and deploy it.
import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { AddPermissionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { FunctionArn } = await lambda.send(
  new GetFunctionConfigurationCommand({ FunctionName: 'Lambdaexample' }),
)
// arn:aws:lambda:REGION:ACCOUNT:function:Lambdaexample
const [, , , region, account] = FunctionArn?.split(':') ?? []

// (5.1) A function lets nobody in until its own policy says so. The two stars stand for every stage and every
// verb; the path is named, so another path of this API will need a statement of its own.
await lambda.send(
  new AddPermissionCommand({
    FunctionName: 'Lambdaexample',
    StatementId: 'apigateway-any-Lambdaexample',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:${region}:${account}:${restApiId}/*/*/Lambdaexample`,
  }),
)

// (5.2) A deployment freezes the API as it is now; the stage `default` is the name under which it is served.
// Where there is no such stage yet, this one call makes it too.
await apigateway.send(new CreateDeploymentCommand({ restApiId: 'Lambdaexample-API', stageName: 'default' }))

const url = invokeUrl({ restApiId, stageName: 'default', path: '/Lambdaexample' })
const response = await fetch(url)
console.log(`GET ${url}`)
console.log(`${response.status} ${await response.text()}`)
