import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
await apigateway.send(
  new CreateDeploymentCommand({ restApiId, stageName: 'prod', stageDescription: 'for everyone' }),
)
