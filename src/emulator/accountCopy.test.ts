import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from './start.ts'

let cloud: Emulator
beforeAll(async () => {
  cloud = await startEmulator()
})
afterAll(() => cloud.close())

const pathOf = (account: string) => `${cloud.endpoint}/_accounts/${account}`
const put = async (account: string, copy: unknown) =>
  (await fetch(pathOf(account), { method: 'PUT', body: JSON.stringify(copy) })).status
const changesOf = async (account: string) => {
  const copy = await (await fetch(pathOf(account))).json()
  return Object(copy).changes
}

const [mine, other] = ['111111111111', '222222222222']
const change = { region: 'us-east-1', table: 'apiKeys', parent: '', id: 'k', value: { id: 'k' } }

test('a copy of an account is put into that account alone', async () => {
  expect(await put(mine, { account: mine, changes: [{ ...change, account: other }], blobs: {} })).toBe(200)
  expect(await changesOf(mine)).toEqual([{ ...change, account: mine }])
  expect(await changesOf(other)).toEqual([])
})

test.each([
  [{ account: mine, changes: [{}], blobs: {} }],
  [{ account: mine, changes: [] }],
  [{ account: mine, changes: [change], blobs: {} }],
  [{ account: 'f', changes: [], blobs: {} }],
  [{ account: mine, changes: [{ ...change, account: mine, value: null }], blobs: {} }],
  ['no copy'],
  [null],
])('what is no copy of an account leaves it as it is: %j', async (copy) => {
  const before = await changesOf(mine)
  expect(await put(mine, copy)).toBe(400)
  expect(await changesOf(mine)).toEqual(before)
})
