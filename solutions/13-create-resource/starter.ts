// Step 13 · Create the resource /Netflixapigw101.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient, CreateResourceCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// TODO(13.1): Find the root of the tree, the resource with the path `/`. Keep its id as `parentId`.

// TODO(13.2): Create the resource `Netflixapigw101` under it and keep the answer as `resource`. Mind the
// capital N.

// Once your values are there, take the slashes away:
// console.log(`${resource.path} is resource ${resource.id}`)
