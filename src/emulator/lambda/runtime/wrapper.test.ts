import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { startTestCloud, type TestCloud } from '../testCloud.fixture.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

/** Tells the handler what the last argument of its command was, before which AWS's own examples put options. */
const script = '#!/bin/sh\nfor last; do :; done\nLAST=$(basename "$last") exec "$@"\n'

const functions = [
  ['nodejs22.x', 'exports.handler = async () => process.env.LAST', 'bootstrap.mjs'],
  ['python3.13', 'import os\ndef handler(event, context):\n  return os.environ["LAST"]', 'bootstrap.py'],
] as const

const create = (Runtime: 'nodejs22.x' | 'python3.13', code: string, wrapper: string) => {
  const name = `${Runtime.slice(0, 6)}-${wrapper.length}`
  const files = { 'index.js': strToU8(code), 'index.py': strToU8(code) }
  const executable = [strToU8(script), { os: 3, attrs: 0o755 << 16 }] as const
  return cloud
    .create(name, '', {
      Runtime,
      Code: { ZipFile: zipSync({ ...files, wrapper: [...executable] }) },
      Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: wrapper } },
    })
    .then(() => name)
}

describe('the script that AWS_LAMBDA_EXEC_WRAPPER names', () => {
  test.each(functions)('starts the runtime (%s)', async (runtime, code, last) => {
    const name = await create(runtime, code, '/var/task/wrapper')
    expect((await cloud.invoke(name)).payload).toBe(last)
  })

  test.each(functions)(
    'fails each invocation where it may not be executed (%s)',
    async (...[runtime, code]) => {
      const name = await create(runtime, code, '/var/task/index.js')
      expect((await cloud.invoke(name)).log).toContain('/var/task/index.js: is not an executable\n')
    },
  )

  test.each(functions)('fails each invocation where there is none (%s)', async (...[runtime, code]) => {
    const name = await create(runtime, code, '/idontexist.sh')
    const answer = await cloud.invoke(name)
    // test_lambda_runtime_wrapper_not_found
    expect(answer.payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(
        /^RequestId: \S+ Error: Runtime exited with error: exit status 127$/,
      ),
    })
    expect(answer.error).toBe('Unhandled')
    expect(answer.log).toContain('/idontexist.sh: does not exist\n')
  })

  test.each(functions)('is none where the variable is empty (%s)', async (...[runtime, code]) => {
    const name = await create(runtime, code.replace(/process.env.LAST|os.environ\["LAST"\]/, '1'), '')
    expect((await cloud.invoke(name)).payload).toBe(1)
  })
})
