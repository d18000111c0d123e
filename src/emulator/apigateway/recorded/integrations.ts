import {
  CreateDeploymentCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  PutIntegrationCommand,
  type PutIntegrationRequest,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { type GetMethod, newApi, newMethod, newResource } from './setup.ts'

const roleOf = ({ cloud }: Replay) =>
  `arn:aws:iam::${cloud.account}:role/service-role/testfunction-role-oe783psq`
const lambda = 'arn:aws:lambda:us-east-1:111111111111:function:MyLambda'
const gateway = 'arn:aws:apigateway:us-east-1'
const invocations = `${gateway}:lambda:path/2015-03-31/functions/${lambda}/invocations`
const http = 'http://example.com'
const stageVariable = (name: string) => `\${stageVariables.${name}}`

type Members = Partial<PutIntegrationRequest> & Pick<PutIntegrationRequest, 'type'>

const put = (replay: Replay, label: string, at: GetMethod, members: Members) =>
  replay.send(label, replay.cloud.client.send(new PutIntegrationCommand({ ...at, ...members })))

/** POST on /test, answered by a Lambda function: four steps that two recordings share. */
async function nonProxy(
  replay: Replay,
  httpMethod: 'POST' | 'GET',
  more: Partial<PutIntegrationRequest> = {},
) {
  const { client } = replay.cloud
  const at = { ...(await newResource(replay, await newApi(replay), 'test')), httpMethod }
  const requestParameters = httpMethod === 'GET' ? { 'method.request.querystring.param1': false } : undefined
  const method = new PutMethodCommand({ ...at, authorizationType: 'NONE', requestParameters })
  await replay.send('put-method', client.send(method))
  const integration = { type: 'AWS', integrationHttpMethod: 'POST', uri: invocations } as const
  const command = new PutIntegrationCommand({ ...at, ...integration, credentials: roleOf(replay), ...more })
  await replay.send('put-integration', client.send(command))
  return { ...at, statusCode: '200' }
}

export const integrationScenarios: Scenarios = {
  async 'test_apigateway_api::test_put_integration_wrong_type'(replay) {
    const { restApiId, resourceId } = await newMethod(replay, await newApi(replay))
    const path = `/restapis/${restApiId}/resources/${resourceId}/methods/GET/integration`
    await replay.raw('put-integration-wrong-type', 'PUT', path, { type: 'HTTPS_PROXY' })
  },

  async 'test_apigateway_api::test_get_integration_non_existent'(replay) {
    const { client } = replay.cloud
    const root = await newApi(replay)
    const get = (label: string, place = {}) =>
      replay.send(label, client.send(new GetIntegrationCommand({ ...root, httpMethod: 'GET', ...place })))
    await get('get-integration-no-api', { restApiId: 'fake' })
    await get('get-integration-no-resource', { resourceId: 'fake' })
    await get('get-integration-no-method')
    await newMethod(replay, root)
    await get('get-integration-no-integration')
  },

  async 'test_apigateway_api::test_create_integration_with_vpc_link'(replay) {
    const { client } = replay.cloud
    const at = await newMethod(replay, await newApi(replay))
    await put(replay, 'put-integration-vpc-link', at, {
      type: 'HTTP_PROXY',
      uri: 'http://my-vpclink-test-nlb-1234567890abcdef.<region>.amazonaws.com',
      integrationHttpMethod: 'GET',
      connectionType: 'VPC_LINK',
      connectionId: stageVariable('vpcLinkId'),
    })
    await replay.send('get-integration-vpc-link', client.send(new GetIntegrationCommand(at)))
    const change = { op: 'replace', path: '/connectionId', value: stageVariable('vpcLinkIdBeta') } as const
    const update = new UpdateIntegrationCommand({ ...at, patchOperations: [change] })
    await replay.send('update-integration-vpc-link', client.send(update))
    await replay.send('get-integration-update-vpc-link', client.send(new GetIntegrationCommand(at)))
  },

  async 'test_apigateway_integrations::test_put_integration_validation'(replay) {
    const at = await newMethod(replay, await newApi(replay))
    for (const type of ['HTTP', 'HTTP_PROXY', 'AWS'] as const)
      await put(replay, `required-integration-method-${type}`, at, { type, uri: http })
    await put(replay, 'not-required-integration-method-MOCK', at, { type: 'MOCK', uri: http })
    const post = { integrationHttpMethod: 'POST' }
    const s3 = { uri: `${gateway}:s3:path/b/k`, credentials: roleOf(replay), ...post }
    for (const type of ['HTTP', 'HTTP_PROXY'] as const) {
      await put(replay, `http-method-${type}`, at, { type, uri: http, ...post })
      await put(replay, `invalid-uri-${type}`, at, { type, uri: 'non-valid-http', ...post })
    }
    await put(replay, 'aws-integration-AWS', at, { type: 'AWS', ...s3 })
    for (const type of ['AWS', 'AWS_PROXY'] as const)
      await put(replay, `aws-integration-type-${type}`, at, { type, uri: invocations, ...post })
    await put(replay, 'no-s3-support-AWS_PROXY', at, { type: 'AWS_PROXY', ...s3 })
    await put(replay, 'invalid-uri-not-an-arn', at, { type: 'AWS', uri: 'non-valid-arn', ...post })
    await put(replay, 'invalid-uri-invalid-arn', at, { type: 'AWS', uri: roleOf(replay), ...post })
  },

  async 'test_apigateway_lambda::test_put_integration_aws_proxy_uri'(replay) {
    const at = await newMethod(replay, await newApi(replay))
    const proxy = (label: string, uri: string) =>
      put(replay, `put-integration-${label}`, at, {
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        credentials: roleOf(replay),
        uri,
      })
    const rest = `2015-03-31/functions/${lambda}/invocations`
    await proxy('lambda-uri', lambda)
    await proxy('wrong-arn', `bad-arn:lambda:path/${rest}`)
    await proxy('wrong-type', `${gateway}:lambda:test/${rest}`)
    await proxy('wrong-firehose', `${gateway}:firehose:path/${rest}`)
    await proxy('bad-lambda-arn', `${gateway}:lambda:path/random/value/${lambda}/invocations`)
  },

  async 'test_apigateway_lambda::test_lambda_aws_integration'(replay) {
    const { client } = replay.cloud
    const at = await nonProxy(replay, 'POST')
    await replay.send('put-integration-response', client.send(new PutIntegrationResponseCommand(at)))
    await replay.send('put-method-response', client.send(new PutMethodResponseCommand(at)))
  },

  async 'test_apigateway_lambda::test_lambda_aws_integration_with_request_template'(replay) {
    const { client } = replay.cloud
    const template = '{"param1": "$input.params(\'param1\')"}'
    const at = await nonProxy(replay, 'GET', { requestTemplates: { 'application/json': template } })
    await replay.send('put-method-response', client.send(new PutMethodResponseCommand(at)))
    const response = new PutIntegrationResponseCommand({ ...at, selectionPattern: '' })
    await replay.send('put-integration-response', client.send(response))
    await replay.send('delete-integration', client.send(new DeleteIntegrationCommand(at)))
    await replay.send('get-integration-after-delete', client.send(new GetIntegrationCommand(at)))
  },

  async 'test_apigateway_integrations::test_put_integration_responses'(replay) {
    const { client } = replay.cloud
    const root = await newApi(replay)
    const selectionPattern = '2\\d{2}'
    for (const verb of ['get', 'put'] as const) {
      const place = { ...root, httpMethod: verb.toUpperCase() }
      const at = { ...place, statusCode: '200' }
      const method = new PutMethodCommand({ ...place, authorizationType: verb === 'put' ? 'none' : 'NONE' })
      await replay.send(`put-method-${verb}`, client.send(method))
      await replay.send(`put-method-response-${verb}`, client.send(new PutMethodResponseCommand(at)))
      const backend = { type: 'HTTP', uri: http, integrationHttpMethod: 'POST' } as const
      const integration = new PutIntegrationCommand({ ...place, ...backend })
      await replay.send(`put-integration-${verb}`, client.send(integration))
      const more =
        verb === 'put' ? { contentHandling: 'CONVERT_TO_BINARY' as const } : { responseTemplates: {} }
      const response = new PutIntegrationResponseCommand({ ...at, selectionPattern, ...more })
      await replay.send(`put-integration-response-${verb}`, client.send(response))
      const got = client.send(new GetIntegrationResponseCommand(at))
      await replay.send(`get-integration-response-${verb}`, got)
      if (verb === 'put') continue
      await replay.send('get-method-get', client.send(new GetMethodCommand(place)))
      const deployment = new CreateDeploymentCommand({ ...root, stageName: 'local' })
      await replay.send('deploy', client.send(deployment))
      const gone = client.send(new DeleteIntegrationResponseCommand(at))
      await replay.send('delete-integration-response-get', gone)
      await replay.send('get-method-get-after-int-resp-delete', client.send(new GetMethodCommand(place)))
    }
  },
}
