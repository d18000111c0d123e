import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud } from '../testCloud.fixture.ts'

/** Developer guide, lambda-runtime-environment, "Failures during the invoke phase": a suppressed init. */
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

/** Loading takes 300 milliseconds. */
const slow =
  'console.log("loaded"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); let n = 0;'
const Payload = '{"fails":true}'
const durationOf = (log: string) => Number(/\tDuration: ([\d.]+)/.exec(log)?.[1])

test.each([
  ['ends its process', 'process.exit(1)'],
  ['lets an error go', 'setTimeout(() => { throw new Error("lost") }); await new Promise(() => {})'],
  ['runs out of time', 'await new Promise((resolve) => setTimeout(resolve, 9000))'],
])('after an invocation that %s the handler is loaded in the time of the next', async (what, fail) => {
  const name = what.replaceAll(' ', '-')
  const handler = `exports.handler = async (event) => { if (event.fails) { ${fail} } return ++n }`
  await cloud.create(name, slow + handler, { Timeout: 3 })
  const first = await cloud.invoke(name, { Payload })
  expect(first.error).toBe('Unhandled')
  expect(first.log).toContain('\tInit Duration: ')

  const again = await cloud.invoke(name)
  expect(again.payload).toBe(1)
  expect(again.log).toMatch(/^\S+\tundefined\tINFO\tloaded\nSTART /)
  expect(again.log).not.toContain('Init Duration')
  expect(durationOf(again.log)).toBeGreaterThanOrEqual(300)
  expect((await cloud.invoke(name)).payload).toBe(2)
})

test('it may take no longer than the function: what cannot be loaded in that time never comes back', async () => {
  const handler = 'exports.handler = async (event) => { if (event.fails) process.exit(1) }'
  await cloud.create('slow', slow.replace('300)', '1500)') + handler, { Timeout: 1 })
  expect((await cloud.invoke('slow', { Payload })).log).toContain('\tInit Duration: ')
  for (let time = 0; time < 2; time++) {
    const again = await cloud.invoke('slow')
    expect(again.payload).toMatchObject({ errorType: 'Sandbox.Timedout' })
    expect(again.log).toContain('\tPhase: invoke\tStatus: timeout')
    expect(again.log).not.toContain('\tPhase: init\t')
  }
})

test('a handler that could never be loaded is loaded for each invocation as for the first', async () => {
  await cloud.create('broken', 'throw new Error("no")')
  for (let time = 0; time < 2; time++)
    expect((await cloud.invoke('broken')).log).toMatch(/\tPhase: init\t.*\tPhase: invoke\t/s)
})

test('one that failed is one that is loaded again: another beside it has the phase init', async () => {
  const handler = 'exports.handler = async (event) => { if (event.fails) process.exit(1) }'
  await cloud.create('beside', slow + handler, { Timeout: 3 })
  await cloud.invoke('beside', { Payload })
  const answers = await Promise.all([cloud.invoke('beside'), cloud.invoke('beside')]) // loading, neither can take the other's
  expect(answers.filter(({ log }) => log.includes('\tInit Duration: '))).toHaveLength(1)
})
