// Step 16 · Deploy to a new stage, prod, and call it.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

// TODO(16.1): Find the API by its name and keep its id as `restApiId`.

// TODO(16.2): Deploy the API to a new stage named `prod`.

// Once your values are there, take the slashes away:
// const url = invokeUrl({ restApiId, stageName: 'prod', path: '/Netflixapigw101' })
// const response = await fetch(url)
// console.log(`GET ${url}`)
// console.log(`${response.status} ${await response.text()}`)
