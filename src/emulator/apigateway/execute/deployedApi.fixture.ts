import type { Host, InvocationResult, LambdaInvoker } from '../../context.ts'
import { Sessions } from '../../identity/sessions.ts'
import { memoryBlobs } from '../../store/blobs.ts'
import { Store } from '../../store/store.ts'
import { AwsError } from '../../wire/awsError.ts'
import {
  deployments,
  type GatewayResponseRecord,
  type IntegrationRecord,
  type MethodRecord,
  models,
  type ResourceRecord,
  type RestApiRecord,
  requestValidators,
  resources,
  restApis,
  type StageRecord,
  stages,
  type Validation,
} from '../records.ts'
import { answerInvokeUrl } from './invokeUrl.ts'
import { testInvokeHandlers } from './testInvoke.ts'

export const account = '111111111111'
export const region = 'us-east-1'
const functionArn = `arn:aws:lambda:${region}:${account}:function:f`
export const lambdaUri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`

type Function = (event: string) => string | Promise<string>

const requestId = '0f7b5a5e-0000-4000-8000-000000000000'

/** What a function of the test gives; what it throws is Lambda's refusal, or an error of the function. */
async function invoke(run: Function, event: string): Promise<InvocationResult> {
  const answer = { requestId, executedVersion: '$LATEST', log: () => '' }
  try {
    return { ...answer, payload: await run(event) }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof AwsError) throw error
    const payload = JSON.stringify({ errorMessage: error.message, errorType: error.name })
    return { ...answer, payload, functionError: 'Unhandled' }
  }
}

/** An invoker that runs a function of the test; it notes for whom it was asked, and what it was to run later. */
function fakeInvoker(run: Function) {
  const asked: string[] = []
  const enqueued: string[] = []
  const invoker: LambdaInvoker = {
    invoke: (_scope, _arn, payload) => invoke(run, payload),
    enqueue: (_scope, _arn, payload) => void enqueued.push(payload),
    retire: () => {},
    permits: (_scope, _arn, sourceArn) => asked.push(sourceArn) > 0,
    close: async () => {},
  }
  return { asked, enqueued, ...invoker }
}

export interface Plan {
  /** By path, then by verb. */
  readonly methods: Readonly<Record<string, Readonly<Record<string, Partial<MethodRecord>>>>>
  readonly api?: Partial<RestApiRecord>
  readonly stage?: Partial<StageRecord>
  readonly validation?: Validation
  readonly gatewayResponses?: readonly GatewayResponseRecord[]
  readonly run?: Function
}

/** A method with an integration, and responses for 200 where it says nothing else. */
export const method = (
  integration: Partial<IntegrationRecord> & Pick<IntegrationRecord, 'type'>,
  more: Partial<MethodRecord> = {},
): Partial<MethodRecord> => ({
  methodResponses: { 200: { statusCode: '200' } },
  methodIntegration: {
    httpMethod: 'POST',
    uri: lambdaUri,
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 29_000,
    integrationResponses: { 200: { statusCode: '200' } },
    ...integration,
  },
  ...more,
})

export const mock = (responseTemplate: string, more: Partial<IntegrationRecord> = {}) =>
  method({
    type: 'MOCK',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: {
      200: { statusCode: '200', responseTemplates: { 'application/json': responseTemplate } },
    },
    ...more,
  })

const newApi = (more: Partial<RestApiRecord> = {}): RestApiRecord => ({
  id: 'abcdefghij',
  name: 'api',
  createdDate: 0,
  rootResourceId: 'r0',
  apiKeySource: 'HEADER',
  endpointConfiguration: { types: ['REGIONAL'] },
  disableExecuteApiEndpoint: false,
  ...more,
})

function toResources(methods: Plan['methods']): ResourceRecord[] {
  return Object.entries(methods).map(([path, verbs], i) => ({
    id: `r${i}`,
    path,
    methods: Object.fromEntries(
      Object.entries(verbs).map(([verb, more]) => [
        verb,
        { httpMethod: verb, authorizationType: 'NONE', apiKeyRequired: false, ...more },
      ]),
    ),
  }))
}

export interface Request {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly rawHeaders?: readonly string[]
  readonly body?: string | Buffer
}

/** An API put straight into a store and deployed to stage `dev`. */
export function deployedApi({
  methods,
  api: apiMore,
  stage: stageMore,
  validation,
  gatewayResponses,
  run = () => 'null',
}: Plan) {
  const store = new Store()
  const scope = store.scope(account, region)
  const api = newApi(apiMore)
  const list = toResources(methods)
  store.transaction(() => {
    scope.put(restApis, api.id, api)
    for (const resource of list) scope.put(resources, resource.id, resource, api.id)
    for (const model of validation?.models ?? []) scope.put(models, model.id, model, api.id)
    for (const one of validation?.validators ?? []) scope.put(requestValidators, one.id, one, api.id)
    const frozen = { api, resources: list, validation, gatewayResponses }
    scope.put(deployments, 'd1', { id: 'd1', createdDate: 0, ...frozen }, api.id)
    const stage: StageRecord = {
      stageName: 'dev',
      deploymentId: 'd1',
      createdDate: 0,
      lastUpdatedDate: 0,
      methodSettings: {},
      cacheClusterEnabled: false,
      tracingEnabled: false,
      ...stageMore,
    }
    scope.put(stages, stage.stageName, stage, api.id)
  })
  const invoker = fakeInvoker(run)
  const host: Host = {
    store,
    blobs: memoryBlobs(),
    invoker,
    now: () => Date.UTC(2024, 5, 28, 23, 22, 29),
    sessions: new Sessions(),
    endpoint: () => 'http://127.0.0.1:4566',
    instance: 'i',
  }

  async function send(
    path: string,
    {
      method: verb = 'GET',
      headers = {},
      rawHeaders = Object.entries(headers).flat(),
      body = '',
    }: Request = {},
  ) {
    const request = {
      method: verb,
      path: path.replace(/\?.*$/s, ''),
      query: path.replace(/^[^?]*\??/s, ''),
      headers: { host: '127.0.0.1:4566', ...headers },
      rawHeaders,
      body: Buffer.from(body),
      size: Buffer.byteLength(body),
    }
    const answer = await answerInvokeUrl(request, host)
    return answer && { ...answer, body: Buffer.from(answer.body).toString() }
  }

  return {
    asked: invoker.asked,
    enqueued: invoker.enqueued,
    host,
    send,
    /** To a path behind stage `dev`. */
    call: (path: string, request?: Request) => send(`/_aws/execute-api/${api.id}/dev${path}`, request),
    async test(path: string, httpMethod: string, more: object = {}) {
      const resourceId = list.find((resource) => resource.path === path)?.id
      const call = { account, region, requestId: 'id', traceId: '', userAgent: 'test/1', scope, host }
      const input = { restApiId: api.id, resourceId, httpMethod, ...more }
      return testInvokeHandlers.TestInvokeMethod?.(input as never, call)
    },
  }
}
