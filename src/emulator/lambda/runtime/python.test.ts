import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud, zipOf } from '../testCloud.fixture.ts'
import { python } from './program.ts'

/** Where there is no Python, the tests below say what an invocation answers then: that is a fact about the product too. */
const hasPython = spawnSync(python, ['-c', '']).error === undefined
const whereItIs = hasPython ? test : test.failing

let cloud: TestCloud
const { PATH: path, PYENV_ROOT: pyenv, XDG_DATA_HOME: data } = process.env
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterEach(() => {
  for (const [name, value] of Object.entries({ PATH: path, PYENV_ROOT: pyenv, XDG_DATA_HOME: data }))
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
})
afterAll(() => cloud.close())

const create = (name: string, code: string, more: object = {}) => cloud.createPython(name, code, more)

const pythons = mkdtempSync(join(tmpdir(), 'pythons-'))
afterAll(() => rmSync(pythons, { recursive: true }))

/** A Python that tells by which of its names it was run: a command of the folder `bin` in a new folder. */
function installPython(version: string, bin: string): string {
  const folder = join(pythons, version)
  const found = spawnSync('which', [python], { encoding: 'utf8' }).stdout.trim()
  mkdirSync(join(folder, bin), { recursive: true })
  const script = `#!/bin/sh\nRUN_BY=${version} exec ${found} "$@"\n`
  writeFileSync(join(folder, bin, `python${version}`), script, { mode: 0o755 })
  return folder
}

const onLinux = process.platform === 'linux' && hasPython ? test : test.failing

onLinux(
  'a function runs with the Python of its version where that is installed, else with another',
  async () => {
    process.env.PATH = `${installPython('3.9', '')}:${path}`
    process.env.PYENV_ROOT = installPython('3.10', 'versions/3.10.2/bin')
    process.env.XDG_DATA_HOME = installPython('3.12', 'uv/python/cpython-3.12.1-linux/bin')
    const code = 'import os\ndef handler(e, c):\n  return os.environ.get("RUN_BY")'
    const versions = ['3.11', '3.9', '3.10', '3.12']
    const ran = versions.map(async (version) => {
      const name = version.replace('.', '-')
      await create(name, code, { Runtime: `python${version}` })
      return (await cloud.invoke(name)).payload
    })
    expect(await Promise.all(ran)).toEqual([null, '3.9', '3.10', '3.12'])
  },
)

test('a function in Python may print more than a log holds', async () => {
  await create('prints', 'def handler(e, c):\n  print("x" * 20_000_000)\n  return "done"')
  const { payload, log } = await cloud.invoke('prints')
  expect(payload).toBe('done')
  expect(log).toContain('[this log is cut off here]')
})

