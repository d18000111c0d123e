import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { functions } from './records.ts'
import { account, arnOf, refusal, region, startTestCloud, type TestCloud } from './testCloud.fixture.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.create('fn', 'exports.handler = () => new Promise((r) => setTimeout(r, 500, "done"))')
})
afterAll(() => cloud.close())

const reserve = (ReservedConcurrentExecutions: number, FunctionName = 'fn') =>
  cloud.client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }))

describe('reserved concurrency', () => {
  test('is told by GetFunctionConcurrency, GetFunction and the account, until it is deleted', async () => {
    const get = new GetFunctionConcurrencyCommand({ FunctionName: 'fn' })
    expect(await cloud.client.send(get)).not.toHaveProperty('ReservedConcurrentExecutions')
    expect(await reserve(10)).toMatchObject({ ReservedConcurrentExecutions: 10 })
    expect(await cloud.client.send(get)).toMatchObject({ ReservedConcurrentExecutions: 10 })
    const { Concurrency } = await cloud.client.send(new GetFunctionCommand({ FunctionName: 'fn' }))
    expect(Concurrency).toEqual({ ReservedConcurrentExecutions: 10 })
    const { AccountLimit } = await cloud.client.send(new GetAccountSettingsCommand({}))
    expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 990 })
    await cloud.client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'fn' }))
    expect(await cloud.client.send(get)).not.toHaveProperty('ReservedConcurrentExecutions')
  })

  test('of 2 lets two invocations run and answers 429 to a third', async () => {
    await reserve(2)
    const three = await Promise.allSettled([1, 2, 3].map(() => cloud.invoke('fn')))
    expect(three.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const [refused] = three.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused).toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    })
    expect((await cloud.invoke('fn')).payload).toBe('done')
  })

  test('of 1 lets one invocation run after the other', async () => {
    await reserve(1)
    for (const _ of [1, 2, 3]) expect((await cloud.invoke('fn')).payload).toBe('done')
  })

  test('of 0 lets none run', async () => {
    await reserve(0)
    expect(await refusal(cloud.invoke('fn'))).toMatchObject({ status: 429, code: 'TooManyRequestsException' })
  })

  test('leaves 100 of the account’s 1000 to the other functions', async () => {
    expect(await refusal(reserve(901))).toEqual({
      status: 400,
      code: 'InvalidParameterValueException',
      text: "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    })
  })

  test('of a function that is not there is 404', async () => {
    expect(await refusal(reserve(1, 'none'))).toEqual({
      status: 404,
      code: 'ResourceNotFoundException',
      text: `Function not found: ${arnOf('none')}:$LATEST`,
    })
  })

  test('is of a function as a whole', async () => {
    expect(await refusal(reserve(1, arnOf('fn:1')))).toEqual({
      status: 400,
      code: 'InvalidParameterValueException',
      text: 'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    })
  })
})

test('what takes too much of the account’s concurrency is refused without a Type (test_function_concurrency_limits)', async () => {
  await expect(reserve(901)).rejects.toHaveProperty('Type', undefined)
  await expect(reserve(1, 'none')).rejects.toHaveProperty('Type', 'User')
})

test('functions with nothing reserved share what the others leave of the account’s 1000', async () => {
  for (const name of ['one', 'two', 'holder']) await cloud.create(name, 'exports.handler = async () => 1')
  await reserve(900, 'holder')
  const { store, invoker } = cloud.host
  const scope = store.scope(account, region)
  const call = (name: string) => invoker.invoke(scope, arnOf(name), '{}')
  for (const name of ['one', 'two', 'one', 'two']) await call(name) // quick ones are given few processes
  const elsewhere = store.scope(account, 'eu-west-1')
  store.transaction(() => elsewhere.put(functions, 'one', scope.get(functions, 'one')))
  const others = [
    call('holder'),
    invoker.invoke(elsewhere, arnOf('one').replace(region, elsewhere.region), '{}'),
  ]
  const calls = Array.from({ length: 101 }, (_, i) => call(i % 2 === 0 ? 'one' : 'two'))
  const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected')
  for (const { payload } of await Promise.all(others)) expect(payload).toBe('1') // they take nothing from those
  expect(refused).toEqual([
    {
      status: 'rejected',
      reason: expect.objectContaining({
        code: 'TooManyRequestsException',
        members: { Reason: 'ConcurrentInvocationLimitExceeded' },
      }),
    },
  ])
})

test('ten handlers that wait for each other all end: they run side by side', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'side-by-side-'))
  const code = `const fs = require('node:fs'), folder = ${JSON.stringify(folder)}
exports.handler = async ({ name }) => {
  fs.writeFileSync(folder + '/' + name, '')
  while (fs.readdirSync(folder).length < 10) await new Promise((r) => setTimeout(r, 5))
  return name
}`
  await cloud.create('meets', code, { Timeout: 60 })
  const names = Array.from({ length: 10 }, (_, i) => `${i}`)
  const answers = names.map((name) => cloud.invoke('meets', { Payload: JSON.stringify({ name }) }))
  expect((await Promise.all(answers)).map(({ payload }) => payload)).toEqual(names)
  rmSync(folder, { recursive: true })
})
