// Step 9 · Test GET /Lambdaexample as the console's Test button does.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { APIGatewayClient, TestInvokeMethodCommand } from '@aws-sdk/client-api-gateway'
import { findResource, findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})

// TODO(9.1): Find the API `Lambdaexample-API` and its resource /Lambdaexample. Keep their ids as
// `restApiId` and `resourceId`.

// TODO(9.2): Test the method GET of that resource and keep the answer as `result`.

// Once your values are there, take the slashes away:
// console.log(`Status: ${result.status}`)
// console.log(`Body: ${result.body}`)
// console.log(result.log)
