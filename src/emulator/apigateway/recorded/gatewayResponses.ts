import {
  DeleteGatewayResponseCommand,
  GetGatewayResponseCommand,
  GetGatewayResponsesCommand,
  PutGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway'
import type { Scenarios } from './replay.ts'
import { newApi } from './setup.ts'

const template = `{
     "message": $context.error.messageString,
     "type":  "$context.error.responseType",
     "stage":  "$context.stage",
     "resourcePath":  "$context.resourcePath",
     "stageVariables.a":  "$stageVariables.a",
     "statusCode": "'404'"
}`

export const gatewayResponseScenarios: Scenarios = {
  async 'test_apigateway_api::test_gateway_response_crud'(replay) {
    const { restApiId } = await newApi(replay)
    const { client } = replay.cloud
    const at = { restApiId, responseType: 'MISSING_AUTHENTICATION_TOKEN' } as const
    const get = (label: string) => replay.send(label, client.send(new GetGatewayResponseCommand(at)))
    await get('get-gateway-response-default')
    const put = new PutGatewayResponseCommand({
      ...at,
      statusCode: '404',
      responseParameters: {
        'gatewayresponse.header.x-request-path': 'method.request.path.petId',
        'gatewayresponse.header.Access-Control-Allow-Origin': "'a.b.c'",
        'gatewayresponse.header.x-request-query': 'method.request.querystring.q',
        'gatewayresponse.header.x-request-header': 'method.request.header.Accept',
      },
      responseTemplates: { 'application/json': template },
    })
    await replay.send('put-gateway-response', client.send(put))
    await replay.send('get-gateway-responses', client.send(new GetGatewayResponsesCommand({ restApiId })))
    await get('get-gateway-response')
    await replay.send('delete-gateway-response', client.send(new DeleteGatewayResponseCommand(at)))
    await get('get-deleted-gw-response')
  },
}
