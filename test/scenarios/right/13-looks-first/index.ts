import { APIGatewayClient, CreateResourceCommand, GetResourcesCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId }))
if (!items.some(({ path }) => path === '/Netflixapigw101')) {
  const root = items.find(({ path }) => path === '/')
  await apigateway.send(
    new CreateResourceCommand({ restApiId, parentId: root?.id, pathPart: 'Netflixapigw101' }),
  )
}
