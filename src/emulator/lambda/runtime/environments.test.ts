import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { dirname } from 'node:path'
import { DeleteFunctionCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { startTestCloud, type TestCloud, zipOf } from '../testCloud.fixture.ts'

let cloud: TestCloud
let server: Server
let port: number

/** Handlers hold a connection to the test: it ends when, and only when, the process that holds it has ended. */
beforeEach(async () => {
  cloud = await startTestCloud()
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  await cloud.close()
  server.close()
})

const pidHandler = 'exports.handler = async () => process.pid'
const pidOf = async (name: string) => (await cloud.invoke(name)).payload

/** A handler that starts a process which holds a connection and would never end. */
const starter = (after: string, options = '') => `
  const script = 'require("net").connect(${port}).on("error", () => {}); setInterval(() => {}, 1000)'
  exports.handler = async () => {
    require('child_process').spawn(process.execPath, ['-e', script], { stdio: 'inherit', ${options} })
    ${after}
  }`

/** Only Linux tells which processes carry an environment's variables, so only there is one in a session of its own found. */
const onLinux = process.platform === 'linux' ? test : test.failing

/** Resolves when the process at the other end of the next connection has ended. */
async function nextProcess(): Promise<{ readonly ended: Promise<unknown> }> {
  const [socket] = await once(server, 'connection')
  socket.on('error', () => {})
  return { ended: once(socket.resume(), 'close') }
}

describe('an execution environment', () => {
  test('stays warm and keeps its state', async () => {
    await cloud.create('warm', 'let n = 0; exports.handler = async () => [process.pid, ++n]')
    const [pid] = (await cloud.invoke('warm')).payload as number[]
    expect((await cloud.invoke('warm')).payload).toEqual([pid, 2])
  })

  test('logs what its handler wrote past the runtime with the invocation that wrote it', async () => {
    const code = `exports.handler = async (event) => {
      console.log('by the runtime')
      require('fs').writeSync(1, 'past it ' + event + '\\n')
    }`
    await cloud.create('past', code)
    const numbers = Array.from({ length: 60 }, (_, i) => i)
    const logs: string[] = []
    for (const i of numbers) {
      await cloud.invoke('past', { Payload: Buffer.from('"and nobody reads it"'), LogType: 'None' })
      logs.push((await cloud.invoke('past', { Payload: Buffer.from(String(i)) })).log)
    }
    expect(logs.map((log) => /past it (.+)\n/.exec(log)?.[1])).toEqual(numbers.map(String))
  })

  test('logs nothing of what a first invocation wrote past the runtime with the next', async () => {
    const code = `exports.handler = async (event) => require('fs').writeSync(1, 'past it ' + event + '\\n')`
    const names = Array.from({ length: 12 }, (_, i) => `first${i}`)
    for (const name of names) await cloud.create(name, code)
    for (const name of names) {
      await cloud.invoke(name, { Payload: Buffer.from('1'), LogType: 'None' })
      expect((await cloud.invoke(name, { Payload: Buffer.from('2') })).log).not.toContain('past it 1')
    }
  })

  test('logs what was written past the runtime by the loading of its handler before the invocation', async () => {
    const code = `console.log('by the runtime')
      for (let i = 0; i < 9; i++) require('fs').writeSync(1, 'past it\\n')
      exports.handler = async () => 1`
    const names = Array.from({ length: 12 }, (_, i) => `loads${i}`)
    for (const name of names) await cloud.create(name, code)
    for (const name of names) {
      const { log } = await cloud.invoke(name)
      expect(log.lastIndexOf('past it')).toBeLessThan(log.indexOf('START'))
    }
  })

  test('runs one invocation at a time; more are started when all are busy', async () => {
    await cloud.create('busy', 'exports.handler = () => new Promise((r) => setTimeout(r, 300, process.pid))')
    const answers = await Promise.all([1, 2, 3].map(() => cloud.invoke('busy')))
    const pids = new Set(answers.map(({ payload }) => payload))
    expect(pids.size).toBe(3)
    expect(pids).toContain(await pidOf('busy'))
  })

  test('is replaced when the code changes, and only when the change is done', async () => {
    await cloud.create('changes', 'exports.handler = async () => "old"')
    expect(await pidOf('changes')).toBe('old')
    const ZipFile = zipOf({ 'index.js': 'exports.handler = async () => "new"' })
    await cloud.client.send(new UpdateFunctionCodeCommand({ FunctionName: 'changes', ZipFile }))
    expect(await pidOf('changes')).toBe('old')
    cloud.skip(1000)
    expect(await pidOf('changes')).toBe('new')
  })

  test.each([
    [
      'index.js',
      'const { LambdaClient, ListFunctionsCommand } = require("@aws-sdk/client-lambda"); exports.handler = ',
    ],
    [
      'index.mjs',
      'import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda"; export const handler = ',
    ],
  ])('has the SDK, which calls the same cloud as the function’s role (%s)', async (file, loaded) => {
    const name = `calls-${file.slice(6)}`
    const code = `${loaded} async () => (await new LambdaClient({}).send(new ListFunctionsCommand({}))).Functions[0].FunctionName`
    await cloud.create(name, '', { Code: { ZipFile: zipOf({ [file]: code }) }, Timeout: 30 })
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toBe(name)
    expect(log).toMatch(/^START /)
  })

  test('finds a package by the links that pnpm makes', async () => {
    const link = (to: string): Zippable[string] => [strToU8(to), { os: 3, attrs: 0o120777 << 16 }]
    const ZipFile = zipSync({
      'index.js': strToU8('exports.handler = async () => require("one")'),
      './node_modules/one': link('nowhere'), // of two files of one name the last counts
      'node_modules/one': link('.pnpm/one@1.0.0/node_modules/one'),
      'node_modules/.pnpm/one@1.0.0/node_modules/one/index.js': strToU8('module.exports = require("two")'),
      'node_modules/.pnpm/one@1.0.0/node_modules/two': link('../../two@1.0.0/node_modules/two'),
      'node_modules/.pnpm/two@1.0.0/node_modules/two/index.js': strToU8('module.exports = __filename'),
    })
    await cloud.create('linked', '', { Code: { ZipFile } })
    const { payload } = await cloud.invoke('linked')
    expect(payload).toMatch(/\/node_modules\/\.pnpm\/two@1\.0\.0\/node_modules\/two\/index\.js$/)
  })

  test('shows the errors of the SDK with the folders that Lambda has it in', async () => {
    const code = `const { LambdaClient, GetFunctionCommand } = require("@aws-sdk/client-lambda")
exports.handler = async () => {
  const asked = new LambdaClient({}).send(new GetFunctionCommand({ FunctionName: "none" }))
  await asked.catch((error) => { console.error(error.stack); throw error })
}`
    await cloud.create('refused', code, { Timeout: 30 })
    const { payload, log } = await cloud.invoke('refused')
    const trace = Object(payload).trace.join('\n')
    for (const shown of [trace, log]) {
      expect(shown).toContain('ResourceNotFoundException: Function not found: ')
      expect(shown).toMatch(/ \(?\/var\/runtime\/node_modules\/@aws-sdk\/node_modules\/@smithy\//)
      expect(shown).not.toContain(process.cwd())
    }
  })

  test('that crashes disturbs no other', async () => {
    await cloud.create('crashes', 'exports.handler = async () => process.kill(process.pid, "SIGKILL")')
    await cloud.create('lives', pidHandler)
    const pid = await pidOf('lives')
    const crash = await cloud.invoke('crashes')
    expect(crash.payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Runtime exited with error: signal: killed$/),
    })
    expect(await pidOf('lives')).toBe(pid)
  })

  test('takes what its handler started with it when time runs out', async () => {
    await cloud.create('slow', starter('for (;;);'), { Timeout: 1 })
    const [answer, started] = await Promise.all([cloud.invoke('slow'), nextProcess()])
    await started.ended
    expect(answer.payload).toMatchObject({ errorType: 'Sandbox.Timedout' })
  })

  test('takes what its handler started with it when the handler ends its process', async () => {
    await cloud.create('leaves', starter('await new Promise((r) => setTimeout(r, 300)); process.exit(0)'))
    const [answer, started] = await Promise.all([cloud.invoke('leaves'), nextProcess()])
    await started.ended
    expect(answer.payload).toMatchObject({ errorType: 'Runtime.ExitError' })
  })

  onLinux.each([
    ['when time runs out', 'for (;;);'],
    ['when it ended its parent itself', 'await new Promise((r) => setTimeout(r, 300)); process.exit(0)'],
  ])('takes a process in a session of its own with it %s', async (_when, after) => {
    const name = `detached-${after.length}`
    await cloud.create(name, starter(after, 'detached: true'), { Timeout: 1 })
    const [, started] = await Promise.all([cloud.invoke(name), nextProcess()])
    await expect(started.ended).resolves.toBeDefined()
  })

  onLinux.each([
    ['as long as its parent lives', 'for (;;);'],
    ['and when that ended itself', 'await new Promise((r) => setTimeout(r, 300)); process.exit(0)'],
  ])('takes a process without variables with it %s', async (_when, after) => {
    const name = `bare-${after.length}`
    await cloud.create(name, starter(after, 'detached: true, env: {}'), { Timeout: 1 })
    const [, started] = await Promise.all([cloud.invoke(name), nextProcess()])
    await expect(started.ended).resolves.toBeDefined()
  })

  test('whose code cannot be unpacked fails each invocation, and none waits', async () => {
    await cloud.create('unpacked', pidHandler)
    await cloud.create('beside', 'exports.handler = async () => process.cwd()')
    const beside = dirname(String((await cloud.invoke('beside')).payload))
    const damaged = jest.spyOn(cloud.host.blobs, 'get').mockReturnValue(Buffer.from('no zip'))
    for (const _ of ['first', 'second'])
      await expect(cloud.invoke('unpacked')).rejects.toThrow('Could not unzip')
    damaged.mockRestore()
    expect(readdirSync(beside).filter((entry) => entry.startsWith('task-'))).toHaveLength(1)
  })

  test('ends with its function', async () => {
    await cloud.create('deleted', `require('net').connect(${port}); ${pidHandler}`)
    const [, started] = await Promise.all([cloud.invoke('deleted'), nextProcess()])
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName: 'deleted' }))
    await expect(started.ended).resolves.toBeDefined()
  })

  test('ends with its function when it is done, where it is busy', async () => {
    const wait = 'await new Promise((r) => require("net").connect(e.port).on("end", r).resume())'
    await cloud.create(
      'gone',
      `require('net').connect(${port}); exports.handler = async (e) => { ${wait}; return 1 }`,
    )
    const gate = createServer().listen(0, '127.0.0.1')
    await once(gate, 'listening')
    const Payload = JSON.stringify({ port: (gate.address() as AddressInfo).port })
    const connected = once(gate, 'connection')
    const [next, invoked] = [nextProcess(), cloud.invoke('gone', { Payload })]
    const [[socket], started] = await Promise.all([connected, next])
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName: 'gone' }))
    socket.end()
    expect((await invoked).payload).toBe(1)
    await expect(started.ended).resolves.toBeDefined()
    gate.close()
  })

  test('ends with the cloud, busy or idle, and leaves no folder', async () => {
    await cloud.create('idle', starter('return new Promise((r) => setTimeout(r, 300, process.cwd()))'))
    await cloud.create('busy', starter('return new Promise((r) => setTimeout(r, 60000))'), { Timeout: 900 })
    const [idle, first] = await Promise.all([cloud.invoke('idle'), nextProcess()])
    const second = nextProcess()
    const busy = cloud.invoke('busy').catch(() => 'cut off')
    const { ended } = await second
    expect(existsSync(String(idle.payload))).toBe(true)
    await cloud.close()
    await Promise.all([first.ended, ended])
    expect(await busy).toBe('cut off')
    expect(existsSync(String(idle.payload))).toBe(false)
  })

  test('tells what memory it has used itself, however much this cloud has', async () => {
    const large = Buffer.alloc(300_000_000, 1)
    await cloud.create('small', 'exports.handler = async () => 1', { MemorySize: 512 })
    const [, used] = /Max Memory Used: (\d+) MB/.exec((await cloud.invoke('small')).log) ?? []
    expect(large.length / 1e6).toBeGreaterThan(2 * Number(used))
    expect(Number(used)).toBeGreaterThan(20)
  })

  onLinux('may not fill memory a little with each of many fast invocations', async () => {
    await cloud.create(
      'leaks',
      'const kept = []; exports.handler = async () => { kept.push(Buffer.alloc(1e6, 1)); return kept.length }',
    )
    let failure: unknown
    const invoke = async () => {
      for (let i = 0; i < 600 && !failure; i++) {
        const { error, payload } = await cloud.invoke('leaks')
        if (error) failure = payload
      }
    }
    await Promise.all([invoke(), invoke(), invoke(), invoke()])
    expect(failure).toMatchObject({ errorType: 'Runtime.OutOfMemory' })
  })

  test('may not fill memory with buffers, which no heap limit counts', async () => {
    await cloud.create(
      'buffers',
      'exports.handler = async () => { for (const all = []; ; await new Promise((r) => setTimeout(r, 5))) all.push(Buffer.alloc(5e6, 1)) }',
      { Timeout: process.platform === 'linux' ? 60 : 1 },
    )
    const errorType = process.platform === 'linux' ? 'Runtime.OutOfMemory' : 'Sandbox.Timedout'
    expect((await cloud.invoke('buffers')).payload).toMatchObject({ errorType })
  })

  test.each([
    ['many-lines', 'for (let i = 0; i < 20000; i++) console.log("x".repeat(1000))'],
    ['one-line', 'console.log("x".repeat(20_000_000))'],
  ])('may write without end (%s): the log is cut off and the function goes on', async (name, code) => {
    await cloud.create(name, `exports.handler = async () => { ${code}; return "done" }`, { Timeout: 30 })
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toBe('done')
    expect(log).toContain('[this log is cut off here]')
  })
})
