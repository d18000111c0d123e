import {
  CreateApiKeyCommand,
  type CreateApiKeyRequest,
  DeleteApiKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  type PatchOperation,
  UpdateApiKeyCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator()
  cloud = cloudOf(emulator.endpoint, '200000000013')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

const create = (input: CreateApiKeyRequest) => cloud.client.send(new CreateApiKeyCommand(input))
const get = (apiKey = '', includeValue = false) =>
  cloud.client.send(new GetApiKeyCommand({ apiKey, includeValue }))
const update = (apiKey: string | undefined, patch: PatchOperation) =>
  cloud.client.send(new UpdateApiKeyCommand({ apiKey, patchOperations: [patch] }))

test('a key is disabled, without a name and 40 letters and digits long where nothing is said', async () => {
  const { $metadata, ...key } = await create({ name: '', value: '' })
  expect($metadata.httpStatusCode).toBe(201)
  expect(key).toEqual({
    id: expect.stringMatching(/^[a-z0-9]{10}$/),
    value: expect.stringMatching(/^[a-zA-Z0-9]{40}$/),
    enabled: false,
    createdDate: expect.any(Date),
    lastUpdatedDate: expect.any(Date),
    stageKeys: [],
  })
})

test('its value is shown on request only', async () => {
  const { id, value } = await create({ value: 'v'.repeat(20) })
  expect(await get(id)).not.toHaveProperty('value')
  expect(await get(id, true)).toMatchObject({ value, tags: {} })
})

/** Recorded: test_create_api_key_with_invalid_name, _value, test_update_api_key_invalid_description_length. */
describe('a key is refused', () => {
  test.each<[CreateApiKeyRequest, string]>([
    [{ name: 'a'.repeat(1025) }, 'Invalid API Key name, can be at most 1024 characters.'],
    [{ value: 'short' }, 'API Key value should be at least 20 characters'],
    [{ value: 'a'.repeat(129) }, 'API Key value exceeds maximum size of 128 characters'],
    [{ description: 'a'.repeat(125_001) }, 'Invalid API Key description specified.'],
  ])('%.40j', async (input, message) => {
    await expect(create(input)).rejects.toMatchObject({ name: 'BadRequestException', message })
  })

  test('whose value another key has', async () => {
    const value = 'taken'.repeat(4)
    await create({ value })
    expect(await answerOf(create({ value }))).toMatchObject({
      status: 409,
      message: 'API Key already exists',
    })
  })

  test('with stage keys', async () => {
    const answer = await answerOf(create({ stageKeys: [{ restApiId: 'x', stageName: 'y' }] }))
    expect(answer).toMatchObject({ status: 501, code: 'NotImplementedException' })
  })
})

describe('a patch of a key', () => {
  /** Recorded: test_update_api_key_invalid_enabled_type, test_update_api_key_immutable_field. */
  test('takes whatever is not true for false, and leaves the id alone', async () => {
    const { id } = await create({ enabled: true })
    const answer = await update(id, { op: 'replace', path: '/enabled', value: 'not-a-boolean' })
    expect(answer).toMatchObject({ enabled: false, tags: {} })
    expect(answer).not.toHaveProperty('value')
    await expect(update(id, { op: 'replace', path: '/id', value: 'x' })).rejects.toMatchObject({
      message:
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
    })
  })
})

/** Recorded: test_get_api_keys. */
test('keys are listed newest first, page by page, by the beginning of their names', async () => {
  const ids: (string | undefined)[] = []
  for (const name of ['list-a', 'list-b', 'list-a2']) ids.unshift((await create({ name })).id)
  const list = async (nameQuery: string, limit?: number, position?: string) => {
    const page = await cloud.client.send(new GetApiKeysCommand({ nameQuery, limit, position }))
    return { ids: page.items?.map(({ id }) => id), position: page.position }
  }
  expect(await list('list-')).toEqual({ ids, position: undefined })
  expect((await list('list-a')).ids).toEqual([ids[0], ids[2]])
  for (const query of ['LIST', 'ist-']) expect((await list(query)).ids).toEqual([])
  const { position } = await list('list-', 2)
  expect(await list('list-', 2, position)).toEqual({ ids: ids.slice(2), position: undefined })
})

test('a list shows values on request', async () => {
  const { value } = await create({ name: 'shown' })
  const list = new GetApiKeysCommand({ nameQuery: 'shown', includeValues: true })
  expect((await cloud.client.send(list)).items).toMatchObject([{ value }])
})

test('a key that is deleted is not found', async () => {
  const { id } = await create({})
  await cloud.client.send(new DeleteApiKeyCommand({ apiKey: id }))
  await expect(get(id)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Invalid API Key identifier specified',
  })
})
