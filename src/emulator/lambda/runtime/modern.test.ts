import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud, zipOf } from '../testCloud.fixture.ts'

/** What nodejs24.x does otherwise than the runtimes before it: AWS's public runtime client at 90b5b5b (RIC4). */
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

async function run(what: string, code: string, file = 'index.mjs') {
  const name = what.replace(/\W+/g, '-')
  await cloud.create(name, '', { Runtime: 'nodejs24.x', Code: { ZipFile: zipOf({ [file]: code }) } })
  return await cloud.invoke(name)
}

describe('nodejs24.x answers', () => {
  test.each([
    ['what a handler returns without a promise', 'export const handler = () => ({ a: 1 })', { a: 1 }],
    ['a handler of the default export', 'export default { handler: async () => 7 }', 7],
    ['two arguments', 'export async function handler() { return arguments.length }', 2],
    [
      'a context without callbacks',
      'export const handler = async (e, c) => ["succeed", "fail", "done", "callbackWaitsForEmptyEventLoop"].filter((name) => name in c)',
      [],
    ],
  ])('%s', async (what, code, payload) => {
    expect((await run(what, code)).payload).toEqual(payload)
  })

  test('nodejs22.x, and not nodejs20.x, takes no file for a module where only its text says so, unless NODE_OPTIONS says so', async () => {
    const files = {
      'index.mjs': 'export { handler } from "./util.js"',
      'util.js': 'export const handler = async () => 1',
    }
    const Code = { ZipFile: zipOf(files) }
    await cloud.create('undetected', '', { Runtime: 'nodejs22.x', Code })
    expect((await cloud.invoke('undetected')).payload).toMatchObject({
      errorType: 'Runtime.UserCodeSyntaxError',
    })
    await cloud.create('detected-20', '', { Runtime: 'nodejs20.x', Code })
    expect((await cloud.invoke('detected-20')).payload).toBe(1)
    const Variables = { NODE_OPTIONS: '"--experimental_detect_module"' }
    await cloud.create('detected', '', { Runtime: 'nodejs22.x', Code, Environment: { Variables } })
    expect((await cloud.invoke('detected')).payload).toBe(1)
  })

  /** Developer guide, lambda-nodejs; nestjs/nest#17707. */
  test.each(['nodejs20.x', 'nodejs22.x', 'nodejs24.x'] as const)(
    '%s lets CommonJS require a module only where NODE_OPTIONS says so',
    async (Runtime) => {
      const files = {
        'index.js': 'exports.handler = require("./m.mjs").handler',
        'm.mjs': 'export const handler = async () => 1',
      }
      const name = `requires-${Runtime.replace('.', '')}`
      await cloud.create(name, '', { Runtime, Code: { ZipFile: zipOf(files) } })
      expect((await cloud.invoke(name)).payload).toMatchObject({
        errorMessage: expect.stringContaining('require() of ES Module /var/task/m.mjs'),
      })
      const Variables = { NODE_OPTIONS: '--experimental-require-module' }
      await cloud.create(`${name}-on`, '', {
        Runtime,
        Code: { ZipFile: zipOf(files) },
        Environment: { Variables },
      })
      expect((await cloud.invoke(`${name}-on`)).payload).toBe(1)
    },
  )

  /** RIC4, handler-resolver.ts. */
  test.each([
    ['a class', 'exports.handler = class { static async run() {} }'],
    ['a function', 'exports.handler = () => {}; exports.handler.run = async () => {}'],
  ])('no handler in %s', async (what, code) => {
    const name = what.replace(' ', '-')
    const Code = { ZipFile: zipOf({ 'index.js': code }) }
    await cloud.create(name, '', { Runtime: 'nodejs24.x', Handler: 'index.handler.run', Code })
    expect((await cloud.invoke(name)).payload).toMatchObject({
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler.run is undefined or not exported',
    })
  })

  test('a handler of CommonJS', async () => {
    const code = 'module.exports = { ["han" + "dler"]: () => typeof require }'
    expect((await run('common', code, 'index.js')).payload).toBe('function')
  })
})

const failures: readonly (readonly [string, string, string, string | RegExp])[] = [
  [
    'takes a callback',
    '(e, c, done) => done()',
    'Runtime.CallbackHandlerDeprecated',
    /^ERROR: AWS Lambda has/,
  ],
  [
    'answers a circle',
    'async () => { const a = {}; a.a = a; return a }',
    'Runtime.JSONStringifyError',
    'Unable to stringify response body',
  ],
  ['throws undefined', 'async () => { throw undefined }', 'undefined', 'undefined'],
  ['throws null', '() => { throw null }', 'object', 'null'],
  [
    'waits for ever',
    'async () => { await new Promise(() => {}) }',
    'Runtime.ExitError',
    /Runtime exited without providing a reason$/,
  ],
  [
    'lets a rejection go',
    'async () => { Promise.reject(new Error("lost")); await new Promise((r) => setTimeout(r, 5000)) }',
    'Runtime.ExitError',
    /Runtime exited with error: exit status 1$/,
  ],
  [
    'throws in a timer',
    '() => new Promise(() => setTimeout(() => { throw new Error("late") }, 1))',
    'Runtime.ExitError',
    /Runtime exited with error: exit status 1$/,
  ],
]

