// Step 10 · Work out the address of GET /Lambdaexample on the stage default, and call it.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// TODO(10.1): Put together the address of /Lambdaexample on the stage `default`, and call it `url`.
// `invokeUrl` knows the form.

// TODO(10.2): GET that address with `fetch`, and keep the answer as `response`.

// Once your values are there, take the slashes away:
// console.log(`GET ${url}`)
// console.log(`${response.status} ${await response.text()}`)
