import {
  CreateResourceCommand,
  GetAccountCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodResponseCommand,
  TestInvokeMethodCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-api-gateway'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetPolicyCommand,
  InvokeCommand,
} from '@aws-sdk/client-lambda'
import { expect } from '@jest/globals'
import type { Difference } from '../../src/cloud/differences.ts'
import type { Api, Workbench } from './workbench.ts'

/** `isAws`: hold it to AWS; otherwise to what LocalStack is known to do instead (the row `differs`). */
export interface Case {
  readonly fact: string
  readonly differs?: Difference
  run(bench: Workbench, isAws: boolean): Promise<void>
}

const sourceArn = ({ identity: { account, region } }: Workbench, { restApiId }: Api, rest: string) =>
  `arn:aws:execute-api:${region}:${account}:${restApiId}/${rest}`

const refused = (name: string, message?: string | RegExp) =>
  expect.objectContaining({
    name,
    ...(message === undefined ? {} : { message: expect.stringMatching(message) }),
  })

interface Wanted {
  readonly type: 'AWS' | 'AWS_PROXY'
  /** The handler's code; one that says hello where absent. */
  readonly source?: string
  /** What the function's policy lets in, as `STAGE/VERB/PATH`; nobody where null. */
  readonly allowed?: string | null
  readonly responses?: { readonly method?: boolean; readonly integration?: boolean }
  readonly post?: string
}

/** GET /things on stage dev, answered by a function. */
async function lambdaApi(bench: Workbench, wanted: Wanted): Promise<Api> {
  const { type, source, allowed = '*/*/things', responses, post } = wanted
  const functionArn = await bench.createFunction('hello', source)
  const api = await bench.createApi()
  await api.method('GET')
  await api.integration('GET', { type, functionArn, post })
  if (type === 'AWS') await api.responses('GET', responses)
  if (allowed !== null) await bench.allow('hello', sourceArn(bench, api, allowed))
  await api.deploy('dev')
  return api
}

const throwing = `export const handler = async () => { throw new Error('broken') }`

