import { APIGatewayClient, GetRestApisCommand } from '@aws-sdk/client-api-gateway'

const apigateway = new APIGatewayClient({})
const { items = [] } = await apigateway.send(new GetRestApisCommand({}))
console.log(`The root is ${items[0]?.rootResourceId}`)
