import { describe, expect, test } from '@jest/globals'
import { apiKeys, type StageRecord, type UsagePlanRecord, usagePlanKeys, usagePlans } from '../records.ts'
import { account, deployedApi, mock, region } from './deployedApi.fixture.ts'

const start = Date.UTC(2024, 5, 28, 23, 22, 29)
const second = 1000
const day = 24 * 60 * 60 * second
const tooMany = {
  status: 429,
  headers: { 'x-amzn-ErrorType': 'TooManyRequestsException', 'Content-Type': 'application/json' },
  body: '{"message":"Too Many Requests"}',
}
const exceeded = {
  status: 429,
  headers: { 'x-amzn-ErrorType': 'LimitExceededException' },
  body: '{"message":"Limit Exceeded"}',
}

/** An API whose clock is set; with a plan its methods require a key, which the plan has. */
function limitedApi({
  methodSettings = {},
  plan,
  more = {},
}: {
  readonly methodSettings?: StageRecord['methodSettings']
  readonly plan?: Partial<UsagePlanRecord>
  readonly more?: Partial<Parameters<typeof deployedApi>[0]>
}) {
  const method = { ...mock('in'), apiKeyRequired: plan !== undefined }
  const methods = { '/': { GET: method }, '/pets/{id}': { GET: method, ANY: method } }
  const api = deployedApi({ methods, stage: { methodSettings }, ...more })
  const { store } = api.host
  const scope = store.scope(account, region)
  const change = (after: Partial<UsagePlanRecord>) =>
    store.transaction(() => {
      const apiStages = [{ apiId: 'abcdefghij', stage: 'dev' }]
      scope.put(usagePlans, 'p', { id: 'p', name: 'p', apiStages, ...after })
    })
  if (plan) {
    change(plan)
    store.transaction(() => {
      for (const id of ['k', 'l']) {
        const key = { id, value: id, enabled: true, createdDate: 0, lastUpdatedDate: 0 }
        scope.put(apiKeys, id, key)
        scope.put(usagePlanKeys, id, { id }, 'p')
      }
    })
  }
  let now = start
  Object.assign(api.host, { now: () => now })
  return {
    change,
    pass: (milliseconds: number) => {
      now += milliseconds
    },
    call: (path = '/', method = 'GET', key = 'k') =>
      api.call(path, { method, headers: { 'x-api-key': key } }),
    async statuses(times: number, ...request: [path?: string, method?: string, key?: string]) {
      const statuses: (number | undefined)[] = []
      for (let i = 0; i < times; i++) statuses.push((await this.call(...request))?.status)
      return statuses
    },
    test: () => api.test('/', 'GET'),
  }
}

const throttled = (burst: number, rate: number) => ({
  throttlingBurstLimit: burst,
  throttlingRateLimit: rate,
})

describe('a stage', () => {
  /** Measured on AWS in ministackorg/ministack#1746. */
  test('lets nobody to a method that is throttled to nothing; a test of the method is let through', async () => {
    const api = limitedApi({ methodSettings: { '*/*': throttled(0, 0) } })
    expect(await api.call()).toMatchObject(tooMany)
    expect(await api.test()).toMatchObject({ status: 200 })
  })

  test('lets a burst to each method, and more as time passes', async () => {
    const api = limitedApi({ methodSettings: { '*/*': throttled(2, 1) } })
    expect(await api.statuses(3)).toEqual([200, 200, 429])
    expect(await api.statuses(1, '/pets/7')).toEqual([200])
    api.pass(second / 2)
    expect(await api.statuses(1)).toEqual([429])
    api.pass(second / 2)
    expect(await api.statuses(2)).toEqual([200, 429])
    api.pass(10 * second)
    expect(await api.statuses(3)).toEqual([200, 200, 429])
  })

  test.each(['~1pets~1{id}/GET', 'pets/{id}/GET'])('has limits of their own for methods: %s', async (key) => {
    const api = limitedApi({ methodSettings: { '*/*': throttled(-1, -1), [key]: throttled(1, 0) } })
    expect(await api.statuses(2, '/pets/7')).toEqual([200, 429])
    expect(await api.statuses(2, '/pets/7', 'PUT')).toEqual([200, 200])
    expect(await api.statuses(2)).toEqual([200, 200])
  })

  test('names the root of an API by a slash alone, and all verbs of ANY by that', async () => {
    const api = limitedApi({
      methodSettings: { '~1/GET': throttled(1, 0), '~1pets~1{id}/ANY': throttled(1, 0) },
    })
    expect(await api.statuses(2)).toEqual([200, 429])
    expect(await api.statuses(2, '/pets/7')).toEqual([200, 200])
    expect([await api.statuses(1, '/pets/7', 'PUT'), await api.statuses(1, '/pets/8', 'POST')]).toEqual([
      [200],
      [429],
    ])
  })

  test('answers with the API’s own gateway response', async () => {
    const responseTemplates = { 'application/json': '{"slow":$context.error.messageString}' }
    const gatewayResponses = [
      { responseType: 'THROTTLED', statusCode: '503', responseParameters: {}, responseTemplates } as const,
    ]
    const api = limitedApi({ methodSettings: { '*/*': throttled(0, 0) }, more: { gatewayResponses } })
    expect(await api.call()).toMatchObject({ status: 503, body: '{"slow":"Too Many Requests"}' })
  })
})

