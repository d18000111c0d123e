// Step 12 · Read the resource tree of the API, and find its root.
import { APIGatewayClient, paginateGetResources, type Resource } from '@aws-sdk/client-api-gateway'
import { findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})
const resources: Resource[] = []

// (12.1) The resources of which API? Of the one with this name.
const { id: restApiId } = await findRestApi(apigateway, 'lambdaexample-api')

// (12.2) A page holds 25 resources unless told otherwise, so read all pages. Without `embed` the methods of a
// resource are named but not described.
for await (const page of paginateGetResources({ client: apigateway }, { restApiId, embed: ['methods'] })) {
  resources.push(...(page.items ?? []))
}

// The list comes in no order that one may rely on.
resources.sort((a, b) => (a.path ?? '').localeCompare(b.path ?? ''))
for (const { path, resourceMethods } of resources) {
  console.log([path, ...Object.keys(resourceMethods ?? {})].join(' '))
}
const root = resources.find(({ path }) => path === '/')
console.log(`The root is ${root?.id}`)
