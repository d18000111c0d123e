import {
  CreateFunctionCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionUrlConfigsCommand,
  ListLayersCommand,
  ListProvisionedConcurrencyConfigsCommand,
  type Runtime,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { arnOf, refusal, role, startTestCloud, type TestCloud, zipOf } from './testCloud.fixture.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
  const Code = { ZipFile: zipOf({ 'index.mjs': '' }) }
  const words = { FunctionName: 'f', Role: role, Runtime: 'nodejs22.x', Handler: 'index.handler' } as const
  await cloud.client.send(new CreateFunctionCommand({ ...words, Code }))
})
afterAll(() => cloud.close())

test('no function has a URL (test_ops_on_nonexisting_fn)', async () => {
  await expect(
    cloud.client.send(new GetFunctionUrlConfigCommand({ FunctionName: 'f' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The resource you requested does not exist.',
  })
})

test('no function has settings of asynchronous calls (test_ops_on_nonexisting_fn)', async () => {
  const command = new GetFunctionEventInvokeConfigCommand({ FunctionName: 'f' })
  await expect(cloud.client.send(command)).rejects.toMatchObject({
    message: `The function ${arnOf('f')}:$LATEST doesn't have an EventInvokeConfig`,
  })
})

test('what cannot be made is a list without items, of a function that is there', async () => {
  const mappings = await cloud.client.send(new ListEventSourceMappingsCommand({}))
  expect(mappings.EventSourceMappings).toEqual([])
  const urls = (FunctionName: string) =>
    cloud.client.send(new ListFunctionUrlConfigsCommand({ FunctionName }))
  expect((await urls('f')).FunctionUrlConfigs).toEqual([])
  await expect(urls('my fn')).rejects.toMatchObject({ name: 'ValidationException' })
})

test('lists of a function that is not there name it in words of their own (test_url_config_list_paging)', async () => {
  const FunctionName = 'g'
  const gone = (text: string) => ({ status: 404, code: 'ResourceNotFoundException', text })
  expect(await refusal(cloud.client.send(new ListFunctionUrlConfigsCommand({ FunctionName })))).toEqual(
    gone('Function does not exist'),
  )
  expect(
    await refusal(cloud.client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName }))),
  ).toEqual(gone("The function doesn't exist."))
  expect(
    await refusal(cloud.client.send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName }))),
  ).toEqual(gone(`Function not found: ${arnOf('g')}`))
})

test('no function has code signing, which is told without its name (test_code_signing_not_found_excs)', async () => {
  const ask = (FunctionName: string) =>
    cloud.client.send(new GetFunctionCodeSigningConfigCommand({ FunctionName }))
  expect(Object.keys(await ask('f'))).toEqual(['$metadata'])
  await expect(ask('g')).rejects.toMatchObject({ message: `Function not found: ${arnOf('g')}` })
})

test('layers are asked for by a runtime that AWS knows (test_layer_exceptions)', async () => {
  const ask = (CompatibleRuntime: Runtime) => cloud.client.send(new ListLayersCommand({ CompatibleRuntime }))
  expect(await ask('nodejs22.x')).toMatchObject({ Layers: [] })
  expect(await refusal(ask('runtimedoesnotexist' as Runtime))).toEqual({
    status: 400,
    code: 'ValidationException',
    text: expect.stringMatching(
      /^1 validation error detected: Value 'runtimedoesnotexist' at 'compatibleRuntime' failed to satisfy constraint: Member must satisfy enum value set: \[ruby3\.5, .*, python2\.7\]$/,
    ),
  })
})