describe('a usage plan', () => {
  /** Measured on AWS: public log 63191768969. */
  test('lets each of its keys in as often as its throttle says', async () => {
    const api = limitedApi({ plan: { throttle: { burstLimit: 2, rateLimit: 1 } } })
    expect(await api.statuses(2)).toEqual([200, 200])
    expect(await api.call('/pets/7')).toMatchObject(tooMany)
    expect(await api.statuses(1, '/', 'GET', 'l')).toEqual([200])
    api.pass(second)
    expect(await api.statuses(2)).toEqual([200, 429])
  })

  test('throttles single methods too', async () => {
    const throttle = { '/pets/{id}/GET': { burstLimit: 1, rateLimit: 0 } }
    const apiStages = [
      { apiId: 'abcdefghij', stage: 'prod', throttle: {} },
      { apiId: 'abcdefghij', stage: 'dev', throttle },
    ]
    const api = limitedApi({ plan: { apiStages, throttle: { burstLimit: 10, rateLimit: 10 } } })
    expect(await api.statuses(2, '/pets/7')).toEqual([200, 429])
    expect(await api.statuses(2, '/pets/7', 'GET', 'l')).toEqual([200, 429])
    expect(await api.statuses(2)).toEqual([200, 200])
  })

  /** developer guide, api-gateway-request-throttling: the order in which limits are applied. */
  test('refuses a client before its stage does, and counts what both of them let in', async () => {
    const api = limitedApi({
      methodSettings: { '*/*': throttled(2, 0) },
      plan: { throttle: { burstLimit: 1, rateLimit: 1 }, quota: { limit: 1, offset: 0, period: 'DAY' } },
    })
    expect(await api.statuses(3)).toEqual([200, 429, 429])
    expect(await api.statuses(1, '/', 'GET', 'l')).toEqual([200])
    api.pass(second)
    expect(await api.call()).toMatchObject(tooMany) // by the stage, not by the quota
  })

  test('that names a rate alone lets that many in at once', async () => {
    const api = limitedApi({ plan: { throttle: { burstLimit: 0, rateLimit: 2 } } })
    expect(await api.statuses(3)).toEqual([200, 200, 429])
  })

  /** Measured on AWS in ministackorg/ministack#1746; its name in public logs 68558102237, 65715019269. */
  test('lets a key in as often as its quota says, until the next period; what is refused does not count', async () => {
    const api = limitedApi({ plan: { quota: { limit: 1, offset: 0, period: 'DAY' } } })
    expect(await api.statuses(1)).toEqual([200])
    expect(await api.call()).toMatchObject(exceeded)
    expect(await api.statuses(2, '/', 'GET', 'l')).toEqual([200, 429])
    api.change({ quota: { limit: 2, offset: 0, period: 'DAY' } })
    expect(await api.statuses(2)).toEqual([200, 429])
    api.pass(day)
    expect(await api.statuses(3)).toEqual([200, 200, 429])
  })

  /** It is Friday, 28 June 2024. */
  test.each([
    ['DAY', 0, 0, 1],
    ['WEEK', 0, 1, 2],
    ['WEEK', 6, 0, 1],
    ['WEEK', 1, 2, 3],
    ['MONTH', 0, 2, 3],
    ['MONTH', 1, 3, 4],
  ] as const)(
    'has the quota of a %s with offset %i until %i days later',
    async (period, offset, last, next) => {
      const api = limitedApi({ plan: { quota: { limit: 1, offset, period } } })
      expect(await api.statuses(1)).toEqual([200])
      api.pass(last * day)
      expect(await api.statuses(1)).toEqual([429])
      api.pass((next - last) * day)
      expect(await api.statuses(1)).toEqual([200])
    },
  )

  test('does not limit who sends a key that is not needed', async () => {
    const plan = { throttle: { burstLimit: 0, rateLimit: 0 } }
    const api = limitedApi({ plan, more: { methods: { '/': { GET: mock('in') } } } })
    expect(await api.statuses(1)).toEqual([200])
  })
})
