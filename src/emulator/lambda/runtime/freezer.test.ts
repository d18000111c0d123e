import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Only Linux tells what a process started in another group. */
const onLinux = process.platform === 'linux' ? test : test.failing

/** T is stopped. */
const stateOf = (pid: unknown) =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]
    : execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })

const isAlive = (pid: unknown) => {
  try {
    return process.kill(Number(pid), 0)
  } catch {
    return false
  }
}

/**
 * A function whose first invocation leaves work for the time when the test lets it, which is while it is frozen; the next ones
 * answer once it is done. Tells its name and the number of its process.
 */
async function prepare(
  Runtime: 'nodejs22.x' | 'nodejs24.x',
  work: string,
  answer = 'return process.pid',
): Promise<readonly [string, unknown]> {
  const name = `f-${Buffer.from(work + answer)
    .toString('hex')
    .slice(0, 30)}-${Runtime.slice(6, 8)}`
  const until = join(folder, name)
  await cloud.create(
    name,
    `const { existsSync } = require('node:fs')
     let worked
     exports.handler = async (event, context) => {
       if (worked) { await worked; ${answer} }
       worked = new Promise((resolve) => {
         const left = setInterval(() => {
           if (!existsSync('${until}')) return
           clearInterval(left)
           ${work}
           resolve()
         }, 1)
       })
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

  onLinux('with what it started in a session of its own, which goes on as well', async () => {
    const code = `
      const { readFileSync } = require('node:fs')
      let pid
      exports.handler = async () => {
        if (pid) return readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ')[1][0]
        return ({ pid } = require('child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })).pid
      }`
    await cloud.create('starts', code)
    const { payload: child } = await cloud.invoke('starts')
    while (!stateOf(child)?.startsWith('T')) await setImmediate()
    expect((await cloud.invoke('starts')).payload).not.toBe('T')
    while (!stateOf(child)?.startsWith('T')) await setImmediate()
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

  test('so that what goes on then is time of the next one', async () => {
    const block = 'const end = Date.now() + 300; while (Date.now() < end);'
    const answer = 'return context.getRemainingTimeInMillis()'
    const [name] = await prepare('nodejs24.x', block, answer)
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toBeLessThan(2800)
    expect(log).toMatch(/\tDuration: [23]\d\d\.\d\d ms\t/)
  })

  test('but not while its process ends, which does not take for ever', async () => {
    const [name, pid] = await startEnding()
    while (isAlive(pid)) await setImmediate()
    expect((await cloud.invoke(name)).payload).not.toBe(pid)
  })
})

let attempts = 0

/** Undefined where the machine was so slow that it was frozen before its end, which is then the next invocation's. */
async function tryEnding(): Promise<readonly [string, unknown] | undefined> {
  const attempt = attempts++
  const told = join(folder, `told-${attempt}`)
  const end = `require('node:fs').writeFileSync('${told}', ''); while (true);`
  const answer = `/* ${attempt} */ process.on('exit', () => { ${end} }); setImmediate(() => process.exit(0)); return process.pid`
  const [name, pid] = await prepare('nodejs22.x', '', answer)
  expect((await cloud.invoke(name)).payload).toBe(pid)
  while (!existsSync(told)) {
    if (stateOf(pid)?.startsWith('T')) return undefined
    await setImmediate()
  }
  return [name, pid]
}

/** A function whose process is ending, for ever as far as that is in its hands, after it has answered with its number. */
async function startEnding(): Promise<readonly [string, unknown]> {
  for (;;) {
    const started = await tryEnding()
    if (started) return started
  }
}

test('what ends after the invocation that thawed its environment fails no other one', async () => {
  const [name, pid] = await startEnding()
  const { error, payload } = await cloud.invoke(name)
  expect([error, payload]).toEqual([undefined, expect.any(Number)])
  expect(payload).not.toBe(pid)
})
