import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DeleteFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  account,
  arnOf,
  refusal,
  region,
  startTestCloud,
  type TestCloud,
  zipOf,
} from './testCloud.fixture.ts'

let cloud: TestCloud
const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/lambda/aws4_request`
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a handler does, and what Invoke answers then. */
const answers: readonly (readonly [string, string, unknown])[] = [
  ['an async handler', 'exports.handler = async (event) => ({ got: event })', { got: { a: 1 } }],
  ['a plain promise', 'exports.handler = () => Promise.resolve([1])', [1]],
  ['a callback', 'exports.handler = (event, context, done) => done(null, "called")', 'called'],
  ['context.succeed', 'exports.handler = (event, context) => context.succeed("ok")', 'ok'],
  ['context.done', 'exports.handler = (event, context) => context.done(null, "done")', 'done'],
  ['nothing where nothing is thrown', 'exports.handler = () => { throw undefined }', null],
  [
    'a callback before what is thrown behind it',
    'exports.handler = (e, c, done) => { done(null, "first"); throw new Error("late") }',
    'first',
  ],
  ['null where an answer is neither waited for nor called back', 'exports.handler = () => 1', null],
  ['nothing returned', 'exports.handler = async () => {}', null],
  ['a callback that is never called', 'exports.handler = (event, context, done) => {}', null],
  [
    'the first of two answers',
    'exports.handler = (event, context) => { context.succeed(1); context.succeed(2) }',
    1,
  ],
  [
    'a callback once the event loop is empty',
    'exports.handler = (e, c, done) => { const r = []; setTimeout(() => r.push("later"), 20); done(null, r) }',
    ['later'],
  ],
  [
    'a callback at once where it is told so',
    'exports.handler = (e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; setTimeout(() => {}, 60000); done(null, "now") }',
    'now',
  ],
  [
    'the same where something that is made of the context is told so',
    'exports.handler = (e, c, done) => { Object.create(c).callbackWaitsForEmptyEventLoop = false; setTimeout(() => {}, 60000); done(null, "now") }',
    'now',
  ],
  [
    'what a context looks like',
    'exports.handler = async (e, c) => { const [first] = Object.keys(c); return [first, /Waits.*: (.*),/.exec(require("util").inspect(c))[1], require("util").inspect(c).includes("Symbol")] }',
    ['callbackWaitsForEmptyEventLoop', '[Getter/Setter]', false],
  ],
]

describe('an invocation answers', () => {
  test.each(answers)('%s', async (what, code, payload) => {
    const name = what.replace(/\W+/g, '-')
    await cloud.create(name, code)
    expect(await cloud.invoke(name, { Payload: '{"a":1}' })).toMatchObject({
      status: 200,
      error: undefined,
      version: '$LATEST',
      payload,
    })
  })
})

/** What goes wrong in a function, and its error as Lambda's Node.js runtime tells it. */
const failures: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
  [
    'throws',
    { 'index.js': 'exports.handler = async () => { throw new TypeError("boom") }' },
    'TypeError',
    'boom',
  ],
  ['throws-no-error', { 'index.js': 'exports.handler = async () => { throw "text" }' }, 'string', 'text'],
  ['context-fail', { 'index.js': 'exports.handler = (e, c) => c.fail(new Error("no"))' }, 'Error', 'no'],
  ['callback-error', { 'index.js': 'exports.handler = (e, c, done) => done("bad")' }, 'string', 'bad'],
  ['init-throws', { 'index.js': 'throw new RangeError("at start")' }, 'RangeError', 'at start'],
  [
    'no-module',
    { 'lambda/index.js': 'exports.handler = async () => 1' },
    'Runtime.ImportModuleError',
    "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs",
  ],
  [
    'no-dependency',
    { 'index.js': 'require("left-pad")' },
    'Runtime.ImportModuleError',
    "Error: Cannot find module 'left-pad'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
  ],
  [
    'no-export',
    { 'index.js': 'exports.other = 1' },
    'Runtime.HandlerNotFound',
    'index.handler is undefined or not exported',
  ],
  [
    'no-function',
    { 'index.js': 'exports.handler = 1' },
    'Runtime.HandlerNotFound',
    'index.handler is not a function',
  ],
  [
    'export-in-commonjs',
    { 'index.js': 'export const handler = async () => 1' },
    'Runtime.UserCodeSyntaxError',
    "SyntaxError: Unexpected token 'export'",
  ],
  [
    'rejection-nobody-handles',
    {
      'index.js':
        'exports.handler = () => { Promise.reject(new Error("lost")); return new Promise((r) => setTimeout(r, 5000)) }',
    },
    'Runtime.UnhandledPromiseRejection',
    'Error: lost',
  ],
  [
    'throws-in-a-timer',
    {
      'index.js':
        'exports.handler = () => new Promise(() => setTimeout(() => { throw new Error("late") }, 1))',
    },
    'Error',
    'late',
  ],
  [
    'circular',
    { 'index.js': 'exports.handler = async () => { const a = {}; a.a = a; return a }' },
    'Error',
    'Unable to stringify response body',
  ],
  [
    'too-large',
    { 'index.js': 'exports.handler = async () => "x".repeat(6291555)' },
    'Function.ResponseSizeTooLarge',
    'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  ],
]

/** Code that throws when it is loaded for the first time. */
const failsToLoadOnce = `const { existsSync, writeFileSync } = require('fs')
if (!existsSync('been')) {
  writeFileSync('been', '')
  throw new Error('not yet')
}
`

describe('a function error is told as on AWS when the function', () => {
  test.each(failures)('%s', async (name, files, errorType, errorMessage) => {
    await cloud.create(name, '', { Code: { ZipFile: zipOf(files) } })
    const answer = await cloud.invoke(name)
    expect(answer).toMatchObject({ status: 200, error: 'Unhandled', payload: { errorType, errorMessage } })
    expect(answer.log).toMatch(/^(.*\n)?START .*\nEND .*\nREPORT .*\n$/s)
  })

  test('ends its own process', async () => {
    await cloud.create('exits', 'exports.handler = async (event) => process.exit(event.code)')
    const first = await cloud.invoke('exits', { Payload: '{"code":0}' })
    const second = await cloud.invoke('exits', { Payload: '{"code":3}' })
    expect(first.text).toMatch(
      /^\{"errorType":"Runtime.ExitError","errorMessage":"RequestId: [0-9a-f-]{36} Error: Runtime exited without providing a reason"\}$/,
    )
    expect(first.log).toMatch(
      /\nRequestId: \S+ Error: Runtime exited without providing a reason\nRuntime.ExitError\nEND .*\nREPORT .* MB\tInit Duration: [\d.]+ ms\tStatus: error\tError Type: Runtime.ExitError\n$/,
    )
    expect(second.text).toContain('Error: Runtime exited with error: exit status 3')
    expect(second.log).toMatch(
      /\nRequestId: \S+ Error: Runtime exited with error: exit status 3\nRuntime.ExitError\nEND .*\nREPORT .* MB\tStatus: error\tError Type: Runtime.ExitError\n$/,
    )
  })

  describe('fails behind its loading:', () => {
    const handler = 'exports.handler = () => new Promise((r) => setTimeout(r, 5000)); '
    const unhandled = ['Runtime.UnhandledPromiseRejection', 'Error: lost'] as const
    const exit = ['Runtime.ExitError', expect.stringContaining('exit status 1')] as const
    test.each([
      ['nodejs22.x', 'Promise.reject(new Error("lost"))', ...unhandled],
      ['nodejs22.x', 'Promise.reject()', 'Runtime.UnhandledPromiseRejection', ''], // RIC3, Errors.js
      ['nodejs22.x', 'process.nextTick(() => { throw new Error("tick") })', 'Error', 'tick'],
      ['nodejs22.x', 'setImmediate(() => { throw new Error("soon") })', 'Error', 'soon'],
      ['nodejs22.x', 'setTimeout(() => { throw new Error("timer") })', 'Error', 'timer'],
      ['nodejs22.x', 'setTimeout(() => process.exit(1))', ...exit],
      ['nodejs24.x', 'Promise.reject(new Error("lost"))', ...exit],
      ['nodejs24.x', 'setTimeout(() => { throw new Error("timer") })', ...exit],
    ] as const)('%s, %s', async (Runtime, code, errorType, errorMessage) => {
      const name = randomUUID()
      await cloud.create(name, handler + code, { Runtime })
      const { error, payload, log } = await cloud.invoke(name)
      expect({ error, payload }).toMatchObject({ error: 'Unhandled', payload: { errorType, errorMessage } })
      if (/^(Promise|process|setImmediate)/.test(code)) expect(log).toContain('\tPhase: init\t')
    })
  })

  /** aws/aws-lambda-base-images#392, with the log of nodejs22.x; its title says that nodejs24.x ends otherwise. */
  describe('lets something fail that it does not wait for:', () => {
    const lost = 'const lost = async () => { throw new Error("lost") }; '
    const code = `${lost}exports.handler = async () => { lost(); return "answer" }`

    test('the answer is given, and the failure logged', async () => {
      await cloud.create('lets-go', code, { Runtime: 'nodejs22.x' })
      const { payload, log } = await cloud.invoke('lets-go')
      expect(payload).toBe('answer')
      expect(log).toMatch(
        /\n\S+Z\t\S{36}\tERROR\tUnhandled Promise Rejection \t\{"errorType":"Runtime.UnhandledPromiseRejection","errorMessage":"Error: lost","reason":\{.*\nEND /,
      )
      expect((await cloud.invoke('lets-go')).log).toContain('\tInit Duration: ')
    })

    test('the answer is given where the process ends right behind it', async () => {
      const exit = 'exports.handler = async () => { process.nextTick(() => process.exit(0)); return 1 }'
      await cloud.create('exits-behind', exit, { Runtime: 'nodejs22.x' })
      expect((await cloud.invoke('exits-behind')).payload).toBe(1)
    })

    test('so too in the next tick', async () => {
      const tick =
        'exports.handler = async () => { process.nextTick(() => { throw new Error("t") }); return 1 }'
      await cloud.create('ticks', tick, { Runtime: 'nodejs22.x' })
      const { payload, log } = await cloud.invoke('ticks')
      expect(payload).toBe(1)
      expect(log).toContain('\tERROR\tUncaught Exception \t{"errorType":"Error","errorMessage":"t"')
    })

    test('nodejs24.x ends with it', async () => {
      await cloud.create('lets-go-24', code, { Runtime: 'nodejs24.x' })
      const { payload, log } = await cloud.invoke('lets-go-24')
      expect(payload).toMatchObject({ errorType: 'Runtime.ExitError' })
      expect((await cloud.invoke('lets-go-24', { LogType: 'None' })).payload).toEqual({
        errorType: 'Runtime.ExitError',
        errorMessage: expect.any(String),
      })
      expect(log).toContain('Error: lost\n    at lost (/var/task/index.js:1:')
    })
  })

  test('ends its own process before it has a handler, twice', async () => {
    await cloud.create('leaves', 'console.log("loads"); process.exit(3)')
    expect((await cloud.invoke('leaves')).log).toMatch(
      /^.*\tloads\nINIT_REPORT .*\tPhase: init\tStatus: error\tError Type: Runtime.ExitError\n.*\tloads\nINIT_REPORT .*\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError\nSTART .*\nRequestId: .* exit status 3\nRuntime.ExitError\nEND /,
    )
  })

  test('cannot be loaded the second time within its own time', async () => {
    const code = `${failsToLoadOnce}while (true);`
    await cloud.create('endless', code, { Timeout: 1 })
    const { payload, log } = await cloud.invoke('endless')
    expect(payload).toMatchObject({ errorType: 'Sandbox.Timedout' })
    expect(log).toMatch(/\nINIT_REPORT .*\tPhase: invoke\tStatus: timeout\nSTART /)
  })

  test('ends its process after the second load, which is billed once', async () => {
    const code = `${failsToLoadOnce}const end = Date.now() + 300
