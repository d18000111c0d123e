import {
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  type CreateUsagePlanRequest,
  DeleteApiKeyCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  DeleteUsagePlanCommand,
  DeleteUsagePlanKeyCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  type PatchOperation,
  PutMethodResponseCommand,
  type QuotaSettings,
  type ThrottleSettings,
  UpdateApiKeyCommand,
  UpdateMethodCommand,
  UpdateRestApiCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'
import { newMockWithResponse } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
let client: Cloud['client']
beforeAll(async () => {
  emulator = await startEmulator()
  cloud = cloudOf(emulator.endpoint, '200000000014')
  client = cloud.client
})
afterAll(async () => {
  client.destroy()
  await emulator.close()
})

const replace = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value })
const deploy = (restApiId: string, stageName: string) =>
  client.send(new CreateDeploymentCommand({ restApiId, stageName }))

/** An API whose one method requires a key, deployed to `dev`. */
async function newApi(): Promise<string> {
  const method = await newMockWithResponse({ cloud })
  await client.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }))
  await client.send(
    new UpdateMethodCommand({ ...method, patchOperations: [replace('/apiKeyRequired', 'true')] }),
  )
  await deploy(method.restApiId, 'dev')
  return method.restApiId
}

const newPlan = (input: Partial<CreateUsagePlanRequest> = {}) =>
  client.send(new CreateUsagePlanCommand({ name: 'plan', ...input }))
const patch = (usagePlanId: string | undefined, ...patchOperations: PatchOperation[]) =>
  client.send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }))
const addKey = (usagePlanId: string | undefined, keyId: string | undefined) =>
  client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }))

/** A key that is in a plan for the stage `dev` of an API. */
async function newSubscription(apiId: string) {
  const plan = await newPlan({ apiStages: [{ apiId, stage: 'dev' }] })
  const key = await client.send(new CreateApiKeyCommand({ name: 'key', enabled: true }))
  await addKey(plan.id, key.id)
  return { usagePlanId: plan.id, keyId: key.id, value: key.value ?? '' }
}

async function call(apiId: string, value?: string, stage = 'dev'): Promise<number> {
  const headers = new Headers(value === undefined ? [] : [['X-API-Key', value]])
  return (await fetch(`${emulator.endpoint}/_aws/execute-api/${apiId}/${stage}/`, { headers })).status
}

describe('a method that requires a key lets in', () => {
  test('who sends one of a plan for its stage, and nobody else', async () => {
    const apiId = await newApi()
    const { value } = await newSubscription(apiId)
    const alone = await client.send(new CreateApiKeyCommand({ enabled: true }))
    expect(await call(apiId, value)).toBe(200)
    for (const wrong of [undefined, '', `${value}x`, alone.value]) expect(await call(apiId, wrong)).toBe(403)
  })

  test('at that stage only', async () => {
    const apiId = await newApi()
    const { value, usagePlanId } = await newSubscription(apiId)
    await deploy(apiId, 'other')
    expect(await call(apiId, value, 'other')).toBe(403)
    await patch(usagePlanId, { op: 'add', path: '/apiStages', value: `${apiId}:other` })
    expect(await call(apiId, value, 'other')).toBe(200)
  })

  test('nobody where the key is to come from an authorizer', async () => {
    const restApiId = await newApi()
    const { value } = await newSubscription(restApiId)
    await client.send(
      new UpdateRestApiCommand({ restApiId, patchOperations: [replace('/apiKeySource', 'AUTHORIZER')] }),
    )
    await deploy(restApiId, 'dev')
    expect(await call(restApiId, value)).toBe(403)
  })

  type Subscription = Awaited<ReturnType<typeof newSubscription>>
  const ends: [string, (it: Subscription, apiId: string) => Promise<unknown>][] = [
    [
      'is disabled',
      ({ keyId: apiKey }) =>
        client.send(new UpdateApiKeyCommand({ apiKey, patchOperations: [replace('/enabled', 'false')] })),
    ],
    ['is deleted', ({ keyId: apiKey }) => client.send(new DeleteApiKeyCommand({ apiKey }))],
    ['leaves the plan', (it) => client.send(new DeleteUsagePlanKeyCommand(it))],
    [
      'has a plan that is deleted',
      async (it, apiId) => {
        await patch(it.usagePlanId, { op: 'remove', path: '/apiStages', value: `${apiId}:dev` })
        await client.send(new DeleteUsagePlanCommand(it))
      },
    ],
  ]
  test.each(ends)('nobody whose key %s', async (_, end) => {
    const apiId = await newApi()
    const it = await newSubscription(apiId)
    expect(await call(apiId, it.value)).toBe(200)
    await end(it, apiId)
    expect(await call(apiId, it.value)).toBe(403)
    expect((await client.send(new GetUsagePlanKeysCommand(it))).items).toEqual(
      end === ends[0]?.[1] ? [expect.objectContaining({ id: it.keyId })] : [],
    )
  })
})

