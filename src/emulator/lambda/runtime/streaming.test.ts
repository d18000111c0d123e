import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud } from '../testCloud.fixture.ts'

/** Both of AWS's runtime clients were run with these handlers (RIC3 and RIC4, from npm): what they posted is what is expected. */
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

let functions = 0

async function run(Runtime: 'nodejs22.x' | 'nodejs24.x', handler: string) {
  const name = `f-${functions++}`
  const code = `exports.handler = awslambda.streamifyResponse(${handler})`
  await cloud.create(name, code, { Runtime, Timeout: 1 })
  return await cloud.invoke(name)
}

describe.each(['nodejs22.x', 'nodejs24.x'] as const)('a handler of %s that streams', (Runtime) => {
  test.each([
    ['has not ended its stream', 'async (e, s) => { s.write("a") }'],
    ['has written nothing', 'async () => {}'],
    ['never settles', 'async (e, s) => { s.write("a"); await new Promise(() => {}) }'],
  ])('runs out of time where it %s', async (_, handler) => {
    expect((await run(Runtime, handler)).payload).toMatchObject({ errorType: 'Sandbox.Timedout' })
  })

  test.each([
    ['fails', 'async (e, s) => { s.end("a"); throw new TypeError("late") }', 'late'],
    ['turns out to give no promise', '(e, s) => { s.end("a") }', 'Streaming does not support'],
  ])('has answered where it %s behind the end of its stream, and the log tells', async (_, handler, text) => {
    const { error, text: answer, log } = await run(Runtime, handler)
    expect({ error, answer }).toEqual({ error: undefined, answer: 'a' })
    expect(log).toMatch(new RegExp(`\tERROR\tInvoke Error \t.*"errorMessage":"${text}`))
  })

  test.each(['null', 'undefined'])('cannot write %s, and shows where it tried', async (value) => {
    const { payload } = await run(Runtime, `async (e, s) => { s.write(${value}); s.end() }`)
    expect(payload).toMatchObject({
      errorType: 'TypeError',
      errorMessage: `Cannot read properties of ${value} (reading 'length')`,
      trace: [expect.any(String), expect.stringContaining('.handler (/var/task/index.js:1:')],
    })
  })

  const end =
    Runtime === 'nodejs24.x'
      ? { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 1') }
      : { errorType: 'Runtime.UnhandledPromiseRejection' }

  test.each([
    ['writes behind the end', 'async (e, s) => { s.end("a"); s.write("b") }', 'write after end'],
    [
      'is piped from what fails',
      'async (e, s) => require("stream/promises").pipeline(require("fs").createReadStream("/nope"), s)',
      'ENOENT',
    ],
    [
      'keeps to itself how it failed',
      'async (e, s) => { s.destroy(new Error("lost")); await new Promise(process.nextTick) }',
      'lost',
    ],
    ['destroys it', 'async (e, s) => { s.write("a"); s.destroy() }', 'socket hang up'],
  ])('ends its process where it %s', async (_, handler, text) => {
    const { payload, log } = await run(Runtime, handler)
    expect(payload).toMatchObject(end)
    expect(log).toContain(text)
    expect(log.match(/\tInvoke Error \t/g)?.length).toBe(Runtime === 'nodejs24.x' ? undefined : 1)
  })
})

test('up to nodejs22.x a stream that its handler left open by failing keeps no later invocation', async () => {
  const handler =
    'async (e, s) => { if (e.fails) throw new Error("no"); s.end("a"); await new Promise(() => {}) }'
  const code = `exports.handler = awslambda.streamifyResponse(${handler})`
  await cloud.create('left-open', code, { Runtime: 'nodejs22.x', Timeout: 1 })
  expect((await cloud.invoke('left-open', { Payload: '{"fails":true}' })).payload).toMatchObject({
    errorMessage: 'no',
  })
  expect(await cloud.invoke('left-open')).toMatchObject({ error: undefined, text: 'a' })
})

test('the status of a stream for HTTP is read when it is given, and a wrong one shows where that is', async () => {
  const from = 'awslambda.HttpResponseStream.from(s, head)'
  const later = `async (e, s) => { const head = { statusCode: 201 }; ${from}; head.statusCode = 500; s.write("a"); s.end() }`
  expect((await run('nodejs24.x', later)).text).toBe(`{"statusCode":201}${'\0'.repeat(8)}a`)
  const wrong = await run('nodejs24.x', `async (e, s) => { const head = { n: 1n }; ${from} }`)
  expect(wrong.payload).toMatchObject({
    errorMessage: 'Do not know how to serialize a BigInt',
    trace: [expect.any(String), expect.stringContaining('.handler (/var/task/index.js:1:')],
  })
})
