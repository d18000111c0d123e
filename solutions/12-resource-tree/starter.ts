// Step 12 · Read the resource tree of the API, and find its root.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient, paginateGetResources, type Resource } from '@aws-sdk/client-api-gateway'
import { findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})
const resources: Resource[] = []

// TODO(12.1): Find the API by its name and keep its id as `restApiId`.

// TODO(12.2): Read the resources of that API page by page, with their methods embedded, and push the
// `items` of each page onto `resources`.

resources.sort((a, b) => (a.path ?? '').localeCompare(b.path ?? ''))
for (const { path, resourceMethods } of resources) {
  console.log([path, ...Object.keys(resourceMethods ?? {})].join(' '))
}
const root = resources.find(({ path }) => path === '/')
console.log(`The root is ${root?.id}`)
