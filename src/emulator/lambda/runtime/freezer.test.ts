import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud } from '../testCloud.fixture.ts'

let cloud: TestCloud
let folder: string
beforeAll(async () => {
  cloud = await startTestCloud()
  folder = mkdtempSync(join(tmpdir(), 'freezer-'))
})
afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})

/** T is stopped. */
const stateOf = (pid: unknown) =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]
    : execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })

/**
 * A function whose first invocation leaves work for the time when the test lets it, which is while it is frozen. Answers the
 * number of its process.
 */
async function prepare(
  Runtime: 'nodejs22.x' | 'nodejs24.x',
  work: string,
): Promise<readonly [string, unknown]> {
  const name = `f-${Buffer.from(work).toString('hex').slice(0, 30)}-${Runtime.slice(6, 8)}`
  const until = join(folder, name)
  await cloud.create(
    name,
    `const { existsSync } = require('node:fs')
     exports.handler = async () => {
       const left = setInterval(() => {
         if (!existsSync('${until}')) return
         clearInterval(left)
         ${work}
       }, 1)
       return process.pid
     }`,
    { Runtime },
  )
  const { payload } = await cloud.invoke(name)
  while (!stateOf(payload)?.startsWith('T')) await setImmediate()
  writeFileSync(until, '')
  return [name, payload]
}

describe('between two invocations an environment is frozen', () => {
  test('so that what a handler left running goes on with the next one, in its log', async () => {
    const [name, pid] = await prepare('nodejs22.x', 'console.log("later")')
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toBe(pid)
    expect(log).toMatch(/^START .*\n.*\tINFO\tlater\nEND /)
  })

  test.each([
    ['nodejs22.x', 'throw new Error("late")', 129, 'Uncaught Exception'],
    ['nodejs22.x', 'Promise.reject(new Error("late"))', 128, 'Unhandled Promise Rejection'],
    ['nodejs24.x', 'throw new Error("late")', 1, 'Error: late'],
    ['nodejs24.x', 'process.exit(3)', 3, 'exit status 3'],
  ] as const)('so that what fails then fails the next one (%s, %s)', async (runtime, work, code, said) => {
    const [name, pid] = await prepare(runtime, work)
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(`Error: Runtime exited with error: exit status ${code}$`),
    })
    expect(log).toContain(said)
    expect((await cloud.invoke(name)).payload).not.toBe(pid)
  })
})
