import {
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  PublishVersionCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Clients, connect } from '../cloud/clients.ts'
import { copyOf, type Emulator, startEmulator } from '../emulator/index.ts'
import { zipFile } from '../toolbox.ts'
import { observeAccount } from './observe.ts'

const identity = { account: '700000000001', region: 'us-east-1' }
let clouds: readonly Emulator[]
let original: Clients
let copy: Clients

/** Nothing is ever under way. */
const fast = () => {
  let time = Date.now()
  return () => {
    time += 1000
    return time
  }
}

beforeAll(async () => {
  clouds = await Promise.all([startEmulator({ now: fast() }), startEmulator({ now: fast() })])
  const [one, other] = clouds.map(({ endpoint }) => connect(endpoint, identity))
  if (!one || !other) throw new Error('two clouds were asked for')
  original = one
  copy = other
})
afterAll(async () => {
  original.destroy()
  copy.destroy()
  await Promise.all(clouds.map((cloud) => cloud.close()))
})

async function fill({ lambda, apigateway }: Clients): Promise<void> {
  const of = { FunctionName: 'f' }
  await lambda.send(
    new CreateFunctionCommand({
      ...of,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${identity.account}:role/r`,
      Code: { ZipFile: zipFile('index.mjs', '') },
      Environment: { Variables: { WHO: 'me' } },
    }),
  )
  await lambda.send(new PublishVersionCommand(of))
  await lambda.send(new CreateAliasCommand({ ...of, Name: 'live', FunctionVersion: '1' }))
  for (const Qualifier of [undefined, '1', 'live'])
    await lambda.send(
      new AddPermissionCommand({
        ...{ ...of, Qualifier, StatementId: 's', Action: 'lambda:InvokeFunction' },
        Principal: 'apigateway.amazonaws.com',
      }),
    )
  const { id: restApiId, rootResourceId: parentId } = await apigateway.send(
    new CreateRestApiCommand({
      name: 'a',
      description: 'b',
      tags: { c: 'd' },
      disableExecuteApiEndpoint: true,
    }),
  )
  const { id: resourceId } = await apigateway.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: 'x' }),
  )
  const contentType = 'application/json'
  await apigateway.send(
    new CreateModelCommand({ restApiId, name: 'm', contentType, schema: '{"type":"object"}' }),
  )
  const { id: requestValidatorId } = await apigateway.send(
    new CreateRequestValidatorCommand({ restApiId, name: 'v', validateRequestBody: true }),
  )
  await apigateway.send(
    new PutGatewayResponseCommand({ restApiId, responseType: 'DEFAULT_4XX', statusCode: '499' }),
  )
  const functionArn = `arn:aws:lambda:${identity.region}:${identity.account}:function:f`
  const { id: authorizerId } = await apigateway.send(
    new CreateAuthorizerCommand({
      ...{ restApiId, name: 'a', type: 'TOKEN', identitySource: 'method.request.header.Authorization' },
      authorizerUri: `arn:aws:apigateway:${identity.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    }),
  )
  const at = { restApiId, resourceId, httpMethod: 'GET' }
  const requestModels = { [contentType]: 'm' }
  await apigateway.send(
    new PutMethodCommand({
      ...{ ...at, requestValidatorId, requestModels },
      ...{ authorizationType: 'CUSTOM', authorizerId },
    }),
  )
  await apigateway.send(new PutMethodResponseCommand({ ...at, statusCode: '200' }))
  const requestTemplates = { [contentType]: '{"statusCode":200}' }
  await apigateway.send(new PutIntegrationCommand({ ...at, type: 'MOCK', requestTemplates }))
  await apigateway.send(new PutIntegrationResponseCommand({ ...at, statusCode: '200' }))
  await apigateway.send(
    new CreateDeploymentCommand({ restApiId, stageName: 'prod', variables: { a: 'b' }, description: 'c' }),
  )
}

test('an account that is read from one cloud and written into another reads the same there', async () => {
  await fill(original)
  const seen = await observeAccount(original, identity)
  clouds[1]?.accounts.write(identity.account, copyOf(seen, Date.now()))
  const again = await observeAccount(copy, identity)
  const plain = (value: unknown) =>
    JSON.parse(
      // Each answer has an id of its own; revisions are no part of what is copied; dates have whole seconds on the wire.
      JSON.stringify(value, (name, member) =>
        ['$metadata', 'RevisionId', 'revisionId', 'LastModified'].includes(name) ? undefined : member,
      ),
    )
  expect(plain(again)).toEqual(plain(seen))
  expect(seen.functions[0]?.policies.live).toHaveLength(1)
  expect(seen.apis[0]?.stages).toHaveLength(1)
  expect(seen.apis[0]?.authorizers).toHaveLength(1)
  const closed = await fetch(`${clouds[1]?.endpoint}/_aws/execute-api/${seen.apis[0]?.api.id}/prod/x`)
  expect(await closed.json()).toEqual({ message: 'Forbidden' })
})
