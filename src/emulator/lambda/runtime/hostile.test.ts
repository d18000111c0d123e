import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud } from '../testCloud.fixture.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.create('good', 'let n = 0; exports.handler = async () => [process.pid, ++n]', { Timeout: 30 })
  await cloud.invoke('good')
})
afterAll(() => cloud.close())

const onLinux = process.platform === 'linux'
const exitError = { errorType: 'Runtime.ExitError' }
const outOfMemory = { errorType: 'Runtime.OutOfMemory' }
const timedOut = { errorType: 'Sandbox.Timedout' }

/** What a handler does, and how its invocation ends. None of it may disturb another function. */
const deeds: readonly (readonly [string, string, object | undefined])[] = [
  ['blocks its event loop', 'for (;;);', timedOut],
  ['kills its own process group', 'process.kill(-process.pid, "SIGKILL")', exitError],
  [
    'ends its process by SIGTERM',
    'process.kill(process.pid, "SIGTERM"); await new Promise(() => setInterval(() => {}, 9))',
    exitError,
  ],
  [
    'starts fifty processes',
    'const { spawn } = require("child_process"); for (let i = 0; i < 50; i++) spawn("sleep", ["600"], { detached: i % 2 === 0 }); process.exit(3)',
    exitError,
  ],
  [
    'lets a child fill memory',
    'require("child_process").spawnSync(process.execPath, ["-e", "for (const all = []; ; ) all.push(Buffer.alloc(5e6, 1))"]); for (;;);',
    onLinux ? outOfMemory : timedOut,
  ],
  [
    'lets a child of a thread fill memory',
    `const fill = "for (const all = []; ; ) all.push(Buffer.alloc(5e6, 1))"; const { Worker } = require("worker_threads");
     new Worker("require('child_process').spawnSync(process.execPath, ['-e', " + JSON.stringify(fill) + "], { detached: true })", { eval: true });
     await new Promise(() => {})`,
    onLinux ? outOfMemory : timedOut,
  ],
  [
    'closes every descriptor',
    'for (let fd = 0; fd < 30; fd++) try { require("fs").closeSync(fd) } catch {}; for (;;);',
    undefined,
  ],
  [
    'writes nonsense where its runtime writes answers',
    'require("fs").writeSync(4, "done\\nx y z\\n\\0\\n"); for (;;);',
    exitError,
  ],
  ['writes a line without end there', 'for (;;) require("fs").writeSync(4, "x".repeat(1 << 20))', exitError],
  [
    'says in its runtime’s place that its process leaves',
    'require("fs").writeSync(4, "leaves 0 0 - null\\n"); for (;;);',
    exitError,
  ],
  [
    'prints without end beside its runtime',
    'for (;;) require("fs").writeSync(1, "x".repeat(1 << 16))',
    timedOut,
  ],
]

describe('other functions go on as if nothing were when a handler', () => {
  test.each(deeds)(
    '%s',
    async (what, code, payload) => {
      const name = what.replace(/\W+/g, '-')
      await cloud.create(name, `exports.handler = async () => { ${code} }`, {
        Timeout: /memory|fifty/.test(what) ? 20 : 1, // a slow machine takes long for these
      })
      const [pid, before] = (await cloud.invoke('good')).payload as [number, number]
      const bad = cloud.invoke(name)
      const during = await cloud.invoke('good')
      const { error, payload: told } = await bad
      const after = await cloud.invoke('good')
      expect([during.payload, after.payload]).toEqual([
        [pid, before + 1],
        [pid, before + 2],
      ])
      expect(error).toBe('Unhandled')
      if (payload !== undefined) expect(told).toMatchObject(payload)
    },
    30_000,
  )
})

test('the memory of the cloud is not counted to a handler that hides its own', async () => {
  const much = Buffer.alloc(300_000_000, 1) // more than the function may have
  const close =
    'for (let fd = 5; fd < 64; fd++) try { if (fs.readlinkSync("/proc/self/fd/" + fd).endsWith("/status")) fs.closeSync(fd) } catch {}'
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 20))' // memory is not asked for at once
  await cloud.create(
    'hides',
    `const fs = require("fs"); exports.handler = async () => { ${close}; ${wait}; return 1 }`,
  )
  expect((await cloud.invoke('hides')).payload).toBe(1)
  expect(much.at(-1)).toBe(1) // it was there until now
})

test('an answer counts for its own invocation alone', async () => {
  await cloud.create(
    'again',
    `let last; exports.handler = async (event, { awsRequestId }) => {
      if (last) require("fs").writeSync(4, "done 0 0 " + last + ' "again"\\n'); last = awsRequestId; return event }`,
  )
  for (const n of [1, 2, 3])
    expect((await cloud.invoke('again', { Payload: JSON.stringify({ n }) })).payload).toEqual({ n })
})

test('a port that a handler opened is closed with its environment', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const address = free.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((resolve) => free.close(resolve))
  await cloud.create(
    'opens',
    `exports.handler = async (event) => { if (event.end) process.exit(1); await new Promise((r) => require('net').createServer().listen(${port}, '127.0.0.1', r)) }`,
  )
  await cloud.invoke('opens')
  const socket = connect(port, '127.0.0.1').on('error', () => {}) // a reset is an end as well
  await once(socket, 'connect')
  const closed = new Promise((resolve) => socket.resume().once('close', resolve))
  await Promise.all([cloud.invoke('opens', { Payload: '{"end":true}' }), closed])
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