describe('a plan', () => {
  /** Recorded: test_usage_plan_crud. */
  test('is kept with its limits, and shows tags alone', async () => {
    const { $metadata, ...plan } = await newPlan({ description: 'd', quota: { limit: 10, period: 'DAY' } })
    expect(plan).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{6}$/),
      name: 'plan',
      description: 'd',
      apiStages: [],
      quota: { limit: 10, offset: 0, period: 'DAY' },
    })
    const patches = [replace('/throttle/rateLimit', '0.5'), replace('/throttle/burstLimit', '100')]
    const quota = [replace('/quota/period', 'MONTH'), replace('/quota/limit', '5000')]
    await patch(plan.id, replace('/name', 'n'), { op: 'remove', path: '/quota' }, ...patches, ...quota)
    expect(await client.send(new GetUsagePlanCommand({ usagePlanId: plan.id }))).toMatchObject({
      name: 'n',
      throttle: { burstLimit: 100, rateLimit: 0.5 },
      quota: { limit: 5000, offset: 0, period: 'MONTH' },
      tags: {},
    })
  })

  /** The API reference's table of patch operations. */
  test('has a product code that is added, and not one that is removed', async () => {
    const { id } = await newPlan()
    const path = '/productCode'
    const added = { op: 'add', path, value: 'code' } as const
    expect(await answerOf(patch(id, added))).toMatchObject({ body: { productCode: 'code' } })
    expect(await answerOf(patch(id, { op: 'remove', path }))).not.toHaveProperty('body.productCode')
  })

  /** Recorded: test_usage_plan_crud; the last two are from public logs (boto3 #825, #2629). */
  test.each([
    [{ op: 'remove', path: '/apiStages' }, 400, 'Invalid API Stage specified'],
    [{ op: 'remove', path: '/apiStages', value: 'fakevalue' }, 400, 'Invalid API Stage specified'],
    [
      { op: 'remove', path: '/apiStages', value: 'api:dev' },
      404,
      'Invalid API Stage {api: api, stage: dev} specified for usageplan PLAN',
    ],
    [{ op: 'add', path: '/apiStages', value: 'api:dev' }, 404, 'API Stage not found: api:dev'],
    [
      { op: 'remove', path: '/apiStages/api:dev' },
      400,
      "Invalid patch path  '/apiStages/api:dev' specified for op 'remove'. Must be one of: [/apiStages, /quota, /throttle, /productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, /apiStages/<apidId:stageName>/throttle]",
    ],
  ] as const)('refuses %j', async (operation, status, message) => {
    const { id = '' } = await newPlan()
    expect(await answerOf(patch(id, operation))).toMatchObject({
      status,
      message: message.replace('PLAN', id),
    })
  })

  const period = 'Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]'
  const limit = 'Usage Plan quota limit must be a non-negative numeric'
  const offset = (most: number, of: string) =>
    `Usage Plan quota offset must be between 0 and ${most} inclusive in the ${of} period`
  test.each<readonly [QuotaSettings, string]>([
    [{}, period],
    [{ limit: 10 }, period],
    [{ limit: 0, period: 'DAY' }, limit],
    [{ limit: -1, period: 'DAY' }, limit],
    [{ period: 'DAY' }, limit],
    [{ limit: 1, offset: 1, period: 'DAY' }, offset(0, 'DAY')],
    [{ limit: 1, offset: 7, period: 'WEEK' }, offset(6, 'WEEK')],
    [{ limit: 1, offset: 28, period: 'MONTH' }, offset(27, 'MONTH')],
    [{ limit: 1, offset: -1, period: 'MONTH' }, offset(27, 'MONTH')],
  ])('has no quota %j, be it made or patched so', async (quota, message) => {
    const refused = { status: 400, code: 'BadRequestException', message }
    expect(await answerOf(newPlan({ quota }))).toEqual(refused)
    const { id } = await newPlan()
    const patches = Object.entries(quota).map(([member, value]) => replace(`/quota/${member}`, String(value)))
    if (patches.length > 0) expect(await answerOf(patch(id, ...patches))).toEqual(refused)
  })

  test('has a quota that begins as late as its period lets it', async () => {
    for (const [offset, period] of [
      [0, 'DAY'],
      [6, 'WEEK'],
      [27, 'MONTH'],
    ] as const) {
      const quota = { limit: 1, offset, period }
      expect(await newPlan({ quota })).toMatchObject({ quota })
    }
  })

  test('throttles only methods that a stage has, and only below a throttle of its own', async () => {
    const apiId = await newApi()
    const throttle = { burstLimit: 1, rateLimit: 1 }
    const throttled = (key: string, ofPlan?: ThrottleSettings) =>
      answerOf(
        newPlan({ apiStages: [{ apiId, stage: 'dev', throttle: { [key]: throttle } }], throttle: ofPlan }),
      )
    const invalid = (path: string, verb: string) =>
      `Invalid method {resourcePath: ${path},method: ${verb} } specified`
    expect(await throttled('badkey')).toMatchObject({ status: 400, message: invalid('badkey', '') })
    expect(await throttled('/GET')).toMatchObject({ status: 400, message: invalid('/GET', '') })
    expect(await throttled('/pets/GET')).toMatchObject({ status: 404, message: invalid('/pets', 'GET') })
    expect(await throttled('//POST')).toMatchObject({ status: 404, message: invalid('/', 'POST') })
    expect(await throttled('//GET')).toMatchObject({
      status: 400,
      message: 'Can not define fine grain throttling if usage plan throttle is not defined.',
    })
    const apiStages = [{ apiId, stage: 'dev', throttle: { '//GET': throttle } }]
    expect(await throttled('//GET', throttle)).toMatchObject({ status: 201, body: { apiStages } })
  })

  test('is not made for a stage that is not there', async () => {
    const apiStages = [{ apiId: 'api', stage: 'dev' }]
    await expect(newPlan({ apiStages })).rejects.toMatchObject({ message: 'API Stage not found: api:dev' })
  })

  /** aws-sdk-js #3841; terraform-provider-aws #14100. */
  test('stays while it has stages, which leave it when they are deleted', async () => {
    const restApiId = await newApi()
    const { usagePlanId } = await newSubscription(restApiId)
    await expect(client.send(new DeleteUsagePlanCommand({ usagePlanId }))).rejects.toMatchObject({
      message: `Cannot delete Usage Plan ${usagePlanId} because there are API Stages associated with it, including ${restApiId}:dev`,
    })
    await client.send(new DeleteStageCommand({ restApiId, stageName: 'dev' }))
    await deploy(restApiId, 'dev')
    expect((await client.send(new GetUsagePlanCommand({ usagePlanId }))).apiStages).toEqual([])
    await patch(usagePlanId, { op: 'add', path: '/apiStages', value: `${restApiId}:dev` })
    await client.send(new DeleteRestApiCommand({ restApiId }))
    await client.send(new DeleteUsagePlanCommand({ usagePlanId }))
  })
})

