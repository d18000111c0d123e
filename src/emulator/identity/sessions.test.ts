import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { account, startTestCloud, type TestCloud } from '../lambda/testCloud.fixture.ts'

/** Asks STS who it is, as an SDK would: with its own keys, at the address that its environment names. */
const code = `
  exports.handler = async ({ wait = 0 }) => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ENDPOINT_URL } = process.env
    const answer = await fetch(AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=' + AWS_ACCESS_KEY_ID + '/20260101/us-east-1/sts/aws4_request' },
      body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
    })
    await new Promise((done) => setTimeout(done, wait))
    return { text: await answer.text(), keys: [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN] }
  }`

interface Answer {
  readonly text: string
  readonly keys: readonly string[]
}

describe('a handler', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
  })
  afterAll(() => cloud.close())

  const ask = async (name: string, event = {}) => {
    const { payload } = await cloud.invoke(name, { Payload: Buffer.from(JSON.stringify(event)) })
    return payload as Answer // what the handler above returns
  }

  test.each([
    ['who', 'who'],
    ['w', 'w@lambda_function'],
  ])('called %s acts as its function’s role, in a session of its own name', async (name, session) => {
    await cloud.create(name, code)
    const { text } = await ask(name)
    expect(text).toContain(`<Arn>arn:aws:sts::${account}:assumed-role/workshop/${session}</Arn>`)
    expect(text).toContain(`<Account>${account}</Account>`)
    expect(text).toMatch(new RegExp(`<UserId>AROA[A-Z0-9]{17}:${session}</UserId>`))
  })

  test('has other keys in each environment', async () => {
    await cloud.create('two', code)
    const [one, other] = await Promise.all([ask('two', { wait: 300 }), ask('two', { wait: 300 })])
    expect(one?.keys).toHaveLength(3)
    for (const [i, key] of (one?.keys ?? []).entries()) expect(key).not.toBe(other?.keys[i])
  })
})
