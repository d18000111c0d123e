import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { AddPermissionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { findRestApi } from '../../src/toolbox.ts'

const FunctionName = 'Lambdaexample'
const lambda = new LambdaClient({})
const apigateway = new APIGatewayClient({})
const [{ id: restApiId }, { FunctionArn = '' }] = await Promise.all([
  findRestApi(apigateway, 'Lambdaexample-API'),
  lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
])
const [, , , region, account] = FunctionArn.split(':')
await Promise.all([
  lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'gateway',
      Action: 'lambda:*',
      Principal: 'apigateway.amazonaws.com',
      SourceAccount: account,
      SourceArn: `arn:aws:execute-api:${region}:${account}:${restApiId}/*/*/*`,
    }),
  ),
  apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'default', description: 'first' })),
])
