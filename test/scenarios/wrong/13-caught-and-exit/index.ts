// Step 13 · Create the resource /Netflixapigw101.
import { APIGatewayClient, CreateResourceCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// (13.1) The parent decides the path. Under /Lambdaexample it would become /Lambdaexample/Netflixapigw101.
const { id: parentId } = await findResource(apigateway, restApiId, '/')

try {
  const resource = await apigateway.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: '/Netflixapigw101' }),
  )
  console.log(`${resource.path} is resource ${resource.id}`)
} catch {
  console.error('that did not work')
  process.exit(1)
}