/** Names, code, error type, error text: what Lambda's own Python runtime says. */
const failures: readonly (readonly [string, string, string, string])[] = [
  ['raises', 'def handler(e, c):\n  raise Exception("Handler fails")', 'Exception', 'Handler fails'],
  ['raises a KeyError', 'def handler(e, c):\n  return e["none"]', 'KeyError', "'none'"],
  ['fails to load', 'raise Exception("Runtime startup fails")', 'Exception', 'Runtime startup fails'],
  [
    'imports what is not there',
    'import nothing_of_this_name\ndef handler(e, c): pass',
    'Runtime.ImportModuleError',
    "Unable to import module 'app': No module named 'nothing_of_this_name'",
  ],
  [
    'has no handler',
    'def other(e, c): pass',
    'Runtime.HandlerNotFound',
    "Handler 'handler' missing on module 'app'",
  ],
  [
    'answers what JSON cannot say',
    'def handler(e, c): return {1, 2}',
    'Runtime.MarshalError',
    'Unable to marshal response: Object of type set is not JSON serializable',
  ],
  [
    'is too large an answer',
    'def handler(e, c): return "x" * 7000000',
    'Function.ResponseSizeTooLarge',
    'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  ],
]

whereItIs(
  'a function in Python that forks and comes back twice has one answer to each invocation',
  async () => {
    const code = `
import os
child = 0
def handler(event, context):
  global child
  if child: os.waitpid(child, 0)
  child = os.fork()
  return event`
    await create('forks', code)
    for (const n of [1, 2, 3, 4])
      expect((await cloud.invoke('forks', { Payload: JSON.stringify({ n }) })).payload).toEqual({ n })
  },
)

describe('a function in Python', () => {
  whereItIs('gets its event and answers', async () => {
    await create('echo', 'def handler(event, context):\n  return {"got": event, "é": 1.5}')
    const answer = await cloud.invoke('echo', { Payload: '{"a":\n[1,"ü"]}' })
    expect(answer).toMatchObject({ error: undefined, payload: { got: { a: [1, 'ü'] }, é: 1.5 } })
  })

  whereItIs('finds modules in the folders of its package that PYTHONPATH names', async () => {
    const files = {
      'app.py': 'import own\ndef handler(e, c): return own.name',
      'lib/own.py': 'name = "found"',
    }
    await create('modules', '', {
      Code: { ZipFile: zipOf(files) },
      Environment: { Variables: { PYTHONPATH: '/opt/python:/var/task/lib' } },
    })
    expect(await cloud.invoke('modules')).toMatchObject({ error: undefined, payload: 'found' })
  })

  whereItIs.each(failures)('that %s fails as on AWS', async (what, code, errorType, errorMessage) => {
    const name = what.replace(/\W+/g, '-')
    await create(name, code)
    const { error, payload } = await cloud.invoke(name)
    expect(error).toBe('Unhandled')
    expect(payload).toMatchObject({ errorType, errorMessage })
  })

  whereItIs('tells a trace with the paths of Lambda, and its request', async () => {
    await create('traced', 'def handler(e, c):\n  raise Exception("Handler fails")')
    const { payload, log } = await cloud.invoke('traced')
    expect(payload).toEqual({
      errorMessage: 'Handler fails',
      errorType: 'Exception',
      requestId: /RequestId: (\S+)/.exec(log)?.[1],
      stackTrace: ['  File "/var/task/app.py", line 2, in handler\n    raise Exception("Handler fails")\n'],
    })
    // Blanks that do not break: test_invocation_type_event_error.
    expect(log).toContain(
      '[ERROR] Exception: Handler fails\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/app.py", line 2, in handler\n\u00a0\u00a0\u00a0\u00a0raise',
    )
  })

  /** test_dead_letter_queue of November 2025, public log 55496717496; until 2024 END stood behind the error. */
  whereItIs(
    'tells its error in lines of which the last is ended, though the runtime does not end it',
    async () => {
      await create('unended', 'def handler(e, c):\n  return e["key1"]')
      const { log } = await cloud.invoke('unended')
      expect(log).toMatch(/\n\u00a0{4}return e\["key1"\]\nEND RequestId: \S+\nREPORT /)
    },
  )

  whereItIs('that sets the clock is not billed by it', async () => {
    await create('clock', 'import time\ntime.time = lambda: 4e9\ndef handler(e, c):\n  return 1')
    const { payload, log } = await cloud.invoke('clock')
    expect(payload).toBe(1)
    expect(log).toMatch(/\tDuration: \d{1,3}\.\d\d ms/)
  })

  whereItIs.each([
    ['Text', 'LambdaLoggerHandler'],
    ['JSON', 'LambdaLoggerHandlerWithFrameType'],
  ] as const)('warns with its own line, and logs %s by the handler of Lambda', async (LogFormat, handler) => {
    const code = `import logging, warnings
def handler(e, c):
  warnings.warn("careful")
  return str(logging.getLogger().handlers)`
    await create(`warns-${LogFormat}`, code, { LoggingConfig: { LogFormat } })
    const { payload, log } = await cloud.invoke(`warns-${LogFormat}`)
    expect(payload).toBe(`[<${handler} (NOTSET)>]`)
    expect(log).toContain('/var/task/app.py:3: UserWarning: careful\n  warnings.warn("careful")\n')
  })

  whereItIs('that cannot be loaded is warned of in its log, before START', async () => {
    await create('unloaded', 'import requests')
    const { payload, log } = await cloud.invoke('unloaded')
    expect(payload).toMatchObject({
      errorMessage: "Unable to import module 'app': No module named 'requests'",
      stackTrace: [],
    })
    const printed = String.raw`\[WARNING\]\t\S+Z\t\tLAMBDA_WARNING: Unhandled exception\..*\r\n\[ERROR\] Runtime.ImportModuleError: .*\nTraceback \(most recent call last\):\n`
    const [init, invoke] = ['init', 'invoke'].map(
      (phase) =>
        String.raw`INIT_REPORT Init Duration: [\d.]+ ms\tPhase: ${phase}\tStatus: error\tError Type: Runtime.ImportModuleError\n`,
    )
    expect(log).toMatch(new RegExp(`^${printed}${init}${printed}${invoke}START .*\\nEND .*\\nREPORT `))
  })

  whereItIs('sees and logs traces with the paths of Lambda', async () => {
    await create(
      'traces',
      'import logging, traceback\ndef handler(e, c):\n  try:\n    e["none"]\n  except KeyError:\n    logging.exception("oh")\n    return traceback.format_exc()',
    )
    const { payload, log } = await cloud.invoke('traces')
    expect(payload).toMatch(
      /^Traceback .*\n {2}File "\/var\/task\/app.py", line 4, in handler\n {4}e\["none"\]\n/,
    )
    expect(log).toContain(`\toh\n${payload}END RequestId`)
  })

  whereItIs.each([
    ['3.11', '{"d": 1.10, "p": {"a": 1}, "u": "\\u00e9"}'],
    ['3.12', '{"d": 1.10, "p": {"a": 1}, "u": "é"}'],
  ])('of %s writes its answer as Lambda does', async (version, text) => {
    const name = `writes-${version.replace('.', '-')}`
    const code = `from collections import namedtuple
from decimal import Decimal
P = namedtuple("P", "a")
def handler(e, c):
  return {"d": Decimal("1.10"), b"p": P(1), "u": "é".encode()}`
    await create(name, code, { Runtime: `python${version}` })
    expect((await cloud.invoke(name)).text).toBe(text)
  })

  whereItIs('logs an error without a text, and a library by its path on Lambda', async () => {
    const code = `import json, logging
def handler(e, c):
  try:
    json.loads("{bad")
  except Exception:
    logging.exception("caught")
  assert e`
    await create('textless', code, { Runtime: 'python3.12' })
    const { log } = await cloud.invoke('textless')
    expect(log).toContain('  File "/var/lang/lib/python3.12/json/__init__.py", line ')
    expect(log).toContain('(char 1)[ERROR] AssertionError\nTraceback')
  })

  whereItIs('writes to its streams in every way', async () => {
    const code = `import io, sys
def handler(e, c):
  sys.stdout.reconfigure(encoding="utf-8")
  sys.stdout.buffer.write(b"one\\n")
  sys.__stderr__.write("two\\n")
  sys.stdout.buffer.write(b"\\xc3")
  sys.stdout.buffer.write(b"\\xa9\\n")
  global wrapped
  wrapped = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
  print("three", file=wrapped, flush=True)
  return sys.stdout.name`
    await create('streams', code)
    const { payload, log } = await cloud.invoke('streams')
    expect(payload).toBe('<stdout>')
    expect(log).toMatch(/START .*\none\ntwo\né\nthree\nEND /)
  })

  /** PyRIC, bootstrap.py. */
  whereItIs('has a stream that `with` leaves open and that does not count', async () => {
    const code = `import sys
def handler(e, c):
  with sys.stdout as stream: print("in", file=stream)
  return sys.stdout.write("behind\\n")`
    await create('with', code)
    const { payload, log } = await cloud.invoke('with')
    expect(payload).toBeNull()
    expect(log).toContain('\nin\nbehind\nEND ')
  })

  /** PyRIC, bootstrap.py and lambda_context.py. */
  whereItIs('may put another stream in the place of its stdout, which no logger writes to', async () => {
    const code = `import io, logging, sys
def handler(e, c):
  sys.stdout = io.StringIO()
  print("unseen")
  logging.error("logged")
  c.log("told\\n")
  raise Exception("no")`
    await create('silent', code)
    expect((await cloud.invoke('silent')).log).toMatch(
      /^START .*\n\[ERROR\]\t.*\tlogged\ntold\n\[ERROR\] Exception: no\n/,
    )
  })

  /** Copies of the file that starts AWS's runtime: public logs 36156249600, 27435967662. */
  whereItIs('has the .pth files of its package read', async () => {
    const Code = {
      ZipFile: zipOf({
        'app.py': 'import own\ndef handler(e, c): return own.name',
        'x.pth': 'lib\n',
        'lib/own.py': 'name = "found"',
      }),
    }
    await create('pth', '', { Code })
    expect(await cloud.invoke('pth')).toMatchObject({ error: undefined, payload: 'found' })
  })

  whereItIs('may print from threads while it answers', async () => {
    const code = `import threading
def handler(e, c):
  threads = [threading.Thread(target=lambda: [print("x" * 60_000) for _ in range(20)]) for _ in range(8)]
  for thread in threads: thread.start()
  for thread in threads: thread.join()
  return "done"`
    await create('threads', code, { Timeout: 20 })
    for (let i = 0; i < 5; i++) expect((await cloud.invoke('threads')).payload).toBe('done')
  })

  whereItIs('refuses an answer whose members are none', async () => {
    await create('mock', 'from unittest.mock import Mock\ndef handler(e, c): return {"a": Mock()}')
    expect((await cloud.invoke('mock')).payload).toMatchObject({
      errorType: 'Runtime.MarshalError',
      errorMessage: 'Unable to marshal response: _asdict() must return a dict, not Mock',
    })
  })

  whereItIs('that answers too much says so in its log and begins anew', async () => {
    await create('much', 'print("loaded")\ndef handler(e, c): return "x" * e', {})
    expect((await cloud.invoke('much', { Payload: '7000000' })).log).toMatch(
      /\n\[ERROR\] \[\d+\] LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413. \{"errorMessage":"Exceeded maximum/,
    )
    expect((await cloud.invoke('much', { Payload: '1' })).log).toMatch(/^loaded\nSTART /)
  })

  /** PyRIC, lambda_runtime_marshaller.py and lambda_runtime_client.py. */
  whereItIs.each([
    ['python3.11', String.raw`"\ud83d"`],
    ['python3.12', 'Runtime.ExitError'],
  ] as const)('of %s that answers half a character: %s', async (Runtime, text) => {
    const name = `half-${Runtime.replace('.', '-')}`
    await create(name, String.raw`def handler(e, c): return "\ud83d"`, { Runtime })
    expect((await cloud.invoke(name)).text).toContain(text)
  })

  whereItIs('of 3.8 tells no request where it fails', async () => {
    await create('old', 'def handler(e, c): raise Exception("no")', { Runtime: 'python3.8' })
    expect((await cloud.invoke('old')).payload).not.toHaveProperty('requestId')
  })

  whereItIs('finds objects in its context, which shows itself', async () => {
    await create(
      'objects',
      'def handler(e, c):\n  return [c.identity.cognito_identity_id, c.client_context.custom, c.client_context.client.app_title, c.client_context.env, str(c)]',
    )
    const ClientContext = Buffer.from('{"custom":{"a":"b"},"client":{"app_title":"t"}}').toString('base64')
    expect((await cloud.invoke('objects', { ClientContext })).payload).toEqual([
      null,
      { a: 'b' },
      't',
      null,
      expect.stringMatching(
        /^LambdaContext\(\[aws_request_id=.*,identity=CognitoIdentity\(\[cognito_identity_id=None,/,
      ),
    ])
  })

  /** Public logs kyegomez/swarms#667, DataDog/dd-trace-py#7251. */
  whereItIs('has pipes between processes, and no locks', async () => {
    const code = `import multiprocessing
def told(end): end.send("by pipe")
def handler(e, c):
  here, there = multiprocessing.Pipe()
  process = multiprocessing.get_context("fork").Process(target=told, args=(there,))
  process.start(); process.join()
  print(here.recv())
  multiprocessing.Pool(2)`
    await create('processes', code, { Runtime: 'python3.12' })
    const { payload, log } = await cloud.invoke('processes')
    expect(log).toContain('\nby pipe\n[ERROR] OSError: [Errno 38] Function not implemented\n')
    const { errorType, stackTrace } = payload as { errorType: string; stackTrace: string[] }
    expect(errorType).toBe('OSError')
    expect(stackTrace.at(-1)).toMatch(
      /multiprocessing\/synchronize.py", line \d+, in __init__\n {4}sl = self._semlock = /,
    )
  })

  /** test_introspection_invoke, test_lambda_init_environment. */
  whereItIs.each([
    ['python3.11', null],
    ['python3.12', 'C.UTF-8'],
  ] as const)('of %s has the LC_CTYPE of Lambda (%s)', async (Runtime, value) => {
    const name = `locale-${Runtime.replace('.', '-')}`
    await create(name, 'import os\ndef handler(e, c): return os.environ.get("LC_CTYPE")', { Runtime })
    expect((await cloud.invoke(name)).payload).toBe(value)
  })

  /** PyRIC, lambda_context.py. */
  whereItIs('finds in its context what Lambda has there, in that order', async () => {
    const code = 'def handler(e, c): return [list(vars(c)), [name for name in dir(c) if name[0] != "_"]]'
    await create('members', code)
    const [variables, names] = (await cloud.invoke('members')).payload as string[][]
    expect(variables?.join(' ')).toBe(
      'aws_request_id log_group_name log_stream_name function_name memory_limit_in_mb function_version invoked_function_arn tenant_id client_context identity _epoch_deadline_time_in_ms',
    )
    expect(names).toHaveLength(12)
  })

  whereItIs('names the place of a syntax error', async () => {
    await create('syntax', 'def handler(e, c)\n  pass')
    expect((await cloud.invoke('syntax')).payload).toEqual({
      errorMessage: "Syntax error in module 'app': expected ':' (app.py, line 1)",
      errorType: 'Runtime.UserCodeSyntaxError',
      requestId: '',
      stackTrace: ['  File "/var/task/app.py" Line 1\n    def handler(e, c)\n'],
    })
  })

  /** CPython reads the line from the file (Python/errors.c), also where the compiler, and not the parser, finds the error. */
  /** As AWS's own client (PyRIC 3.1.1) tells it in CPython 3.11. */
  whereItIs.each([
    ['awaits', 'def handler(e, c):\n    await e\n', '    await e\n'],
    ['scope', 'def handler(e, c):\n    nonlocal e\n', '    nonlocal e\n'],
    ['ends', 'handler = None\n1 = 2', '1 = 2'],
  ])('shows the line of a syntax error as the file has it (%s)', async (name, code, line) => {
    await create(name, code)
    const { payload } = await cloud.invoke(name)
    expect(payload).toHaveProperty('stackTrace', [`  File "/var/task/app.py" Line 2\n    ${line}`])
  })

  whereItIs('tells the line of an error that only the compiler finds', async () => {
    await create('compiled', 'x = 1 is 1\nreturn x')
    const { payload, log } = await cloud.invoke('compiled')
    expect(log.split('SyntaxWarning')).toHaveLength(3) // once whenever it is loaded, which is twice
    expect(payload).toMatchObject({
      errorMessage: "Syntax error in module 'app': 'return' outside function (app.py, line 2)",
      stackTrace: ['  File "/var/task/app.py" Line 2\n    return x'],
    })
  })

  /** CPython takes its importer's frames out of a trace (Python/import.c, remove_importlib_frames). */
  whereItIs('that imports a wrong module late shows where, and no frame of who reads it', async () => {
    const Code = { ZipFile: zipOf({ 'app.py': 'def handler(e, c):\n  import lib\n', 'lib.py': 'x = = 1\n' }) }
    await create('late', '', { Code })
    expect((await cloud.invoke('late')).payload).toMatchObject({
      errorMessage: 'invalid syntax (lib.py, line 1)',
      errorType: 'SyntaxError',
      stackTrace: ['  File "/var/task/app.py", line 2, in handler\n    import lib\n'],
    })
  })

  /** AWS's runtime has a library of its own for its JSON (PyRIC, lambda_runtime_marshaller.py), but not for the client's context. */
  whereItIs.each([
    ['return [type(e["a"]).__name__, json.loads("1.5") == e["a"]]', ['float', true]],
    ['print(json.dumps([1]))\n  return {"a": [1]}', { a: [1] }],
    ['raise ValueError("x")', expect.objectContaining({ errorMessage: 'x' })],
    ['return type(c.client_context.custom["n"]).__name__', 'Decimal'],
  ])('may change how JSON is read and written for itself: %s', async (code, answer) => {
    await create(
      'patched',
      `import functools, json, decimal\njson.dumps = functools.partial(json.dumps, indent=2)\njson.loads = functools.partial(json.loads, parse_float=decimal.Decimal)\nclass Own(json.JSONEncoder):\n  encode = lambda self, value: "own"\njson.JSONEncoder = Own\ndef handler(e, c):\n  ${code}`,
    )
    const ClientContext = Buffer.from('{"custom":{"n":1.5}}').toString('base64')
    const Payload = Buffer.from('{"a":1.5}')
    expect((await cloud.invoke('patched', { Payload, ClientContext })).payload).toEqual(answer)
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName: 'patched' }))
  })

  /** PyRIC 4 on Python 3.12 and 3.11, each run against a runtime API: its HTTP client takes no text beyond Latin-1. */
  whereItIs.each([
    ['python3.11', 'ValueError', '설정 없음'],
    ['python3.12', 'Runtime.ExitError', expect.stringMatching(/Runtime exited with error: exit status 1$/)],
  ])(
    'of %s that cannot be loaded, for a reason beyond Latin-1, tells %s',
    async (Runtime, errorType, errorMessage) => {
      const name = Runtime.replace('.', '-')
      await create(name, 'raise ValueError("설정 없음")', { Runtime })
      const { payload, log } = await cloud.invoke(name)
      expect(payload).toMatchObject({ errorType, errorMessage })
      expect(log).toContain('[ERROR] ValueError: 설정 없음\n')
      expect(log.includes("Body ('설정') is not valid Latin-1")).toBe(Runtime === 'python3.12')
    },
  )

  whereItIs(
    'whose error of loading has a type beyond Latin-1 ends its runtime, whatever its version',
    async () => {
      await create('typed', 'class 오류(Exception): pass\nraise 오류("x")', { Runtime: 'python3.11' })
      const { payload, log } = await cloud.invoke('typed')
      expect(payload).toMatchObject({ errorType: 'Runtime.ExitError' })
      expect(log).toContain('[ERROR] 오류: x\n')
    },
  )

  /** PyRIC, bootstrap.py: nothing catches what its log cannot encode. The whole package was run with a runtime API. */
  whereItIs.each([
    ['print(half)', 'UnicodeEncodeError'],
    ['logging.error(half)', 'UnicodeEncodeError'],
    ['raise Exception(half)', 'Runtime.ExitError'],
    ['print(half, file=sys.stderr)', undefined],
  ])('that logs half of a character fails: %s', async (code, errorType) => {
    const text = String.raw`import logging, sys${'\n'}half = "\ud83d"${'\n'}def handler(e, c):${'\n'}  `
    await create('half', `${text}${code}`)
    expect((await cloud.invoke('half')).payload).toEqual(
      errorType === undefined ? null : expect.objectContaining({ errorType }),
    )
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName: 'half' }))
  })

  whereItIs('logs what it prints and what its logger says, in order', async () => {
    await create(
      'logs',
      'import logging, os\nlogging.getLogger().setLevel("INFO")\ndef handler(e, c):\n  print("one")\n  logging.info("two")\n  print("three", end="")',
    )
    const { log } = await cloud.invoke('logs')
    expect(log).toMatch(/START .*\none\n\[INFO\]\t\d{4}-.{18}Z\t[0-9a-f-]{36}\ttwo\nthree\nEND /)
  })

  whereItIs('sees the context of Lambda and stays warm', async () => {
    await create(
      'context',
      'n = 0\ndef handler(e, c):\n  global n\n  n += 1\n  return [n, c.function_name, c.function_version, c.memory_limit_in_mb, 0 < c.get_remaining_time_in_millis() <= 3000, c.invoked_function_arn.split(":")[-1]]',
    )
    await cloud.invoke('context')
    expect((await cloud.invoke('context')).payload).toEqual([2, 'context', '$LATEST', '128', true, 'context'])
  })

  whereItIs('may not use far more memory than it has, however short', async () => {
    const code = 'def handler(e, c):\n  all = bytearray(300_000_000)\n  all[::4096] = bytes(73_243)'
    await create('fills', code)
    const { payload, log } = await cloud.invoke('fills')
    expect(payload).toMatchObject({ errorType: 'Runtime.OutOfMemory' })
    expect(log).toMatch(/\tMax Memory Used: 128 MB\t.*Error Type: Runtime.OutOfMemory\n$/)
  })

  whereItIs('is not counted the memory of the cloud where it hides its own', async () => {
    const much = Buffer.alloc(300_000_000, 1) // more than the function may have
    await create('hides', 'import os\ndef handler(e, c):\n  os.closerange(5, 64)\n  return 1')
    expect((await cloud.invoke('hides')).payload).toBe(1)
    expect(much.at(-1)).toBe(1) // it was there until now
  })

  whereItIs('that runs out of time or ends its process is told as on AWS', async () => {
    await create('slow', 'import time\ndef handler(e, c): time.sleep(60)', { Timeout: 1 })
    await create('exits', 'import os\ndef handler(e, c): os._exit(7)')
    const [slow, exits] = await Promise.all([cloud.invoke('slow'), cloud.invoke('exits')])
    expect(slow.payload).toMatchObject({ errorType: 'Sandbox.Timedout' })
    expect(exits.payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/exit status 7$/),
    })
  })

  test('says so where this machine has no Python', async () => {
    await create('absent', 'def handler(e, c): return 1', { Runtime: 'python3.14' })
    Object.assign(process.env, { PATH: '', PYENV_ROOT: '/none', XDG_DATA_HOME: '/none' })
    expect((await cloud.invoke('absent')).payload).toMatchObject({
      errorType: 'Runtime.NotSupported',
      errorMessage: expect.stringContaining(`there is no ${python} on this machine`),
    })
  })
})
