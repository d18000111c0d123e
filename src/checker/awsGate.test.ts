import { setImmediate } from 'node:timers/promises'
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Clients, connect } from '../cloud/clients.ts'
import type { Gate, Recorder } from '../cloud/recorder.ts'
import { startRecorder } from '../cloud/recorder.ts'
import { type Emulator, startEmulator } from '../emulator/index.ts'
import { zipFile } from '../toolbox.ts'
import { standForAws } from './awsGate.ts'

const identity = { account: '700000000001', region: 'us-east-1' }

/** A cloud whose clock runs so fast that nothing is ever under way there. */
let cloud: Emulator
/** What reached the cloud; `trouble` may answer for it. */
let seen: Recorder
let trouble: Gate['refuse']
let gate: Gate
let recorder: Recorder
/** What a script has. */
let script: Clients

beforeEach(async () => {
  let time = Date.now()
  trouble = async () => undefined
  cloud = await startEmulator({
    now: () => {
      time += 1000
      return time
    },
  })
  seen = await startRecorder(
    Promise.resolve({
      endpoint: cloud.endpoint,
      gate: { refuse: (...call) => trouble(...call), note: (call) => call, close: async () => {} },
    }),
  )
  gate = await standForAws(seen.endpoint, identity)
  recorder = await startRecorder(Promise.resolve({ endpoint: seen.endpoint, gate }))
  script = connect(recorder.endpoint, identity)
})

afterEach(async () => {
  script.destroy()
  await recorder.close()
  await gate.close()
  await seen.close()
  await cloud.close()
})

const reached = (operation: string) =>
  seen.calls.filter(({ target }) => target.kind === 'aws' && target.operation === operation).length

const newApi = async () => {
  const { id: restApiId = '', rootResourceId: resourceId = '' } = await script.apigateway.send(
    new CreateRestApiCommand({ name: 'a' }),
  )
  return { restApiId, resourceId, httpMethod: 'GET' }
}

