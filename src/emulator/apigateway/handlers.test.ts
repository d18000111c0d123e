import {
  CreateRestApiCommand,
  CreateVpcLinkCommand,
  GetDocumentationPartsCommand,
  GetVpcLinksCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { type Cloud, cloudOf } from './recorded/replay.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator()
  cloud = cloudOf(emulator.endpoint, '200000000012')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

test('what cannot be made is a list without items', async () => {
  expect((await cloud.client.send(new GetVpcLinksCommand({}))).items).toEqual([])
  const { id: restApiId } = await cloud.client.send(new CreateRestApiCommand({ name: 'x' }))
  expect((await cloud.client.send(new GetDocumentationPartsCommand({ restApiId }))).items).toEqual([])
})

test('and to make it is refused by name', async () => {
  const create = new CreateVpcLinkCommand({ name: 'x', targetArns: ['x'] })
  await expect(cloud.client.send(create)).rejects.toMatchObject({
    name: 'NotImplementedException',
    $metadata: { httpStatusCode: 501 },
  })
})

test('a list of an API that is not there is not found', async () => {
  await expect(
    cloud.client.send(new GetDocumentationPartsCommand({ restApiId: 'none' })),
  ).rejects.toMatchObject({
    name: 'NotFoundException',
  })
})
