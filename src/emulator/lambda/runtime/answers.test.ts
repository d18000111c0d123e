import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud } from '../testCloud.fixture.ts'

/** Answers that are no JSON, as AWS's two runtime clients hand them over (RIC3, RIC4). */
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const circle = 'const a = {}; a.a = a;'

describe('an answer that goes in circles, up to nodejs22.x,', () => {
  const unable = { errorType: 'Error', errorMessage: 'Unable to stringify response body' }

  test.each([
    ['returned', `async () => { ${circle} return a }`],
    [
      'given to the callback at once',
      `(e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; ${circle} done(null, a) }`,
    ],
    ['given to context.succeed', `(e, c) => { ${circle} c.succeed(a) }`],
  ])('fails the invocation where it is %s', async (how, handler) => {
    const name = how.replaceAll(/\W/g, '-')
    await cloud.create(name, `exports.handler = ${handler}`)
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toMatchObject(unable)
    expect(log).toContain('\tERROR\tInvoke Error \t{"errorType":"Error","errorMessage":"Unable to')
    expect((await cloud.invoke(name)).log).not.toContain('Init Duration')
  })

  test.each([
    ['given-to-the-callback', `(e, c, done) => { ${circle} done(null, a) }`],
    ['given-to-context-later', `(e, c) => { setTimeout(() => { ${circle} c.succeed(a) }, 1) }`],
  ])('ends the environment where it is %s', async (name, handler) => {
    await cloud.create(name, `console.log("loaded"); exports.handler = ${handler}`)
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toMatchObject(unable)
    expect(log).toContain('\tERROR\tUncaught Exception \t{"errorType":"Error","errorMessage":"Unable to')
    expect((await cloud.invoke(name)).log).toContain('\tINFO\tloaded\n')
  })

  test('is told to the function, which may give another answer', async () => {
    const give = 'try { c.succeed(a) } catch (error) { c.fail(new RangeError(error.message)) }'
    await cloud.create('another', `exports.handler = (e, c) => { ${circle} ${give} }`)
    expect((await cloud.invoke('another')).payload).toMatchObject({ ...unable, errorType: 'RangeError' })
  })
})

/** Public log 6783563847. */
test.each(['nodejs22.x', 'nodejs24.x'] as const)(
  'an answer of %s that has no JSON is a wrong argument',
  async (Runtime) => {
    const name = `function-${Runtime.replace('.', '')}`
    await cloud.create(name, 'exports.handler = async () => () => 1', { Runtime })
    expect((await cloud.invoke(name)).payload).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'Wrong arguments',
    })
  },
)

/** RIC3, Errors.js; RIC4, error.ts. */
describe('an error', () => {
  const without = (member: string) =>
    `exports.handler = async () => { const error = new RangeError('r'); error.${member} = undefined; throw error }`

  test.each(['nodejs22.x', 'nodejs24.x'] as const)('of %s without a message has none', async (Runtime) => {
    const name = `silent-${Runtime.replace('.', '')}`
    await cloud.create(name, without('message'), { Runtime })
    const { payload } = await cloud.invoke(name)
    expect(payload).toEqual({ errorType: 'RangeError', trace: expect.any(Array) })
  })

  test.each([
    ['nodejs22.x', { errorType: 'handled' }],
    ['nodejs24.x', { errorType: 'RangeError', errorMessage: 'r', trace: [] }],
  ] as const)('of %s without a stack', async (Runtime, shown) => {
    const name = `untraced-${Runtime.replace('.', '')}`
    await cloud.create(name, without('stack'), { Runtime })
    expect((await cloud.invoke(name)).payload).toMatchObject(shown)
  })
})

/** RIC3, CallbackContext.js: the error is logged by the call that gives it. */
describe('an error that a handler of nodejs22.x gives', () => {
  test.each([
    ['to the callback', '(e, c, done) => { done("oops"); console.log("after") }'],
    ['to context.fail', '(e, c) => { c.fail("oops"); console.log("after") }'],
  ])(
    '%s is logged with the line that gives it, before what the handler prints then',
    async (how, handler) => {
      const name = how.replaceAll(/\W/g, '-')
      await cloud.create(name, `exports.handler = ${handler}`)
      const { payload, log } = await cloud.invoke(name)
      expect(payload).toEqual({ errorType: 'string', errorMessage: 'oops', trace: [] })
      expect(log).toMatch(
        /"stack":\["Error: oops"," {4}at exports\.handler \(\/var\/task\/index\.js:1:\d+\)"," {4}at Runtime\.handleOnce.*\n.*\tafter\n/,
      )
    },
  )

  test('as an answer that cannot be written shows the line that gives it', async () => {
    await cloud.create('given', `exports.handler = (e, c) => { ${circle} c.succeed(a) }`)
    const { trace } = Object((await cloud.invoke('given')).payload)
    expect(trace[1]).toMatch(/^ {4}at exports\.handler \(\/var\/task\/index\.js:1:\d+\)$/)
  })
})

/** RIC3, UserFunction.js: it asks for the code of whatever was thrown; RIC4, module-loader.ts, of errors. */
test.each([
  [
    'nodejs22.x',
    'null',
    { errorType: 'TypeError', errorMessage: "Cannot read properties of null (reading 'code')" },
  ],
  ['nodejs24.x', 'null', { errorType: 'object', errorMessage: 'null' }],
  ['nodejs24.x', '{ code: "MODULE_NOT_FOUND" }', { errorType: 'object', errorMessage: '[object Object]' }],
] as const)('a file of %s that throws %s cannot be loaded', async (Runtime, value, shown) => {
  const name = `throws-${Runtime.replace('.', '')}-${value.length}`
  await cloud.create(name, `throw ${value}`, { Runtime })
  expect((await cloud.invoke(name)).payload).toMatchObject(shown)
})

test.each(['nodejs22.x', 'nodejs24.x'] as const)(
  'a context of %s that is printed names its function',
  async (Runtime) => {
    const name = `printed-${Runtime.replace('.', '')}`
    await cloud.create(name, 'exports.handler = async (e, context) => { console.log(context) }', { Runtime })
    expect((await cloud.invoke(name)).log).toContain(
      '  getRemainingTimeInMillis: [Function: getRemainingTimeInMillis]',
    )
  },
)

/** RIC3, StreamingContext.js; RIC4, streaming-invoke-processor.ts. */
test.each([
  ['nodejs22.x', 'Runtime', ['callbackWaitsForEmptyEventLoop']],
  ['nodejs24.x', 'StreamingInvokeProcessor', ['xRayTraceId']],
] as const)('a handler of %s that streams is called by its runtime', async (Runtime, receiver, own) => {
  const name = `streams-${Runtime.replace('.', '')}`
  const code = 'async (e, s, c) => { throw new Error(Object.keys(c)) }'
  await cloud.create(name, `exports.handler = awslambda.streamifyResponse(${code})`, { Runtime })
  const { trace, errorMessage } = Object((await cloud.invoke(name)).payload)
  const members = errorMessage.split(',')
  const known = ['succeed', 'fail', 'done', 'callbackWaitsForEmptyEventLoop', 'xRayTraceId']
  expect(known.filter((member) => members.includes(member))).toEqual(own)
  expect(trace[1]).toContain(`at ${receiver}.handler (/var/task/index.js:1:`)
})
