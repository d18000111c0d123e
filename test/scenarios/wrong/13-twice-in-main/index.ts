// Step 13 · Create the resource /Netflixapigw101.
import { APIGatewayClient, CreateResourceCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

async function main() {
  const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
  const { id: parentId } = await findResource(apigateway, restApiId, '/')
  const create = new CreateResourceCommand({ restApiId, parentId, pathPart: 'Netflixapigw101' })
  const resource = await apigateway.send(create)
  await apigateway.send(create)
  console.log(`${resource.path} is resource ${resource.id}`)
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
