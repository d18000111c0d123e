import { get } from 'node:http'
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { findRestApi, invokeUrl } from '../../src/toolbox.ts'

const { id: restApiId } = await findRestApi(new APIGatewayClient({}), 'Lambdaexample-API')
get(`${invokeUrl({ restApiId, stageName: 'default', path: '/Lambdaexample' })}?a=1`, (response) => {
  response.setEncoding('utf8').on('data', (text) => console.log(response.statusCode, text))
})
