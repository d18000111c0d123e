// Step 13 · Create the resource /Netflixapigw101.
import { APIGatewayClient, CreateResourceCommand, UpdateResourceCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// (13.1) The parent decides the path. Under /Lambdaexample it would become /Lambdaexample/Netflixapigw101.
const { id: parentId } = await findResource(apigateway, restApiId, '/')

// (13.2) One piece of a path, without a slash. Upper and lower case count, here and in the address.
const old = await apigateway.send(
  new CreateResourceCommand({ restApiId, parentId, pathPart: 'Netflixapigw101' }),
)
await apigateway.send(
  new UpdateResourceCommand({
    restApiId,
    resourceId: old.id,
    patchOperations: [{ op: 'replace', path: '/pathPart', value: 'old' }],
  }),
)
const resource = await apigateway.send(
  new CreateResourceCommand({ restApiId, parentId, pathPart: 'Netflixapigw101' }),
)

console.log(`${resource.path} is resource ${resource.id}`)
