import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { build } from 'esbuild'

jest.setTimeout(120_000)

/** `THOROUGH=1 npm test -- killed` kills 300 times, as CI does. */
const kills = process.env.THOROUGH ? 300 : 60
const slots = 20
let folder: string
let program: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'))
  program = join(folder, 'killed.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'killed.fixture.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Run {
  /** Undefined where it was killed before it had opened the folder. */
  readonly found?: readonly number[]
  readonly codeIsThere: boolean
  readonly answered: readonly number[]
}

/** When a life ends, in milliseconds: since it began, while it may still be opening the folder, or since its first answer. */
type End = { readonly since: 'start' | 'answer'; readonly ms: number }

async function runAndKill(cloud: string, { since, ms }: End): Promise<Run> {
  const child = spawn(process.execPath, [program, cloud], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const closed = once(child, 'close')
  while (since === 'answer' && !text.includes('answered')) await once(child.stdout, 'data')
  setTimeout(() => child.kill('SIGKILL'), ms)
  await closed
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
  const [first, ...rest] = lines
  return {
    found: first?.found,
    codeIsThere: first?.codeIsThere ?? true,
    answered: rest.map(({ answered }) => answered),
  }
}

const endOf = (i: number): End =>
  i % 3 === 0 ? { since: 'start', ms: 20 + ((i * 37) % 80) } : { since: 'answer', ms: (i * 7) % 20 }

/** One after the other in a folder of its own. Everything that was answered for must be found by the next life. */
async function killManyTimes(cloud: string, times: number): Promise<number> {
  let last = 0
  for (let i = 0; i < times; i++) {
    const { found, codeIsThere, answered } = await runAndKill(cloud, endOf(i))
    if (found) {
      // One more may be there: kept, and killed before it was answered.
      const newest = Math.max(0, ...found)
      expect(newest).toBeGreaterThanOrEqual(last)
      expect(newest).toBeLessThanOrEqual(last + 1)
      expect(found.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: Math.min(newest, slots) }, (_, at) => newest - Math.min(newest, slots) + 1 + at),
      )
      expect(codeIsThere).toBe(true)
      last = newest
    }
    last = Math.max(last, ...answered)
  }
  return last
}

test(`everything that was answered for outlives ${kills} kills at any moment`, async () => {
  const folders = [1, 2].map((n) => join(folder, `cloud-${n}`))
  const written = await Promise.all(folders.map((cloud) => killManyTimes(cloud, kills / folders.length)))
  expect(Math.min(...written)).toBeGreaterThan(kills / 4)
})