describe('nodejs24.x fails where a handler', () => {
  test.each(failures)('%s', async (what, handler, errorType, text) => {
    const { error, payload } = await run(what, `export const handler = ${handler}`)
    const errorMessage = typeof text === 'string' ? text : expect.stringMatching(text)
    expect([error, payload]).toEqual(['Unhandled', expect.objectContaining({ errorType, errorMessage })])
  })

  test('throws, and shows the frames of its own runtime', async () => {
    const { payload } = await run('traced', 'export const handler = async () => { throw new Error("no") }')
    // Issue 175 of that repository.
    expect(payload).toMatchObject({
      trace: [
        'Error: no',
        '    at BufferedInvokeProcessor.handler (file:///var/task/index.mjs:1:44)',
        '    at BufferedInvokeProcessor.processInvoke (file:///var/runtime/index.mjs:1096:33)',
        '    at file:///var/runtime/index.mjs:1182:98',
        '    at InvokeStoreSingle.run (file:///var/runtime/index.mjs:84:14)',
        '    at _Runtime.runWithInvokeContext (file:///var/runtime/index.mjs:1195:24)',
        '    at async _Runtime.processSingleConcurrent (file:///var/runtime/index.mjs:1182:7)',
        '    at async _Runtime.start (file:///var/runtime/index.mjs:1169:7)',
        '    at async ignition (file:///var/runtime/index.mjs:1638:5)',
      ],
    })
  })

  test('is in no file, and shows who looked for it', async () => {
    const { payload } = await run('missing', 'export const handler = 1', 'other.mjs')
    expect(Object(payload).trace.slice(-4)).toEqual([
      '    at loadModule (file:///var/runtime/index.mjs:573:13)',
      '    at async UserFunctionLoader.load (file:///var/runtime/index.mjs:504:20)',
      '    at async createRuntime (file:///var/runtime/index.mjs:1217:52)',
      '    at async ignition (file:///var/runtime/index.mjs:1633:21)',
    ])
  })

  test('takes a callback, and shows who refused it', async () => {
    const { payload } = await run('refused', 'export const handler = (e, c, done) => done()')
    expect(payload).toMatchObject({
      trace: [
        expect.stringMatching(/^Runtime.CallbackHandlerDeprecated: ERROR: AWS Lambda has removed/),
        '    at errorOnDeprecatedCallback (file:///var/runtime/index.mjs:613:11)',
        '    at createRuntime (file:///var/runtime/index.mjs:1218:5)',
        '    at async ignition (file:///var/runtime/index.mjs:1633:21)',
      ],
    })
  })

  /** RIC3 waits for the loading in the file that Node starts, RIC4 does not (index.ts). */
  test.each([
    ['nodejs22.x', 'with error: exit status 13'],
    ['nodejs24.x', 'without providing a reason'],
  ] as const)('of %s waits for ever in its own file', async (Runtime, reason) => {
    const name = `stuck-${Runtime.replace('.', '')}`
    const code = 'await new Promise(() => {}); export const handler = async () => 1'
    await cloud.create(name, '', { Runtime, Code: { ZipFile: zipOf({ 'index.mjs': code }) } })
    expect((await cloud.invoke(name)).payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining(`Runtime exited ${reason}`),
    })
  })

  test('cannot be loaded, which the log calls an Init Error', async () => {
    const { log } = await run('unloaded', 'throw new Error("at start")')
    expect(log).toMatch(
      /^\S+Z\t-\tERROR\tInit Error \t.*\nINIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error\tError Type: Runtime.Unknown\n\S+Z\t-\tERROR\tInit Error \t.*\nINIT_REPORT Init Duration: [\d.]+ ms\tPhase: invoke\tStatus: error\tError Type: Runtime.Unknown\nSTART /,
    )
  })
})

/** RIC3 and RIC4 put the type into a header: both were run with a runtime API. */
test.each([
  ['nodejs22.x', 7, '\n\nNode.js v'],
  ['nodejs24.x', 1, 'Failed to post init error'],
] as const)(
  '%s ends with status %d where the type of an error of loading is beyond Latin-1',
  async (Runtime, status, shown) => {
    const name = Runtime.replace('.', '-')
    const code = 'class 오류 extends Error { name = "오류" }\nthrow new 오류("x")'
    await cloud.create(name, code, { Runtime })
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining(`Runtime exited with error: exit status ${status}`),
    })
    expect(log).toContain(shown)
    expect(log).toContain('Invalid character in header content ')
  },
)
