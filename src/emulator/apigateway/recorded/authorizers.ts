import {
  CreateAuthorizerCommand,
  type CreateAuthorizerRequest,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import type { Cloud, Scenarios } from './replay.ts'
import { newApi } from './setup.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:myApiAuthorizer'

/** As the recording tests ask for one. */
export const newAuthorizer = (
  { cloud }: { readonly cloud: Cloud },
  restApiId: string,
  more: Partial<CreateAuthorizerRequest> = {},
) =>
  cloud.client.send(
    new CreateAuthorizerCommand({
      restApiId,
      name: 'authorizer-test',
      type: 'TOKEN',
      authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      identitySource: 'method.request.header.Authorization',
      ...more,
    }),
  )

export const authorizerScenarios: Scenarios = {
  async 'test_apigateway_basic::test_apigateway_with_custom_authorization_method'(replay) {
    const root = await newApi(replay)
    const blanks = ' '.repeat(17) // the recording test breaks its line there
    const asked = newAuthorizer(replay, root.restApiId, {
      name: 'lambda_authorizer',
      authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/${blanks}2015-03-31/functions/${functionArn}/invocations`,
      identitySource: 'method.request.header.Auth',
    })
    const { id: authorizerId } = await replay.send('authorizer', asked)
    const command = new PutMethodCommand({
      ...{ ...root, httpMethod: 'GET', apiKeyRequired: true },
      ...{ authorizationType: 'CUSTOM', authorizerId },
    })
    await replay.send('put-method-response', replay.cloud.client.send(command))
  },
}
