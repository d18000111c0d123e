import { APIGatewayClient, CreateResourceCommand, GetResourcesCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { items } = await apigateway.send(new GetResourcesCommand({ restApiId }))
const parentId = items?.find((item) => item.pathPart === '/')?.id
const resource = await apigateway.send(
  new CreateResourceCommand({ restApiId, parentId, pathPart: 'Netflixapigw101' }),
)

console.log(`${resource.path} is resource ${resource.id}`)
