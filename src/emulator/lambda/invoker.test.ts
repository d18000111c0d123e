import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DeleteFunctionCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { startTestCloud, type TestCloud } from './testCloud.fixture.ts'

let cloud: TestCloud
let folder: string
beforeEach(async () => {
  cloud = await startTestCloud()
  folder = mkdtempSync(join(tmpdir(), 'events-'))
})
afterEach(async () => {
  jest.restoreAllMocks()
  await cloud.close()
  rmSync(folder, { recursive: true })
})

/** A function that fails, once the file is there that its event names, and notes the request of each of its invocations. */
async function prepare(FunctionName: string) {
  const calls = join(folder, FunctionName)
  const code = `const fs = require('node:fs')
  exports.handler = async ({ until }, { awsRequestId }) => {
    fs.appendFileSync(${JSON.stringify(calls)}, awsRequestId + '\\n')
    while (until && !fs.existsSync(until)) await new Promise(setImmediate)
    throw new Error('no') }`
  await cloud.create(FunctionName, code)
  const timers = jest.spyOn(globalThis, 'setTimeout')
  const waited = (ms: number) => timers.mock.calls.filter(([, wait]) => wait === ms)
  return {
    send: () => cloud.invoke(FunctionName, { InvocationType: 'Event', LogType: undefined }),
    reserve: (ReservedConcurrentExecutions: number) =>
      cloud.client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions })),
    /** Begins an invocation that runs until it is told to end. */
    async occupy() {
      const until = join(folder, 'until')
      const busy = cloud.invoke(FunctionName, { Payload: Buffer.from(JSON.stringify({ until })) })
      while (!existsSync(calls)) await setImmediate()
      return async () => {
        writeFileSync(until, '')
        await busy
      }
    },
    /** What would be done after so many milliseconds is done now. */
    async skip(ms: number) {
      while (waited(ms).length === 0) await setImmediate()
      for (const [i, [work, wait]] of timers.mock.calls.entries()) {
        if (wait !== ms) continue
        clearTimeout(Number(timers.mock.results[i]?.value))
        work()
      }
    },
    waited: (ms: number) => waited(ms).length,
    called: () => readFileSync(calls, 'utf8').trim().split('\n'),
  }
}

describe('an event', () => {
  test('whose function fails comes again after one minute and then after two, as the same request', async () => {
    const { send, skip, waited, called } = await prepare('fails')
    await send()
    await skip(60_000)
    await skip(120_000)
    while (called().length < 3) await setImmediate()
    expect(new Set(called()).size).toBe(1)
    expect([waited(60_000), waited(120_000)]).toEqual([1, 1])
  })

  test('that is throttled comes again after a second, then after two', async () => {
    const { send, reserve, occupy, skip, called } = await prepare('throttled')
    await reserve(1)
    const free = await occupy()
    await send()
    await skip(1000)
    await free()
    await skip(2000)
    await skip(60_000) // it has run
    expect(called().length).toBeGreaterThan(1)
  })

  test('that is throttled for six hours is given up', async () => {
    const { send, reserve, occupy, skip, waited } = await prepare('late')
    await reserve(1)
    const free = await occupy()
    await send()
    cloud.skip(6 * 60 * 60_000)
    await skip(1000)
    for (const _ of [1, 2, 3]) await setImmediate()
    expect(waited(2000)).toBe(0)
    await free()
  })

  test('for a function with a reserved concurrency of none is not tried at all', async () => {
    const { send, reserve, waited } = await prepare('stopped')
    await reserve(0)
    expect(await send()).toMatchObject({ status: 202 })
    for (const _ of [1, 2, 3]) await setImmediate()
    expect(waited(1000)).toBe(0)
  })

  test('whose function was deleted meanwhile is given up without a word', async () => {
    const said = jest.spyOn(console, 'error')
    const { send, skip, called } = await prepare('deleted')
    await send()
    while (!existsSync(join(folder, 'deleted'))) await setImmediate()
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName: 'deleted' }))
    await skip(60_000)
    await setImmediate()
    expect(said).not.toHaveBeenCalled()
    expect(called()).toHaveLength(1)
  })
})