describe('a key of a plan', () => {
  test('is shown by its plan, and its plan by the key', async () => {
    const { value, ...place } = await newSubscription(await newApi())
    const shown = { id: place.keyId, name: 'key', type: 'API_KEY', value }
    expect(await client.send(new GetUsagePlanKeyCommand(place))).toMatchObject(shown)
    const ofPlan = new GetUsagePlanKeysCommand({ ...place, nameQuery: 'k' })
    expect((await client.send(ofPlan)).items).toEqual([shown])
    const plans = await client.send(new GetUsagePlansCommand({ keyId: place.keyId }))
    expect(plans.items?.map(({ id }) => id)).toEqual([place.usagePlanId])
  })

  test('is in no other plan for the same stage', async () => {
    const apiId = await newApi()
    const { keyId } = await newSubscription(apiId)
    const other = await newPlan({ apiStages: [{ apiId, stage: 'dev' }] })
    expect(await answerOf(addKey(other.id, keyId))).toMatchObject({ status: 409 })
  })

  test('needs a plan and a key', async () => {
    const { id } = await newPlan()
    const messages = ['Invalid Usage Plan ID specified', 'Invalid API Key identifier specified']
    for (const [index, answer] of [addKey('none', 'none'), addKey(id, 'none')].entries())
      expect(await answerOf(answer)).toMatchObject({ status: 404, message: messages[index] })
  })
})
