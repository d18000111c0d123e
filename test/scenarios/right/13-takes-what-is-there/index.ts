// Step 13 · Create the resource /Netflixapigw101.
import { APIGatewayClient, ConflictException, CreateResourceCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')
const { id: parentId } = await findResource(apigateway, restApiId, '/')

async function ensureResource(pathPart: string) {
  try {
    return await apigateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart }))
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error
    return findResource(apigateway, restApiId, `/${pathPart}`)
  }
}

const resource = await ensureResource('Netflixapigw101')
const again = await ensureResource('Netflixapigw101')
console.log(`${resource.path} is resource ${resource.id}, still ${again.path}`)