while (Date.now() < end);
exports.handler = async () => process.exit(3)`
    await cloud.create('once', code)
    const started = performance.now()
    const { log } = await cloud.invoke('once')
    const tookMs = performance.now() - started
    expect(Number(/\tDuration: ([\d.]+)/.exec(log)?.[1])).toBeLessThan(tookMs)
  })

  test('is loaded the second time also where it was deleted meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tries-'))
    const [been, go] = ['been', 'go'].map((name) => join(folder, name))
    const code = `const { existsSync, writeFileSync } = require('fs')
if (!existsSync('${been}')) {
  writeFileSync('${been}', '')
  while (!existsSync('${go}'));
  throw new Error('not yet')
}
exports.handler = async () => 'good'`
    await cloud.create('gone', code)
    const invoking = cloud.invoke('gone')
    while (!existsSync(String(been))) await setImmediate()
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName: 'gone' }))
    writeFileSync(String(go), '')
    expect((await invoking).payload).toBe('good')
    rmSync(folder, { recursive: true })
  })

  test('cannot be loaded the first time, which counts for the invocation that it does the second time', async () => {
    const code = `const { existsSync, writeFileSync } = require('fs')
if (!existsSync('been')) {
  writeFileSync('been', '')
  throw new RangeError('not yet')
}
const end = Date.now() + 100
while (Date.now() < end);
exports.handler = async (event, context) => context.getRemainingTimeInMillis()`
    await cloud.create('second', code)
    const { payload, error, log } = await cloud.invoke('second')
    expect(error).toBeUndefined()
    expect(payload).toBeLessThanOrEqual(2900)
    expect(log).toMatch(
      /^.*ERROR\tUncaught Exception \t.*"not yet".*\nINIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error\tError Type: Runtime.Unknown\nSTART .*\nEND .*\nREPORT .*\tDuration: [1-9]\d\d.* MB\t\n$/,
    )
    expect((await cloud.invoke('second')).log).toMatch(
      /^START .*\nEND .*\nREPORT .*\tDuration: \d{1,2}\.\d\d ms/,
    )
  })

  test('runs out of time', async () => {
    await cloud.create('loops', 'exports.handler = async () => { console.log("in"); for (;;); }', {
      Timeout: 1,
    })
    const answer = await cloud.invoke('loops')
    expect(answer.text).toMatch(
      /^\{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds"\}$/,
    )
    expect(answer.log).toMatch(
      /\tINFO\tin\n\S+Z \S+ Task timed out after 1.00 seconds\n\nEND .*\nREPORT .*\tStatus: timeout\n$/,
    )
  })

  test('runs out of memory', async () => {
    await cloud.create(
      'fills',
      'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1000).fill(Math.random())) }',
      { Timeout: 30 },
    )
    const { payload, log } = await cloud.invoke('fills')
    expect(payload).toMatchObject({
      errorType: 'Runtime.OutOfMemory',
      errorMessage: expect.stringMatching(/ Error: Runtime exited with error: signal: killed$/),
    })
    expect(log).toMatch(/Max Memory Used: 128 MB\t.*Error Type: Runtime.OutOfMemory\n$/)
  })

  test('has a runtime that this machine does not run', async () => {
    await cloud.create('ruby', 'def handler', { Runtime: 'ruby3.4' })
    expect((await cloud.invoke('ruby')).payload).toMatchObject({
      errorType: 'Runtime.NotSupported',
      errorMessage: expect.stringContaining('ruby3.4'),
    })
  })
})

describe('a handler', () => {
  test('does not find what was zipped with backslashes: it lies beside the handler, with them in its name', async () => {
    const load = 'try { return require("./lib/a.js") } catch (e) { return e.code }'
    const list = 'require("fs").readdirSync(__dirname).some((name) => /^lib.a[.]js$/.test(name))'
    const ZipFile = zipOf({
      'index.js': `exports.handler = async () => { ${load} finally { console.log(${list}) } }`,
      'lib\\a.js': 'module.exports = "found"',
    })
    await cloud.create('windows', '', { Code: { ZipFile } })
    const answer = await cloud.invoke('windows', { LogType: 'Tail' })
    expect(answer.payload).toBe('MODULE_NOT_FOUND')
    expect(answer.log).toContain('\tINFO\ttrue\n')
  })

  test('finds its file as ES module, as CommonJS and in a folder', async () => {
    const forms = {
      mjs: [
        { 'index.mjs': 'export const handler = async () => typeof require' },
        'index.handler',
        'undefined',
      ],
      cjs: [{ 'index.cjs': 'exports.handler = async () => typeof require' }, 'index.handler', 'function'],
      typed: [
        {
          'package.json': '{"type":"module"}',
          'src/index.js': 'export const handler = async () => typeof require',
        },
        'src/index.handler',
        'undefined',
      ],
      nested: [{ 'app.js': 'exports.a = { b: async () => "deep" }' }, 'app.a.b', 'deep'],
      absolute: [{ 'a/b.js': 'exports.c = async () => "far"' }, '/var/task/a/b.c', 'far'],
      static: [{ 'app.js': 'exports.A = class { static async b() { return "still" } }' }, 'app.A.b', 'still'],
    } as const
    for (const [name, [files, Handler, payload]] of Object.entries(forms)) {
      await cloud.create(name, '', { Handler, Code: { ZipFile: zipOf(files) } })
      expect((await cloud.invoke(name)).payload).toBe(payload)
    }
  })

  test('sees the context of Lambda', async () => {
    await cloud.create(
      'context',
      'exports.handler = async (e, c) => ({ ...c, left: c.getRemainingTimeInMillis() })',
      {
        MemorySize: 256,
        Timeout: 10,
      },
    )
    const { payload } = await cloud.invoke('context', {
      Qualifier: '$LATEST',
      ClientContext: Buffer.from('{"custom":{"a":"b"}}').toString('base64'),
    })
    expect(payload).toMatchObject({
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'context',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/context',
      invokedFunctionArn: `${arnOf('context')}:$LATEST`,
      awsRequestId: expect.stringMatching(uuid),
      clientContext: { custom: { a: 'b' } },
    })
    const { left } = payload as { readonly left: number }
    expect(left).toBeGreaterThan(9000)
    expect(left).toBeLessThanOrEqual(10_000)
  })

  test('has the environment of Lambda and nothing of this process', async () => {
    process.env.SECRET_OF_THE_TEST = 'x'
    await cloud.create(
      'variables',
      'exports.handler = async () => ({ env: process.env, cwd: process.cwd(), flags: process.execArgv })',
      {
        Environment: { Variables: { MY_NAME: 'value' } },
      },
    )
    const { payload } = await cloud.invoke('variables')
    const { env, cwd, flags } = payload as { env: Record<string, string>; cwd: string; flags: string[] }
    expect(env).toMatchObject({
      AWS_LAMBDA_FUNCTION_NAME: 'variables',
      AWS_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
      LAMBDA_TASK_ROOT: cwd,
      _HANDLER: 'index.handler',
      TZ: ':UTC',
      PWD: cwd,
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
      MY_NAME: 'value',
      // The one that AWS has not: an SDK in a handler calls this cloud, and not AWS.
      AWS_ENDPOINT_URL: cloud.host.endpoint(),
    })
    for (const name of ['SECRET_OF_THE_TEST', 'NODE_OPTIONS', 'HOME']) expect(env).not.toHaveProperty(name)
    expect(flags).toContain('--max-old-space-size=128')
  })

  /** The example: DataDog/datadog-serverless-functions, is_lambda_customized_log_group. */
  test.each([
    ['lonely', undefined, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/],
    ['sharing', '/all/of/them', /^\d{4}\/\d\d\/\d\d\/sharing\[\$LATEST\][0-9a-f]{32}$/],
  ])('is told the stream that it logs to: %s', async (name, LogGroup, stream) => {
    const code = 'exports.handler = async (event, context) => [context.logGroupName, context.logStreamName]'
    await cloud.create(name, code, { LoggingConfig: { LogGroup } })
    const { payload } = await cloud.invoke(name)
    expect(payload).toEqual([LogGroup ?? `/aws/lambda/${name}`, expect.stringMatching(stream)])
  })

  test('says by NODE_OPTIONS how large its heap may be', async () => {
    const code = 'exports.handler = async () => require("v8").getHeapStatistics().heap_size_limit >> 20'
    const Variables = { NODE_OPTIONS: '--max_old_space_size=300' }
    await cloud.create('heap', code, { Environment: { Variables } })
    expect((await cloud.invoke('heap')).payload).toBeGreaterThanOrEqual(300)
  })

  test('finds modules in the folders of its package that NODE_PATH names', async () => {
    await cloud.create('modules', '', {
      Code: {
        ZipFile: zipOf({
          'index.js': "exports.handler = async () => require('own')",
          'lib/own.js': "module.exports = 'found'",
        }),
      },
      Environment: { Variables: { NODE_PATH: '/opt/nodejs:/var/task/lib' } },
    })
    expect(await cloud.invoke('modules')).toMatchObject({ error: undefined, payload: 'found' })
  })

  test('whose promise never settles fails once nothing is left to do', async () => {
    await cloud.create('stuck', 'exports.handler = async () => { await new Promise(() => {}) }')
    expect((await cloud.invoke('stuck')).payload).toMatchObject({ errorType: 'Runtime.NodeJsExit' })
  })

  test('is told its trace with the paths of Lambda', async () => {
    await cloud.create('traced', 'exports.handler = async () => { throw new Error("here") }')
    const { trace } = (await cloud.invoke('traced')).payload as { readonly trace: readonly string[] }
    expect(trace).toEqual([
      'Error: here',
      expect.stringMatching(/^ {4}at .*\(\/var\/task\/index\.js:1:\d+\)$/),
      '    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1306:29)',
    ])
  })

  test('that cannot be loaded shows the frames of its runtime', async () => {
    const load = '    at async UserFunction.js.module.exports.load (file:///var/runtime/index.mjs:1235:21)'
    const start = [
      '    at async start (file:///var/runtime/index.mjs:1454:23)',
      '    at async file:///var/runtime/index.mjs:1464:1',
    ]
    await cloud.create('unparsed', 'exports. = 1')
    expect((await cloud.invoke('unparsed')).payload).toMatchObject({
      trace: [
        "Runtime.UserCodeSyntaxError: SyntaxError: Unexpected token '='",
        '    at _loadUserApp (file:///var/runtime/index.mjs:1189:17)',
        load,
        ...start,
      ],
    })
    await cloud.create('unmet', 'require("left-pad")')
    expect((await cloud.invoke('unmet')).payload).toMatchObject({
      trace: [
        "Runtime.ImportModuleError: Error: Cannot find module 'left-pad'",
        'Require stack:',
        '- /var/task/index.js',
        '- /var/runtime/index.mjs',
        '    at _loadUserApp (file:///var/runtime/index.mjs:1192:17)',
        load,
        ...start,
      ],
    })
  })

  test('whose handler has no dot shows who split it', async () => {
    await cloud.create('whole', 'exports.handler = 1', { Handler: 'index' })
    const { payload } = await cloud.invoke('whole')
    expect(Object(payload).trace.slice(0, 2)).toEqual([
      'Runtime.MalformedHandlerName: Bad handler',
      '    at _splitHandlerString (file:///var/runtime/index.mjs:1080:15)',
    ])
  })

  test.each([
    ['index.js', 37],
    ['index.mjs', 86],
  ])('that is a module and fails while it is loaded shows how it was (%s)', async (file, column) => {
    const files = { [file]: 'throw new Error("at start")', 'package.json': '{"type":"module"}' }
    const name = `loads-${file.slice(6)}`
    await cloud.create(name, '', { Code: { ZipFile: zipOf(files) } })
    const { payload } = await cloud.invoke(name)
    expect(Object(payload).trace.slice(-6)).toEqual([
      '    at async _tryAwaitImport (file:///var/runtime/index.mjs:1098:16)',
      `    at async _tryRequire (file:///var/runtime/index.mjs:1156:${column})`,
      '    at async _loadUserApp (file:///var/runtime/index.mjs:1186:16)',
      '    at async UserFunction.js.module.exports.load (file:///var/runtime/index.mjs:1235:21)',
      '    at async start (file:///var/runtime/index.mjs:1454:23)',
      '    at async file:///var/runtime/index.mjs:1464:1',
    ])
  })

  test('sees and logs stacks with the paths of Lambda', async () => {
    const code =
      'export const handler = async () => { const e = new Error("seen"); console.error(e); return e.stack }'
    await cloud.create('stacks', '', { Code: { ZipFile: zipOf({ 'index.mjs': code }) } })
    const { payload, log } = await cloud.invoke('stacks')
    const stack =
      'Error: seen\n    at Runtime.handler (file:///var/task/index.mjs:1:48)\n    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1306:29)'
    expect(payload).toBe(stack)
    expect(log).toContain(`\tERROR\t${stack}\n`)
  })

  test.each([
    ['Buffer.from(5)', 'TypeError [ERR_INVALID_ARG_TYPE]: The first argument must'],
    [
      'await import("absent")',
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'absent' imported from /var/task/index.js",
    ],
    ['new URL("x")', 'TypeError: Invalid URL'],
  ])('that fails by %s tells the code of the error where Node does', async (call, first) => {
    const name = `coded-${call.replace(/\W+/g, '')}`
    await cloud.create(name, `exports.handler = async () => { ${call} }`)
    expect((await cloud.invoke(name)).payload).toMatchObject({
      trace: expect.arrayContaining([expect.stringContaining(first)]),
    })
  })

  test('that throws what is no error has a stack in the log, and none in the answer', async () => {
    await cloud.create('oops', 'exports.handler = async () => { throw "oops" }')
    const { payload, log } = await cloud.invoke('oops')
    expect(payload).toEqual({ errorType: 'string', errorMessage: 'oops', trace: [] })
    expect(log).toContain(
      '\tERROR\tInvoke Error \t{"errorType":"Error","errorMessage":"oops","stack":["Error: oops"]}\n',
    )
  })

  test.each([
    ['Symbol("x")', 'TypeError', 'Cannot convert a Symbol value to a string'],
    ['Object.create(null)', 'TypeError', 'Cannot convert object to primitive value'],
    [
      'Object.assign(new Error("x"), { name: 42 })',
      'handled',
      'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    ],
  ])('that throws %s is answered by what is wrong with that', async (thrown, errorType, errorMessage) => {
    const name = `odd-${errorMessage.replace(/\W+/g, '').slice(0, 40)}`
    await cloud.create(name, `exports.handler = async () => { throw ${thrown} }`)
    const { payload, log } = await cloud.invoke(name)
    expect(payload).toMatchObject({ errorType, errorMessage })
    expect(log).toContain('\tERROR\tInvoke Error \t')
  })

  /** RIC3, Runtime.js, scheduleIteration. */
  test('that is not `async` and throws what has no text ends its process, up to nodejs22.x', async () => {
    const code =
      'exports.handler = (e, _, done) => { if (e.fails) throw Symbol("x"); done(null, process.pid) }'
    await cloud.create('textless', code, { Runtime: 'nodejs22.x' })
    const before = await cloud.invoke('textless')
    const { payload, log } = await cloud.invoke('textless', { Payload: '{"fails":true}' })
    const errorMessage = 'Cannot convert a Symbol value to a string'
    expect(payload).toMatchObject({ errorType: 'TypeError', errorMessage })
    expect(log).toContain(`\tINFO\tUnexpected Top Level Error: TypeError: ${errorMessage}\n`)
    expect((await cloud.invoke('textless')).payload).not.toBe(before.payload)
  })

  test('with a callback is warned of nodejs24.x, unless it wants no warning', async () => {
    const code = 'exports.handler = (event, context, done) => done()'
    await cloud.create('warned', code)
    const Variables = { AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING: '1' }
    await cloud.create('silent', code, { Environment: { Variables } })
    const [warned, silent] = await Promise.all([cloud.invoke('warned'), cloud.invoke('silent')])
    expect(warned.log).toMatch(
      /^\S+Z\tundefined\tWARN\tWARN: AWS Lambda has removed support for callback.*\nSTART /,
    )
    expect(silent.log).toMatch(/^START /)
  })

  test('may log nothing, and fatal things', async () => {
    await cloud.create('levels', 'exports.handler = async () => { console.log(); console.fatal("end") }')
    expect((await cloud.invoke('levels')).log).toMatch(/\tINFO\tundefined\n.*\tFATAL\tend\n/)
  })

  test('may write to its output in any encoding, and as bytes', async () => {
    const write = (values: string) => `process.stdout.write(${values});`
    const code = `${write('"aGk=", "base64"')} ${write('Buffer.from("!"), () => done("written")')} ${write('"\\n", "utf8"')}`
    await cloud.create('encodes', `exports.handler = () => new Promise((done) => { ${code} })`)
    const { log, payload } = await cloud.invoke('encodes')
    expect(log).toContain('\nhi!\n')
    expect(payload).toBe('written')
  })

  test('that streams its answer gives Invoke all of it', async () => {
    const code = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      const answer = awslambda.HttpResponseStream.from(stream, { statusCode: 201 })
      answer.write('one\\n')
      answer.end()
    })`
    await cloud.create('streams', code)
    expect((await cloud.invoke('streams')).text).toBe(`{"statusCode":201}${'\0'.repeat(8)}one\n`)
  })
})

describe('Invoke', () => {
  test('gives an empty event where the request has no payload', async () => {
    await cloud.create(
      'echo',
      'exports.handler = async (event) => { console.log("seen", event); return event }',
    )
    expect((await cloud.invoke('echo')).text).toBe('{}')
  })

  /** As Step Functions shows them, in AWS's own letters (TestTaskServiceLambda::test_invoke). */
  test('answers with headers in the letters of AWS', async () => {
    await cloud.create('named', 'exports.handler = async () => 1')
    const url = `${cloud.host.endpoint()}/2015-03-31/functions/named/invocations`
    const [{ rawHeaders }] = await once(
      request(url, { method: 'POST', headers: { authorization } }).end(),
      'response',
    )
    const names = 'Connection Content-Length Content-Type Date X-Amz-Executed-Version X-Amzn-Trace-Id'
    const own = 'x-amzn-Remapped-Content-Length x-amzn-RequestId'
    expect(rawHeaders.filter((_: string, index: number) => index % 2 === 0).sort()).toEqual(
      `${names} ${own}`.split(' '),
    )
  })

  test('gives the log of a cold and of a warm start', async () => {
    await cloud.create(
      'logs',
      'exports.handler = async () => { console.log({}); process.stdout.write("raw") }',
    )
    const cold = await cloud.invoke('logs')
    const warm = await cloud.invoke('logs')
    const line = '[0-9-]{10}T[0-9:.]{12}Z\\t([0-9a-f-]{36})\\tINFO\\t{}\\n'
    const report =
      'Duration: ([\\d.]+) ms\\tBilled Duration: (\\d+) ms\\tMemory Size: 128 MB\\tMax Memory Used: \\d+ MB\\t'
    const whole = (end: string) =>
      new RegExp(
        `^START RequestId: \\S+ Version: \\$LATEST\\n${line}raw\\nEND RequestId: \\1\\nREPORT RequestId: \\1\\t${report}${end}\\n$`,
      )
    expect(cold.log).toMatch(whole('Init Duration: [\\d.]+ ms\\t'))
    expect(warm.log).toMatch(whole(''))
    const [, init = ''] = /Init Duration: ([\d.]+)/.exec(cold.log) ?? []
    const [, took = '', billed = ''] =
      /\tDuration: ([\d.]+) ms\tBilled Duration: (\d+) ms/.exec(cold.log) ?? []
    expect(Math.abs(Number(billed) - Math.ceil(Number(took) + Number(init)))).toBeLessThanOrEqual(1) // of rounded parts
  })

  test('answers 204 to a dry run, which runs nothing, and 202 to an event, which runs without a client context', async () => {
    const calls: string[] = []
    const server = createServer((socket) => socket.on('data', (text) => calls.push(String(text))))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await cloud.create(
      'calls',
      'exports.handler = async (e, c) => new Promise((done) => require("net").connect(e.port).end([e.id, typeof c.clientContext].join(" "), done))',
    )
    const ClientContext = Buffer.from('{}').toString('base64')
    const payloadOf = (id: string) => JSON.stringify({ port, id })
    expect(
      await cloud.invoke('calls', { InvocationType: 'DryRun', Payload: payloadOf('dry') }),
    ).toMatchObject({ status: 204, text: '' })
    const called = once(server, 'connection')
    expect(
      await cloud.invoke('calls', { InvocationType: 'Event', Payload: payloadOf('event'), ClientContext }),
    ).toMatchObject({ status: 202, text: '' })
    const [socket] = await called
    await once(socket, 'end')
    server.close()
    expect(calls).toEqual(['event undefined'])
  })

  test('refuses a payload that is too large', async () => {
    await cloud.create('small', 'exports.handler = async () => 1')
    const send = (InvocationType: 'Event' | 'RequestResponse', length: number) =>
      refusal(
        cloud.client.send(
          new InvokeCommand({
            FunctionName: 'small',
            InvocationType,
            Payload: `"${'x'.repeat(length - 2)}"`,
          }),
        ),
      )
    expect(await send('RequestResponse', 6_291_457)).toEqual({
      status: 413,
      code: 'RequestEntityTooLargeException',
      text: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    })
    expect(await send('Event', 1_048_577)).toEqual({
      status: 413,
      code: 'RequestEntityTooLargeException',
      text: '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    })
  })

  test('answers with the headers of Lambda', async () => {
    await cloud.create('headers', 'exports.handler = async () => 1')
    const url = `${cloud.host.endpoint()}/2015-03-31/functions/headers/invocations`
    const { headers } = await fetch(url, { method: 'POST', headers: { authorization } })
    expect(headers.get('x-amzn-remapped-content-length')).toBe('0')
    expect(headers.get('x-amzn-trace-id')).toMatch(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$/,
    )
    const event = { authorization, 'x-amz-invocation-type': 'Event' }
    const queued = await fetch(url, { method: 'POST', headers: event })
    expect([queued.status, queued.headers.has('content-type'), await queued.text()]).toEqual([202, false, ''])
  })

  test.each([
    [
      'nodejs22.x',
      'index.js',
      `const { execSync } = require('node:child_process')
exports.handler = async () => [
  process.env._X_AMZN_TRACE_ID,
  { ...process.env }._X_AMZN_TRACE_ID,
  JSON.parse(JSON.stringify(process.env))._X_AMZN_TRACE_ID,
  execSync('echo $_X_AMZN_TRACE_ID').toString().trim(),
]`,
    ],
    [
      'nodejs24.x',
      'index.mjs',
      'import { env } from "node:process"\nexport const handler = async (e, c) => [env._X_AMZN_TRACE_ID, c.xRayTraceId]',
    ],
    [
      'python3.12',
      'index.py',
      'import os\ndef handler(e, c):\n  return [os.environ["_X_AMZN_TRACE_ID"], os.popen("echo $_X_AMZN_TRACE_ID").read().strip()]',
    ],
  ] as const)(
    'tells a handler of %s by which trace it was called, each time',
    async (Runtime, file, code) => {
      const name = `traced-${Runtime.replace('.', '')}`
      await cloud.create(name, '', { Runtime, Code: { ZipFile: zipOf({ [file]: code }) } })
      const url = `${cloud.host.endpoint()}/2015-03-31/functions/${name}/invocations`
      const traces = new Set<string>()
      for (let i = 0; i < 2; i++) {
        const answer = await fetch(url, { method: 'POST', headers: { authorization } })
        for (const seen of (await answer.json()) as string[]) {
          expect(seen).toBe(answer.headers.get('x-amzn-trace-id'))
          traces.add(seen)
        }
      }
      expect([...traces]).toEqual([
        expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:/),
        expect.stringMatching(/^Root=/),
      ])
    },
  )

  test('goes on with the trace of its client (test_xray_trace_propagation)', async () => {
    await cloud.create('followed', 'exports.handler = async () => process.env._X_AMZN_TRACE_ID')
    const url = `${cloud.host.endpoint()}/2015-03-31/functions/followed/invocations`
    const see = async (trace: string) =>
      (await fetch(url, { method: 'POST', headers: { authorization, 'X-Amzn-Trace-Id': trace } })).json()
    const root = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8'
    const whole = `${root};Parent=7fa8c0f79203be72;Sampled=1`
    expect(await see(whole)).toMatch(new RegExp(`^${whole};Lineage=1:[0-9a-f]{8}:0$`))
    expect(await see(root)).toMatch(new RegExp(`^${root};Parent=[0-9a-f]{16};Sampled=0;Lineage=`))
    expect(await see('Sampled=1')).toMatch(/^Root=1-[0-9a-f-]{33};Parent=[0-9a-f]{16};Sampled=0;/)
  })

  test('shows its environment with the trace to a handler that prints it, changes it or takes it away', async () => {
    const code = `let count = 0
console.log({})
const before = '_X_AMZN_TRACE_ID' in process.env
exports.handler = async (event, context) => {
  if (count++ > 0) return '_X_AMZN_TRACE_ID' in process.env
  console.log(process.env)
  process.env._X_AMZN_TRACE_ID = 'mine'
  const mine = process.env._X_AMZN_TRACE_ID
  delete process.env._X_AMZN_TRACE_ID
  return [before, mine, process.env._X_AMZN_TRACE_ID === undefined, Object.keys(process.env).includes('_X_AMZN_TRACE_ID')]
}`
    await cloud.create('printed', code)
    const { payload, log } = await cloud.invoke('printed')
    expect(log).toMatch(/\n {2}_X_AMZN_TRACE_ID: 'Root=1-[\w-]+;Parent=/)
    expect(payload).toEqual([false, 'mine', true, false])
    expect((await cloud.invoke('printed')).payload).toBe(true)
  })

  test('refuses a client context that is no JSON, or too long', async () => {
    await cloud.create('plain', 'exports.handler = async () => 1')
    const long = Buffer.from(JSON.stringify('x'.repeat(2700))).toString('base64')
    expect(await refusal(cloud.invoke('plain', { ClientContext: long }))).toMatchObject({
      status: 400,
      code: 'InvalidRequestContentException',
    })
    expect(await refusal(cloud.invoke('plain', { ClientContext: 'e30x' }))).toMatchObject({
      status: 400,
      code: 'InvalidRequestContentException',
    })
  })
})
