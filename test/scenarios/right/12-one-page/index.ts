import { APIGatewayClient, GetResourcesCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId, limit: 500 }))
console.log(items.find(({ path }) => path === '/')?.id)
