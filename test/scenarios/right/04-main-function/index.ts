import { APIGateway } from '@aws-sdk/client-api-gateway'
import { Lambda } from '@aws-sdk/client-lambda'

async function main() {
  const lambda = new Lambda({})
  const apigateway = new APIGateway({})
  const { FunctionArn = '' } = await lambda.getFunctionConfiguration({ FunctionName: 'Lambdaexample' })
  const region = await apigateway.config.region()
  const api = await apigateway.createRestApi({ name: 'Lambdaexample-API' })
  const { items = [] } = await apigateway.getResources({ restApiId: api.id })
  const resource = await apigateway.createResource({
    restApiId: api.id,
    parentId: items[0]?.id,
    pathPart: 'Lambdaexample',
  })
  const any = { restApiId: api.id, resourceId: resource.id, httpMethod: 'ANY' }
  await apigateway.putMethod({ ...any, authorizationType: 'NONE', apiKeyRequired: false })
  await apigateway.putIntegration({
    ...any,
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`,
  })
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
