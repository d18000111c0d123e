import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { arnOf, startTestCloud, type TestCloud } from '../testCloud.fixture.ts'
import { python } from './program.ts'

const whereItIs = spawnSync(python, ['-c', '']).error === undefined ? test : test.failing

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const json = { LogFormat: 'JSON' } as const
const linesOf = (log: string): unknown[] =>
  log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('a function that wants its log as JSON gets lines and platform records so, from its level on', async () => {
  const code = `exports.handler = async () => {
    console.log('a', 1)
    console.info({ b: 2 })
    console.debug('hidden')
    console.warn('c', new TypeError('d'))
    throw new RangeError('e')
  }`
  await cloud.create('json', code, { LoggingConfig: json })
  const line = { timestamp: expect.stringMatching(/Z$/), requestId: expect.any(String) }
  const runtime = '    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1306:29)'
  const stackTrace = (first: string) => [first, expect.any(String), runtime]
  expect(linesOf((await cloud.invoke('json')).log)).toEqual([
    expect.objectContaining({
      type: 'platform.start',
      record: { requestId: expect.any(String), functionArn: arnOf('json'), version: '$LATEST' },
    }),
    { ...line, level: 'INFO', message: 'a 1' },
    { ...line, level: 'INFO', message: { b: 2 } },
    {
      ...line,
      level: 'WARN',
      message: expect.stringContaining('c TypeError: d\n'),
      errorType: 'TypeError',
      errorMessage: 'd',
      stackTrace: stackTrace('TypeError: d'),
    },
    {
      ...line,
      level: 'ERROR',
      message: { errorType: 'RangeError', errorMessage: 'e', stackTrace: stackTrace('RangeError: e') },
    },
    {
      time: expect.stringMatching(/Z$/),
      type: 'platform.report',
      record: {
        requestId: expect.any(String),
        metrics: {
          durationMs: expect.any(Number),
          billedDurationMs: expect.any(Number),
          memorySizeMB: 128,
          maxMemoryUsedMB: expect.any(Number),
          initDurationMs: expect.any(Number),
        },
        status: 'success',
      },
    },
  ])
})

whereItIs('a record of Python in a task has the name of that', async () => {
  const code = `import asyncio, logging
async def work(): logging.error("in a task")
def handler(e, c): asyncio.run(work())`
  await cloud.createPython('task', code, { Runtime: 'python3.12', LoggingConfig: json })
  const lines = linesOf((await cloud.invoke('task')).log)
  expect(lines[1]).toMatchObject({ message: 'in a task', taskName: 'Task-1' })
})

test('an invocation begins before what it logs', async () => {
  await cloud.create(
    'dies',
    'exports.handler = async () => { void Promise.reject(new Error("x")); await new Promise((r) => setTimeout(r, 999)) }',
    { LoggingConfig: json },
  )
  const [start, line] = linesOf((await cloud.invoke('dies')).log) as { time: string; timestamp: string }[]
  expect(Date.parse(start?.time ?? '')).toBeLessThanOrEqual(Date.parse(line?.timestamp ?? ''))
})

/** Levels: developer guide, monitoring-cloudwatchlogs-log-level. */
test('what ends an invocation is told twice, from the level WARN on', async () => {
  const LoggingConfig = { ...json, SystemLogLevel: 'WARN' } as const
  await cloud.create('exits', 'exports.handler = async () => process.exit(1)', { LoggingConfig })
  const { log } = await cloud.invoke('exits')
  const records = log.split('\n').filter((line) => line.startsWith('{'))
  const requestId = expect.any(String)
  const failed = { status: 'error', errorType: 'Runtime.ExitError' }
  expect(linesOf(records.join('\n'))).toMatchObject([
    {
      type: 'platform.runtimeDone',
      record: { requestId, ...failed, metrics: { durationMs: expect.any(Number), producedBytes: 0 } },
    },
    { type: 'platform.report', record: { requestId, ...failed } },
  ])
})

test('a handler that cannot be loaded is reported for each time', async () => {
  await cloud.create('unloadable', 'throw new Error("at start")', { LoggingConfig: json })
  const init = { initializationType: 'on-demand', status: 'error', errorType: 'Runtime.Unknown' }
  const metrics = { durationMs: expect.any(Number) }
  const line = { level: 'ERROR', message: { errorMessage: 'at start' } }
  expect(linesOf((await cloud.invoke('unloadable')).log)).toMatchObject([
    line,
    { type: 'platform.initRuntimeDone', record: { ...init, phase: 'init' } },
    { type: 'platform.initReport', record: { ...init, phase: 'init', metrics } },
    line,
    { type: 'platform.initRuntimeDone', record: { ...init, phase: 'invoke' } },
    { type: 'platform.initReport', record: { ...init, phase: 'invoke', metrics } },
    { type: 'platform.start' },
    { type: 'platform.runtimeDone' },
    { type: 'platform.report' },
  ])
})

test('levels leave out what is below them', async () => {
  const code = 'exports.handler = async () => { console.warn("no"); console.error("yes") }'
  const LoggingConfig = { ...json, ApplicationLogLevel: 'ERROR', SystemLogLevel: 'WARN' } as const
  await cloud.create('levels', code, { LoggingConfig })
  expect(linesOf((await cloud.invoke('levels')).log)).toMatchObject([{ level: 'ERROR', message: 'yes' }])
})

/** RIC3, LogPatch.js; RIC4, formatter.ts. */
test.each([
  ['nodejs22.x', { errorType: 'TypeError', errorMessage: 'no' }],
  ['nodejs24.x', {}],
] as const)('what %s tells beside an error that comes before a text', async (Runtime, members) => {
  const name = `first-${Runtime.replace('.', '')}`
  const code = 'exports.handler = async () => console.error(new TypeError("no"), "behind")'
  await cloud.create(name, code, { Runtime, LoggingConfig: json })
  const [, line] = linesOf((await cloud.invoke(name)).log)
  const { message, timestamp, requestId, stackTrace, ...rest } = Object(line)
  expect(message).toMatch(/^TypeError: no\n.* behind$/s)
  expect(rest).toEqual({ level: 'ERROR', ...members })
})

/** The same files: alone it is shown as it is, beside others in members that are always there. */
test('an error that has lost its stack has a stackTrace only beside other values', async () => {
  const code = `exports.handler = async () => {
    const error = Object.assign(new Error('no'), { stack: undefined })
    console.log(error)
    console.log('beside', error)
  }`
  await cloud.create('untraced', code, { LoggingConfig: json })
  const [, alone, beside] = linesOf((await cloud.invoke('untraced')).log)
  expect(Object(alone).message).toEqual({ errorType: 'Error', errorMessage: 'no' })
  expect(beside).toMatchObject({ errorMessage: 'no', stackTrace: [] })
})

whereItIs('Python’s loggers write JSON too, with what they are given beside the message', async () => {
  const code =
    'import logging\ndef handler(e, c):\n  logging.info("hi %s", "you", extra={"k": 1})\n  logging.debug("hidden")\n  raise KeyError("z")'
  await cloud.createPython('python', code, { Runtime: 'python3.12', LoggingConfig: json })
  expect(linesOf((await cloud.invoke('python')).log)).toMatchObject([
    { type: 'platform.start' },
    { level: 'INFO', message: 'hi you', logger: 'root', requestId: expect.any(String), k: 1 },
    {
      log_level: 'ERROR',
      errorType: 'KeyError',
      errorMessage: "'z'",
      stackTrace: [expect.stringContaining('/var/task/app.py')],
    },
    { type: 'platform.report' },
  ])
})
