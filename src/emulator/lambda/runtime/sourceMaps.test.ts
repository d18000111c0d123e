import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { buildSync } from 'esbuild'
import { startTestCloud, type TestCloud, zipOf } from '../testCloud.fixture.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

/** TypeScript in a folder beside the one that is zipped, as tools build functions. */
const written = `interface Event { readonly name: string }

const fail = ({ name }: Event): never => {
  throw new RangeError(name)
}

export const handler = async (event: Event) => fail(event)
`

function build() {
  const { outputFiles } = buildSync({
    stdin: { contents: written, loader: 'ts', sourcefile: '../../src/app.ts' },
    outfile: 'index.js',
    format: 'cjs',
    sourcemap: 'linked',
    write: false,
  })
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, ''), text]))
}

describe('a handler that is built with a source map', () => {
  test.each([
    ['nodejs22.x', 'Runtime', 'Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1306:29)'],
    [
      'nodejs24.x',
      'BufferedInvokeProcessor',
      'BufferedInvokeProcessor.processInvoke (file:///var/runtime/index.mjs:1096:33)',
    ],
  ] as const)(
    'shows in %s what was written, where NODE_OPTIONS wants that',
    async (Runtime, receiver, runtime) => {
      const name = Runtime.replace('.', '')
      const Environment = { Variables: { NODE_OPTIONS: '--enable-source-maps' } }
      await cloud.create(name, '', { Runtime, Environment, Code: { ZipFile: zipOf(build()) } })
      const { payload, log } = await cloud.invoke(name, { Payload: Buffer.from('{"name":"x"}') })
      const trace = [
        'RangeError: x',
        expect.stringMatching(/^ {4}at (?:Object\.)?fail \(\/src\/app\.ts:4:9\)$/),
        `    at ${receiver}.handler (/src/app.ts:7:48)`,
        `    at ${runtime}`,
      ]
      expect(Object(payload).trace.slice(0, 4)).toEqual(trace)
      expect(log).toContain('(/src/app.ts:4:9)')
    },
  )

  test('shows what runs elsewhere', async () => {
    await cloud.create('unmapped', '', { Code: { ZipFile: zipOf(build()) } })
    expect((await cloud.invoke('unmapped')).log).toContain('(/var/task/index.js:')
  })
})
