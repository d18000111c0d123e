import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  LambdaClient,
  ListTagsCommand,
  TagResourceCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { role, zipOf } from './testCloud.fixture.ts'

const other = '222222222222'
const functionArn = 'arn:aws:lambda:us-east-1:111111111111:function:f'

let emulator: Emulator
let owner: LambdaClient
let stranger: LambdaClient

const clientOf = (accessKeyId: string) =>
  new LambdaClient({
    endpoint: emulator.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'any' },
    maxAttempts: 1,
  })

beforeAll(async () => {
  emulator = await startEmulator()
  owner = clientOf('111111111111')
  stranger = clientOf(other)
  const Code = { ZipFile: zipOf({ 'index.mjs': '' }) }
  const words = { FunctionName: 'f', Role: role, Runtime: 'nodejs22.x', Handler: 'index.handler' } as const
  await owner.send(new CreateFunctionCommand({ ...words, Code }))
})
afterAll(async () => {
  owner.destroy()
  stranger.destroy()
  await emulator.close()
})

const permit = (StatementId: string, Principal: string, Action: string) =>
  owner.send(new AddPermissionCommand({ FunctionName: 'f', StatementId, Principal, Action }))
const get = () => stranger.send(new GetFunctionCommand({ FunctionName: functionArn }))

test('another account is let in by the function’s policy alone, and only to what that says', async () => {
  await expect(get()).rejects.toMatchObject({ name: 'AccessDeniedException' })
  await permit('third', '333333333333', 'lambda:*')
  await expect(get()).rejects.toMatchObject({ name: 'AccessDeniedException' })
  await permit('other', other, 'lambda:GetFunction')
  expect((await get()).Configuration).toMatchObject({ FunctionArn: functionArn })
  const policy = stranger.send(new GetPolicyCommand({ FunctionName: functionArn }))
  await expect(policy).rejects.toMatchObject({ name: 'AccessDeniedException' })
})

test('a policy that lets another account do everything lets it do what Lambda has opened, and no more', async () => {
  const refused = { name: 'AccessDeniedException' }
  const Resource = functionArn
  const tag = () => stranger.send(new TagResourceCommand({ Resource, Tags: { by: 'other' } }))
  await expect(tag()).rejects.toMatchObject(refused)
  await permit('all', other, 'lambda:*')
  await tag()
  expect((await stranger.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ by: 'other' })
  const FunctionName = functionArn
  const words = { StatementId: 'more', Principal: other, Action: 'lambda:*' }
  await expect(stranger.send(new AddPermissionCommand({ FunctionName, ...words }))).rejects.toMatchObject(
    refused,
  )
  const update = new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 })
  await expect(stranger.send(update)).rejects.toMatchObject(refused)
})

test('another account may name the function by a part of its ARN', async () => {
  const { Configuration } = await stranger.send(
    new GetFunctionCommand({ FunctionName: '111111111111:function:f' }),
  )
  expect(Configuration?.FunctionArn).toBe(functionArn)
})