export const cases: readonly Case[] = [
  {
    fact: 'a proxy integration gives the body of the function’s answer',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY' })
      expect(await bench.get(api, 'dev', '/things')).toEqual({ status: 200, json: 'hello' })
    },
  },
  {
    fact: 'a non-proxy integration gives the whole object',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS' })
      expect(await bench.get(api, 'dev', '/things')).toEqual({
        status: 200,
        json: { statusCode: 200, body: '"hello"' },
      })
    },
  },
  {
    fact: 'a stage serves what was deployed until it is deployed again',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY' })
      const functionArn = `arn:aws:lambda:${bench.identity.region}:${bench.identity.account}:function:hello`
      await api.integration('GET', { type: 'AWS', functionArn })
      await api.responses('GET')
      expect((await bench.get(api, 'dev', '/things')).json).toBe('hello')
      await api.deploy('dev')
      expect((await bench.get(api, 'dev', '/things')).json).toEqual({ statusCode: 200, body: '"hello"' })
    },
  },
  {
    fact: 'two stages serve two deployments',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY' })
      await api.method('PUT')
      await api.integration('PUT', { type: 'MOCK' })
      await api.responses('PUT')
      await api.deploy('prod')
      expect((await bench.get(api, 'prod', '/things')).status).toBe(200)
      expect((await bench.get(api, 'dev', '/things')).status).toBe(200)
    },
  },
  {
    fact: 'a function without a permission for the API is not called',
    differs: 'permissions-not-enforced',
    async run(bench, isAws) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY', allowed: null })
      expect((await bench.get(api, 'dev', '/things')).status).toBe(isAws ? 500 : 200)
    },
  },
  {
    fact: 'a permission for another path does not let a request in',
    differs: 'permissions-not-enforced',
    async run(bench, isAws) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY', allowed: '*/*/other' })
      expect((await bench.get(api, 'dev', '/things')).status).toBe(isAws ? 500 : 200)
    },
  },
  {
    fact: 'a method that asks for a signature refuses a request without one',
    differs: 'authorization-not-enforced',
    async run(bench, isAws) {
      const api = await bench.createApi()
      await api.method('GET', 'AWS_IAM')
      await api.integration('GET', { type: 'MOCK' })
      await api.responses('GET')
      await api.deploy('dev')
      expect((await bench.get(api, 'dev', '/things')).status).toBe(isAws ? 403 : 200)
    },
  },
  {
    fact: 'a mapped status that the method does not declare ends in 500',
    differs: 'method-response-not-needed',
    async run(bench, isAws) {
      const api = await lambdaApi(bench, { type: 'AWS', responses: { method: false } })
      expect((await bench.get(api, 'dev', '/things')).status).toBe(isAws ? 500 : 200)
    },
  },
  {
    fact: 'a non-proxy integration without an integration response ends in 500',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS', responses: { integration: false } })
      expect(await bench.get(api, 'dev', '/things')).toEqual({
        status: 500,
        json: { message: 'Internal server error' },
      })
    },
  },
  {
    fact: 'Lambda is not called by another verb than POST',
    differs: 'verb-to-lambda',
    async run(bench, isAws) {
      const api = await lambdaApi(bench, { type: 'AWS', post: 'GET' })
      const { status, json } = await bench.get(api, 'dev', '/things')
      expect(status).toBe(isAws ? 500 : 200)
      expect(json).not.toEqual({ statusCode: 200, body: '"hello"' })
    },
  },
  {
    fact: 'a path that is not deployed is 403 Missing Authentication Token',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY' })
      expect(await bench.get(api, 'dev', '/nothing')).toEqual({
        status: 403,
        json: { message: 'Missing Authentication Token' },
      })
    },
  },
  {
    fact: 'a stage’s address without a path is 403 Missing Authentication Token',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY' })
      expect((await bench.get(api, 'dev', '/')).json).toEqual({ message: 'Missing Authentication Token' })
    },
  },
  {
    fact: 'a stage that does not exist is 403 Forbidden',
    differs: 'unknown-stage',
    async run(bench, isAws) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY' })
      const { status, json } = await bench.get(api, 'Dev', '/things')
      expect(status).toBe(isAws ? 403 : 404)
      if (isAws) expect(json).toEqual({ message: 'Forbidden' })
    },
  },
  {
    fact: 'a MOCK integration answers by itself',
    async run(bench) {
      const api = await bench.createApi()
      await api.method('GET')
      await api.integration('GET', { type: 'MOCK' })
      await api.responses('GET')
      await api.deploy('dev')
      expect((await bench.get(api, 'dev', '/things')).status).toBe(200)
    },
  },
  {
    fact: 'an error of the function is 502 behind the proxy',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS_PROXY', source: throwing })
      expect(await bench.get(api, 'dev', '/things')).toEqual({
        status: 502,
        json: { message: 'Internal server error' },
      })
    },
  },
  {
    fact: 'an error of the function is 200 with the error as body without the proxy',
    async run(bench) {
      const api = await lambdaApi(bench, { type: 'AWS', source: throwing })
      const { status, json } = await bench.get(api, 'dev', '/things')
      expect(status).toBe(200)
      expect(json).toMatchObject({ errorType: 'Error', errorMessage: 'broken' })
    },
  },
  {
    fact: 'an answer that is no HTTP answer is 502 behind the proxy',
    async run(bench) {
      const api = await lambdaApi(bench, {
        type: 'AWS_PROXY',
        source: 'export const handler = async () => "just text"',
      })
      expect((await bench.get(api, 'dev', '/things')).status).toBe(502)
    },
  },
  {
    fact: 'a test reads the API as it is, deployed or not',
    differs: 'test-log',
    async run(bench, isAws) {
      const functionArn = await bench.createFunction('hello')
      const api = await bench.createApi()
      await api.method('GET')
      await api.integration('GET', { type: 'AWS', functionArn })
      await api.responses('GET')
      await bench.allow('hello', sourceArn(bench, api, '*/GET/things'))
      const { restApiId, resourceId } = api
      const test = await bench.apigateway.send(
        new TestInvokeMethodCommand({ restApiId, resourceId, httpMethod: 'GET' }),
      )
      expect(test.status).toBe(200)
      expect(JSON.parse(test.body ?? '')).toEqual({ statusCode: 200, body: '"hello"' })
      expect(test.log).toContain('Successfully completed execution')
      expect(
        test.log?.includes(`Sending request to https://lambda.${bench.identity.region}.amazonaws.com/`),
      ).toBe(isAws)
    },
  },
  {
    fact: 'a resource cannot be made twice',
    differs: 'duplicate-resource',
    async run(bench, isAws) {
      const { restApiId, rootId } = await bench.createApi('things')
      const again = bench.apigateway.send(
        new CreateResourceCommand({ restApiId, parentId: rootId, pathPart: 'things' }),
      )
      if (isAws)
        await expect(again).rejects.toEqual(
          refused(
            'ConflictException',
            /^Another resource with the same parent already has this name: things$/,
          ),
        )
      else await again
    },
  },
  {
    fact: 'a method cannot be made twice',
    differs: 'duplicate-method',
    async run(bench, isAws) {
      const api = await bench.createApi()
      await api.method('GET')
      const again = api.method('GET')
      if (isAws)
        await expect(again).rejects.toEqual(
          refused('ConflictException', /^Method already exists for this resource$/),
        )
      else await again
    },
  },
  {
    fact: 'a method response cannot be made twice',
    differs: 'duplicate-method-response',
    async run(bench, isAws) {
      const { restApiId, resourceId, method } = await bench.createApi()
      await method('GET')
      const put = () =>
        bench.apigateway.send(
          new PutMethodResponseCommand({ restApiId, resourceId, httpMethod: 'GET', statusCode: '200' }),
        )
      await put()
      if (isAws) await expect(put()).rejects.toEqual(refused('ConflictException'))
      else await put()
    },
  },
  {
    fact: 'a method without an integration takes no integration response',
    differs: 'response-of-no-integration',
    async run(bench, isAws) {
      const { restApiId, resourceId, method } = await bench.createApi()
      await method('GET')
      const at = { restApiId, resourceId, httpMethod: 'GET', statusCode: '200' }
      await bench.apigateway.send(new PutMethodResponseCommand(at))
      await expect(bench.apigateway.send(new PutIntegrationResponseCommand(at))).rejects.toEqual(
        refused(
          'NotFoundException',
          isAws ? /^Invalid Integration identifier specified$/ : /^Invalid Response status code specified$/,
        ),
      )
    },
  },
  {
    fact: 'a method response names a model of its API',
    differs: 'unknown-model',
    async run(bench, isAws) {
      const { restApiId, resourceId, method } = await bench.createApi()
      await method('GET')
      const at = { restApiId, resourceId, httpMethod: 'GET', statusCode: '200' }
      const put = bench.apigateway.send(
        new PutMethodResponseCommand({ ...at, responseModels: { 'application/json': 'Missing' } }),
      )
      if (isAws)
        await expect(put).rejects.toEqual(
          refused('BadRequestException', /^Invalid model identifier specified: Missing$/),
        )
      else await put
    },
  },
  {
    fact: 'an integration maps only parameters that its method declares',
    differs: 'undeclared-parameter',
    async run(bench, isAws) {
      const { restApiId, resourceId, method } = await bench.createApi()
      await method('GET')
      const at = { restApiId, resourceId, httpMethod: 'GET' }
      const requestParameters = { 'integration.request.header.x': 'method.request.header.x' }
      const put = bench.apigateway.send(new PutIntegrationCommand({ ...at, type: 'MOCK', requestParameters }))
      if (isAws)
        await expect(put).rejects.toEqual(
          refused('BadRequestException', /^Invalid mapping expression specified/),
        )
      else await put
    },
  },
  {
    fact: 'one integration response alone has no pattern',
    differs: 'second-default-response',
    async run(bench, isAws) {
      const api = await bench.createApi()
      await api.method('GET')
      await api.integration('GET', { type: 'MOCK' })
      await api.responses('GET')
      const { restApiId, resourceId } = api
      const at = { restApiId, resourceId, httpMethod: 'GET', statusCode: '400' }
      await bench.apigateway.send(new PutMethodResponseCommand(at))
      const put = bench.apigateway.send(new PutIntegrationResponseCommand(at))
      if (isAws) await expect(put).rejects.toEqual(refused('ConflictException'))
      else await put
    },
  },
  {
    fact: 'an integration waits for 50 ms at least',
    differs: 'values-not-checked',
    async run(bench, isAws) {
      const { restApiId, resourceId, method } = await bench.createApi()
      await method('GET')
      const at = { restApiId, resourceId, httpMethod: 'GET' }
      const put = bench.apigateway.send(
        new PutIntegrationCommand({ ...at, type: 'MOCK', timeoutInMillis: 10 }),
      )
      if (isAws)
        await expect(put).rejects.toEqual(refused('BadRequestException', /^Timeout should be between 50 ms/))
      else await put
    },
  },
  {
    fact: 'an account has no role for logs from the start',
    differs: 'account-role',
    async run(bench, isAws) {
      const { cloudwatchRoleArn } = await bench.apigateway.send(new GetAccountCommand({}))
      expect(cloudwatchRoleArn === undefined).toBe(isAws)
    },
  },
  {
    fact: 'a payload that is no JSON is refused',
    differs: 'payload-not-json',
    async run(bench, isAws) {
      await bench.createFunction('hello')
      const invoke = bench.lambda.send(
        new InvokeCommand({ FunctionName: 'hello', Payload: Buffer.from('{no json') }),
      )
      if (isAws) await expect(invoke).rejects.toEqual(refused('InvalidRequestContentException'))
      else await invoke
    },
  },
  {
    fact: 'the type of an integration cannot be patched',
    differs: 'patch-of-integration-type',
    async run(bench, isAws) {
      const api = await bench.createApi()
      await api.method('GET')
      await api.integration('GET', { type: 'MOCK' })
      const update = bench.apigateway.send(
        new UpdateIntegrationCommand({
          restApiId: api.restApiId,
          resourceId: api.resourceId,
          httpMethod: 'GET',
          patchOperations: [{ op: 'replace', path: '/type', value: 'HTTP' }],
        }),
      )
      if (isAws) await expect(update).rejects.toEqual(refused('BadRequestException', /^Invalid patch path/))
      else await update
    },
  },
  {
    fact: 'the bare ARN of a function is no integration URI',
    async run(bench) {
      const uri = await bench.createFunction('hello')
      const { restApiId, resourceId, method } = await bench.createApi()
      await method('GET')
      const put = new PutIntegrationCommand({
        restApiId,
        resourceId,
        httpMethod: 'GET',
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri,
      })
      await expect(bench.apigateway.send(put)).rejects.toEqual(
        refused('BadRequestException', /^AWS ARN for integration must contain path or action$/),
      )
    },
  },
  {
    fact: 'an integration with Lambda needs a verb',
    async run(bench) {
      const { restApiId, resourceId, method } = await bench.createApi()
      await method('GET')
      const put = new PutIntegrationCommand({
        restApiId,
        resourceId,
        httpMethod: 'GET',
        type: 'AWS',
        uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/x/invocations',
      })
      await expect(bench.apigateway.send(put)).rejects.toEqual(
        refused('BadRequestException', /^Enumeration value for HttpMethod must be non-empty$/),
      )
    },
  },
  {
    fact: 'an API without methods cannot be deployed',
    async run(bench) {
      const api = await bench.createApi()
      await expect(api.deploy('dev')).rejects.toEqual(
        refused('BadRequestException', /doesn't contain any methods/),
      )
    },
  },
  {
    fact: 'an API cannot be deployed while one of its methods has no integration',
    differs: 'half-finished-deployment',
    async run(bench, isAws) {
      const api = await bench.createApi()
      await api.method('GET')
      await api.integration('GET', { type: 'MOCK' })
      await api.method('PUT')
      if (isAws)
        await expect(api.deploy('dev')).rejects.toEqual(
          refused('BadRequestException', /^No integration defined for method$/),
        )
      else await api.deploy('dev')
    },
  },
  {
    fact: 'a function cannot be made twice',
    async run(bench) {
      await bench.createFunction('hello')
      await expect(bench.createFunction('hello')).rejects.toEqual(
        refused('ResourceConflictException', /^Function already exist: hello$/),
      )
    },
  },
  {
    fact: 'code that is no zip is refused',
    async run(bench) {
      const create = new CreateFunctionCommand({
        FunctionName: 'hello',
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Role: `arn:aws:iam::${bench.identity.account}:role/lambda-basic-execution`,
        Code: { ZipFile: Buffer.from('no zip') },
      })
      await expect(bench.lambda.send(create)).rejects.toEqual(
        refused('InvalidParameterValueException', /^Could not unzip uploaded file\./),
      )
    },
  },
  {
    fact: 'a statement id can be used once',
    async run(bench) {
      await bench.createFunction('hello')
      await bench.allow('hello', 'arn:aws:execute-api:us-east-1:000000000000:abc/*/*/x')
      await expect(
        bench.allow('hello', 'arn:aws:execute-api:us-east-1:000000000000:abc/*/*/y'),
      ).rejects.toEqual(
        refused('ResourceConflictException', /^The statement id \(gateway\) provided already exists\./),
      )
    },
  },
  {
    fact: 'a function without statements has no policy',
    async run(bench) {
      await bench.createFunction('hello')
      await expect(bench.lambda.send(new GetPolicyCommand({ FunctionName: 'hello' }))).rejects.toEqual(
        refused('ResourceNotFoundException', /^The resource you requested does not exist\.$/),
      )
    },
  },
  {
    fact: 'an unknown function is named by its ARN in the refusal',
    async run(bench) {
      const { account, region } = bench.identity
      const add = new AddPermissionCommand({
        FunctionName: 'nobody',
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
      })
      await expect(bench.lambda.send(add)).rejects.toEqual(
        refused(
          'ResourceNotFoundException',
          new RegExp(`^Function not found: arn:aws:lambda:${region}:${account}:function:nobody$`),
        ),
      )
    },
  },
  {
    fact: 'an error of the function is told beside a status of 200',
    async run(bench) {
      await bench.createFunction('hello', throwing)
      const answer = await bench.lambda.send(new InvokeCommand({ FunctionName: 'hello', Payload: '{}' }))
      expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' })
      expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({
        errorType: 'Error',
        errorMessage: 'broken',
      })
    },
  },
]
