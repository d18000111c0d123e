import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { type Clients, connect } from '../../src/cloud/clients.ts'
import { type Identity, region } from '../../src/cloud/cloud.ts'
import { zipFile } from '../../src/toolbox.ts'

/** One case's account and what it builds there. Cases share a cloud and see nothing of each other. */
export interface Workbench extends Clients {
  readonly identity: Identity
  createFunction(name: string, source?: string): Promise<string>
  createApi(pathPart?: string): Promise<Api>
  allow(functionName: string, sourceArn: string): Promise<void>
  get(api: Api, stage: string, path: string): Promise<{ readonly status: number; readonly json: unknown }>
}

export interface Api {
  readonly restApiId: string
  readonly resourceId: string
  readonly rootId: string
  method(verb: string, authorizationType?: string): Promise<void>
  integration(
    verb: string,
    input: { type: 'AWS' | 'AWS_PROXY' | 'MOCK'; functionArn?: string; post?: string },
  ): Promise<void>
  responses(verb: string, which?: { method?: boolean; integration?: boolean }): Promise<void>
  deploy(stageName: string): Promise<void>
}

const greeting = `export const handler = async () => ({ statusCode: 200, body: JSON.stringify('hello') })`

function makeApi(clients: Clients, ids: { restApiId: string; resourceId: string; rootId: string }): Api {
  const { apigateway } = clients
  const { restApiId, resourceId } = ids
  const of = (httpMethod: string) => ({ restApiId, resourceId, httpMethod })
  return {
    ...ids,
    async method(verb, authorizationType = 'NONE') {
      await apigateway.send(new PutMethodCommand({ ...of(verb), authorizationType }))
    },
    async integration(verb, { type, functionArn, post = 'POST' }) {
      const lambda = {
        integrationHttpMethod: post,
        uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      }
      const mock = { requestTemplates: { 'application/json': '{"statusCode": 200}' } }
      await apigateway.send(
        new PutIntegrationCommand({ ...of(verb), type, ...(type === 'MOCK' ? mock : lambda) }),
      )
    },
    async responses(verb, { method = true, integration = true } = {}) {
      if (method) await apigateway.send(new PutMethodResponseCommand({ ...of(verb), statusCode: '200' }))
      if (integration)
        await apigateway.send(new PutIntegrationResponseCommand({ ...of(verb), statusCode: '200' }))
    },
    async deploy(stageName) {
      await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName }))
    },
  }
}

export function makeWorkbench(endpoint: string, account: string): Workbench {
  const identity = { account, region }
  const clients = connect(endpoint, identity)
  return {
    ...clients,
    identity,
    async createFunction(FunctionName, source = greeting) {
      const { FunctionArn = '' } = await clients.lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: 'nodejs20.x',
          Handler: 'index.handler',
          Role: `arn:aws:iam::${account}:role/lambda-basic-execution`,
          Code: { ZipFile: zipFile('index.mjs', source) },
        }),
      )
      const patience = { client: clients.lambda, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.5 }
      await waitUntilFunctionActiveV2(patience, { FunctionName })
      return FunctionArn
    },
    async createApi(pathPart = 'things') {
      const { id: restApiId = '', rootResourceId: rootId = '' } = await clients.apigateway.send(
        new CreateRestApiCommand({ name: 'conformance' }),
      )
      const { id: resourceId = '' } = await clients.apigateway.send(
        new CreateResourceCommand({ restApiId, parentId: rootId, pathPart }),
      )
      return makeApi(clients, { restApiId, resourceId, rootId })
    },
    async allow(FunctionName, SourceArn) {
      await clients.lambda.send(
        new AddPermissionCommand({
          FunctionName,
          StatementId: 'gateway',
          Action: 'lambda:InvokeFunction',
          Principal: 'apigateway.amazonaws.com',
          SourceArn,
        }),
      )
    },
    async get({ restApiId }, stage, path) {
      const response = await fetch(`${endpoint}/_aws/execute-api/${restApiId}/${stage}${path}`)
      const text = await response.text()
      return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
    },
  }
}
