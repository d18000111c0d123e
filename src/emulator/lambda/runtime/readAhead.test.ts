import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { account, arnOf, region, startTestCloud, type TestCloud } from '../testCloud.fixture.ts'

let cloud: TestCloud
let folder: string

beforeAll(async () => {
  cloud = await startTestCloud()
  folder = mkdtempSync(join(tmpdir(), 'ahead-'))
})
afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})

interface Event {
  readonly id: number
  readonly does?: 'block' | 'wait' | 'print' | 'spin' | 'exit' | 'leave' | 'lose'
}

/** A handler that answers at once, or only when the test lets it; it notes each call that it gets. */
const code = `
  const { appendFileSync, existsSync } = require('node:fs')
  exports.handler = async ({ id, does, calls, until }) => {
    appendFileSync(calls, id + '\\n')
    if (does === 'block') while (!existsSync(until));
    if (does === 'wait') while (!existsSync(until)) await new Promise((done) => setTimeout(done, 1))
    if (does === 'spin') for (const end = Date.now() + 15; Date.now() < end; );
    if (does === 'print') while (!existsSync(until)) console.log(id)
    if (does === 'exit') process.exit(1)
    if (does === 'leave') setImmediate(() => process.exit(1))
    if (does === 'lose') void Promise.reject(new Error('lost'))
    return id
  }`

/** A function of its own, warm and known to be fast. */
async function prepare(name: string, on: TestCloud = cloud) {
  const [calls, until] = [join(folder, `${name}.calls`), join(folder, `${name}.until`)]
  await on.create(name, code, { Timeout: 60 })
  const scope = on.host.store.scope(account, region)
  const run = async (event: Event) => {
    const payload = JSON.stringify({ ...event, calls, until })
    const answer = await on.host.invoker.invoke(scope, arnOf(name), payload)
    return answer.functionError ?? answer.payload
  }
  for (let id = 0; id < 50; id++) await run({ id })
  rmSync(calls)
  return {
    run,
    /** Resolves when the next call has begun. */
    begun: async () => {
      while (!existsSync(calls)) await setImmediate()
    },
    release: () => writeFileSync(until, ''),
    called: () => readFileSync(calls, 'utf8').trim().split('\n').map(Number),
  }
}

const ids = (count: number) => Array.from({ length: count }, (_, id) => id)

describe('invocations that are sent ahead to a fast handler', () => {
  test.each(['block', 'wait'] as const)(
    'do not wait for one before them that does not end (%s), and run once',
    async (does) => {
      const { run, release, called } = await prepare(`ahead-${does}`)
      const [slow, ...quick] = ids(40).map((id) => run(id === 0 ? { id, does } : { id }))
      expect(await Promise.all(quick)).toEqual(ids(40).slice(1).map(String))
      release()
      expect(await slow).toBe('0')
      expect(called().toSorted((a, b) => a - b)).toEqual(ids(40))
    },
  )

  test('do not go from one environment that waits to another, for ever', async () => {
    const { run, begun, release, called } = await prepare('ahead-two')
    const slow = [1, 2, 3].map((id) => run({ id, does: 'wait' }))
    await begun()
    for (let id = 10; id < 40; id++) expect(await run({ id })).toBe(String(id))
    release()
    expect(await Promise.all(slow)).toEqual(['1', '2', '3'])
    expect(called()).toHaveLength(33)
  })

  test('do not wait for one that blocks and prints without end', async () => {
    const { run, release } = await prepare('ahead-prints')
    const [slow, ...quick] = ids(20).map((id) => run(id === 0 ? { id, does: 'print' } : { id }))
    expect(await Promise.all(quick)).toEqual(ids(20).slice(1).map(String))
    release()
    expect(await slow).toBe('0')
  })

  test('are not lost with a process that ends between two of them', async () => {
    const { run } = await prepare('ahead-leaves')
    const events = ids(60).map((id): Event => (id % 20 === 3 ? { id, does: 'leave' } : { id }))
    expect(await Promise.all(events.map(run))).toEqual(ids(60).map(String))
  })

  test('go to another environment where theirs ends just after an answer', async () => {
    const { run } = await prepare('ahead-after')
    for (const does of ['leave', 'lose'] as const)
      for (let id = 0; id < 5; id++) {
        await run({ id, does })
        expect(await run({ id })).toBe(String(id))
      }
  })

  test('run once each, whatever others do to their environment', async () => {
    const { run, called } = await prepare('ahead-mixed')
    const count = 3000
    const kinds = (id: number): Event['does'] =>
      id % 499 === 7 ? 'exit' : id % 97 === 5 ? 'spin' : undefined
    const answers: string[] = []
    const left = ids(count)
    const work = async () => {
      for (let id = left.pop(); id !== undefined; id = left.pop())
        answers[id] = await run({ id, does: kinds(id) })
    }
    await Promise.all(Array.from({ length: 16 }, work))
    expect(answers).toEqual(ids(count).map((id) => (kinds(id) === 'exit' ? 'Unhandled' : String(id))))
    expect(called().toSorted((a, b) => a - b)).toEqual(ids(count))
  })

  test('are given up when the cloud is closed, and nothing is started for them', async () => {
    const other = await startTestCloud()
    const { run, begun, called } = await prepare('ahead-closed', other)
    const slow = run({ id: 0, does: 'block' })
    const many = ids(100) // more than there may be environments
    const ends = Promise.allSettled(many.map((id) => run({ id: id + 1 })))
    await begun()
    await other.close()
    expect(await slow).toBe('Unhandled')
    const given = (await ends).map((end) => (end.status === 'rejected' ? String(end.reason) : end.value))
    // On a machine that is slow enough another environment was started for some of them before the end, or ran them.
    const begunToo = called()
    const givenUp = expect.stringMatching(/^(Error: this cloud is closed|Unhandled)$/)
    expect(given).toEqual(many.map((id) => (begunToo.includes(id + 1) ? expect.any(String) : givenUp)))
    expect(given).toContain('Error: this cloud is closed')
  })
})