const newFunction = (Variables?: Record<string, string>) =>
  script.lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'f',
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${identity.account}:role/r`,
      Code: { ZipFile: zipFile('index.mjs', 'export const handler = async (event) => event') },
      Environment: Variables && { Variables },
    }),
  )

describe('before a cloud that may take what AWS refuses', () => {
  test('what AWS refuses never reaches the cloud', async () => {
    const at = await newApi()
    await script.apigateway.send(new PutMethodCommand({ ...at, authorizationType: 'NONE' }))
    const response = { ...at, statusCode: '200', responseModels: { 'application/json': 'Missing' } }
    await expect(script.apigateway.send(new PutMethodResponseCommand(response))).rejects.toThrow(
      'Invalid model identifier specified: Missing',
    )
    const timeout = new PutIntegrationCommand({ ...at, type: 'MOCK', timeoutInMillis: 10 })
    await expect(script.apigateway.send(timeout)).rejects.toThrow('Timeout should be between')
    const deploy = new CreateDeploymentCommand({ restApiId: at.restApiId, stageName: 'prod' })
    await expect(script.apigateway.send(deploy)).rejects.toThrow('No integration defined for method')
    await expect(newFunction({ AWS_REGION: 'x' })).rejects.toThrow('reserved keys')
    expect(
      ['PutMethodResponse', 'PutIntegration', 'CreateDeployment', 'CreateFunction'].map(reached),
    ).toEqual([0, 0, 0, 0])
  })

  test('what is right goes through, with the cloud’s own ids', async () => {
    const at = await newApi()
    const { id } = await script.apigateway.send(
      new CreateResourceCommand({ restApiId: at.restApiId, parentId: at.resourceId, pathPart: 'x' }),
    )
    await script.apigateway.send(new PutMethodCommand({ ...at, resourceId: id, authorizationType: 'NONE' }))
    await script.apigateway.send(new PutIntegrationCommand({ ...at, resourceId: id, type: 'MOCK' }))
    await script.apigateway.send(new CreateDeploymentCommand({ restApiId: at.restApiId, stageName: 'prod' }))
    expect(reached('CreateDeployment')).toBe(1)
  })

  test('one of two calls at once for the same thing reaches the cloud', async () => {
    const { restApiId, resourceId: parentId } = await newApi()
    const create = () =>
      script.apigateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'x' }))
    const ends = await Promise.allSettled([create(), create()])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(reached('CreateResource')).toBe(1)
  })

  test('chains of calls side by side find what they have made', async () => {
    const { restApiId, resourceId: parentId } = await newApi()
    const chain = async (pathPart: string) => {
      const { id: resourceId } = await script.apigateway.send(
        new CreateResourceCommand({ restApiId, parentId, pathPart }),
      )
      const at = { restApiId, resourceId, httpMethod: 'GET' }
      await script.apigateway.send(new PutMethodCommand({ ...at, authorizationType: 'NONE' }))
      await script.apigateway.send(new PutIntegrationCommand({ ...at, type: 'MOCK' }))
    }
    // The first method stays on its way until another is, or for as long as one takes to come.
    trouble = async ({ target }) => {
      const isFirst = target.kind === 'aws' && target.operation === 'PutMethod' && reached('PutMethod') === 1
      for (let turn = 0; isFirst && reached('PutMethod') === 1 && turn < 20_000; turn++) await setImmediate()
      return undefined
    }
    await Promise.all(Array.from({ length: 8 }, (_, i) => chain(`x${i}`)))
    expect(reached('PutIntegration')).toBe(8)
  })

  test('what the cloud refuses and AWS takes is told apart', async () => {
    const { restApiId, resourceId: parentId } = await newApi()
    trouble = async ({ target }) =>
      target.kind === 'aws' && target.operation === 'CreateResource'
        ? { status: 400, headers: {}, body: Buffer.from('{"message":"full"}') }
        : undefined
    const create = new CreateResourceCommand({ restApiId, parentId, pathPart: 'x' })
    await expect(script.apigateway.send(create)).rejects.toThrow('full')
    expect(recorder.calls.at(-1)?.answer?.error?.isCloudsOwn).toBe(true)
    await expect(
      script.apigateway.send(new CreateResourceCommand({ ...create.input, parentId: 'no' })),
    ).rejects.toThrow()
    expect(recorder.calls.at(-1)?.answer?.error?.isCloudsOwn).toBeUndefined()
  })

  test('a function is being changed until the cloud says that it is done', async () => {
    await newFunction()
    const update = () =>
      script.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'f', Timeout: 5 }))
    await expect(update()).rejects.toThrow("currently in the following state: 'Pending'")
    await script.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'f' }))
    await update()
    await expect(update()).rejects.toThrow('An update is in progress')
    expect(reached('UpdateFunctionConfiguration')).toBe(1)
  })

  test('an invocation is looked at before it is made', async () => {
    await newFunction()
    await script.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'f' }))
    const invoke = (text: string) =>
      script.lambda.send(new InvokeCommand({ FunctionName: 'f', Payload: Buffer.from(text) }))
    await expect(invoke('{no json')).rejects.toThrow('Could not parse payload into json')
    expect((await invoke('{"a":1}')).Payload?.transformToString()).toBe('{"a":1}')
    expect(reached('Invoke')).toBe(1)
  })

  test('what the cloud failed to make can be made again', async () => {
    const { restApiId, resourceId: parentId } = await newApi()
    const create = () =>
      script.apigateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'x' }))
    const body = Buffer.from('{"message":"full"}')
    trouble = async ({ target }) =>
      target.kind === 'aws' && target.operation === 'CreateResource'
        ? { status: 400, headers: {}, body }
        : undefined
    await expect(create()).rejects.toThrow('full')
    trouble = async () => undefined
    await create()
  })

  test('other accounts and regions are the cloud’s affair', async () => {
    const elsewhere = connect(recorder.endpoint, { ...identity, region: 'eu-west-1' })
    const get = new GetFunctionConfigurationCommand({ FunctionName: 'f' })
    await expect(elsewhere.lambda.send(get)).rejects.toThrow('Function not found').finally(elsewhere.destroy)
    expect(reached('GetFunctionConfiguration')).toBe(1)
  })
})
