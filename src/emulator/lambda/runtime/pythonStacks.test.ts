import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud, zipOf } from '../testCloud.fixture.ts'
import { python } from './program.ts'

const whereItIs = spawnSync(python, ['-c', '']).error === undefined ? test : test.failing

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const create = (name: string, code: string, more: object = {}) =>
  cloud.createPython(name, code, { Runtime: 'python3.12', ...more })

describe('a function in Python', () => {
  whereItIs('that cannot be called shows where its runtime calls it', async () => {
    await create('uncallable', 'def handler(): return 1')
    expect((await cloud.invoke('uncallable')).payload).toMatchObject({
      errorMessage: 'handler() takes 0 positional arguments but 2 were given',
      stackTrace: [
        '  File "/var/lang/lib/python3.12/site-packages/awslambdaric/bootstrap.py", line 178, in handle_event_request\n    response = request_handler(event, lambda_context)\n',
      ],
    })
  })

  /** PyRIC, bootstrap.py: what calls a handler is known by the name of its file, whoever's that is. */
  whereItIs('in a file of the name of its runtime’s shows where its runtime calls it', async () => {
    const Code = { ZipFile: zipOf({ 'bootstrap.py': 'def handler(e, c): raise Exception("x")' }) }
    await create('bootstrap', '', { Handler: 'bootstrap.handler', Code })
    expect((await cloud.invoke('bootstrap')).payload).toMatchObject({
      stackTrace: [
        expect.stringContaining('awslambdaric/bootstrap.py", line 178, in handle_event_request\n'),
        expect.stringContaining('/var/task/bootstrap.py", line 1, in handler\n'),
      ],
    })
  })

  const starts = (line: number) => `  File "/var/runtime/bootstrap.py", line 63, in <module>
    main()
  File "/var/runtime/bootstrap.py", line ${line}, in main
    awslambdaricmain.main([os.environ["LAMBDA_TASK_ROOT"], os.environ["_HANDLER"]])
`
  /** The whole stack: public log 16185483888 of python3.11; the folder: 35043419372. */
  whereItIs.each([
    ['python3.9', starts(57), '/var/runtime', 21, 'app_root, handler, lambda_runtime_api_addr', 529, 177],
    ['python3.11', starts(60), '', 21, 'app_root, handler, lambda_runtime_api_addr', 529, 177],
    ['python3.13', starts(60), '', 31, 'handler, client', 536, 178],
  ] as const)('of %s sees the stack of Lambda', async (Runtime, start, folder, entry, args, run, call) => {
    const name = `stack-${Runtime.replace('.', '-')}`
    await create(name, 'import traceback\ndef handler(e, c):\n  traceback.print_stack()', { Runtime })
    const file = `${folder || `/var/lang/lib/${Runtime}/site-packages`}/awslambdaric`
    expect(
      (await cloud.invoke(name)).log,
    ).toContain(`${start}  File "${file}/__main__.py", line ${entry}, in main
    bootstrap.run(${args})
  File "${file}/bootstrap.py", line ${run}, in run
    handle_event_request(
  File "${file}/bootstrap.py", line ${call}, in handle_event_request
    response = request_handler(event, lambda_context)
  File "/var/task/app.py", line 3, in handler
    traceback.print_stack()
END `)
  })

  whereItIs('that is `async` is warned of by its runtime in the log of its failure', async () => {
    await create('async', 'async def handler(e, c): pass')
    const { payload, log } = await cloud.invoke('async')
    expect(payload).toMatchObject({ errorType: 'Runtime.MarshalError' })
    expect(log).toContain(
      "(most recent call last):/var/lang/lib/python3.12/site-packages/awslambdaric/bootstrap.py:536: RuntimeWarning: coroutine 'handler' was never awaited\n  handle_event_request(\n",
    )
  })

  /** PyRIC, lambda_runtime_log_utils.py. */
  whereItIs('that logs JSON with what JSON cannot say fails where Lambda writes it', async () => {
    const code = 'import logging\ndef handler(e, c):\n  logging.error("no", extra={"at": object()})'
    await create('no-json', code, { LoggingConfig: { LogFormat: 'JSON' } })
    const { stackTrace } = (await cloud.invoke('no-json')).payload as { stackTrace: string[] }
    const folder = '  File "/var/lang/lib/python3.12/site-packages/awslambdaric'
    const own = stackTrace.filter((line) => line.includes('awslambdaric'))
    expect(own).toEqual([
      `${folder}/bootstrap.py", line 332, in emit\n    self.format(record),\n`,
      `${folder}/lambda_runtime_log_utils.py", line 139, in format\n    return _encode_json(result) + "\\n"\n`,
    ])
  })

  whereItIs.each([
    ['Text', 'bootstrap.py", line 321, in emit\n    msg = self.format(record)\n'],
    ['JSON', 'lambda_runtime_log_utils.py", line 120, in format\n    "message": record.getMessage(),\n'],
  ] as const)(
    'that logs %s with arguments too many shows the lines of the runtime of Lambda',
    async (LogFormat, line) => {
      const code = `import logging, traceback
def handler(e, c):
  try:
    logging.error("ERROR:", e)
  except TypeError:
    seen = traceback.format_exc()
    try:
      logging.error("ERROR:", e)
    except TypeError as error:
      error.args = (seen,)
      raise`
      const name = `wrong-${LogFormat}`
      await create(name, code, { LoggingConfig: { LogFormat } })
      const { payload, log } = await cloud.invoke(name)
      const shown = `  File "/var/lang/lib/python3.12/site-packages/awslambdaric/${line}`
      const { stackTrace, errorMessage } = payload as { stackTrace: string[]; errorMessage: string }
      expect(stackTrace).toContain(shown)
      expect(errorMessage).toContain(shown)
      expect(log + stackTrace.join('')).not.toContain('runtime/awslambdaric')
    },
  )

  /** PyRIC, lambda_runtime_log_utils.py. */
  whereItIs('that logs JSON with `exc_info` where there is no exception fails', async () => {
    const code = 'import logging\ndef handler(e, c):\n  logging.error("no", exc_info=True)'
    await create('no-exception', code, { LoggingConfig: { LogFormat: 'JSON' } })
    const { payload } = await cloud.invoke('no-exception')
    const file = '  File "/var/lang/lib/python3.12/site-packages/awslambdaric/lambda_runtime_log_utils.py"'
    expect(payload).toMatchObject({
      errorType: 'AttributeError',
      errorMessage: "'NoneType' object has no attribute '__name__'",
      stackTrace: expect.arrayContaining([
        `${file}, line 123, in format\n    "errorType": self.__format_exception_name(record.exc_info),\n`,
        `${file}, line 94, in __format_exception_name\n    return exc_info[0].__name__\n`,
      ]),
    })
  })
})
