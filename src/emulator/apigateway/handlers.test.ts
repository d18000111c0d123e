import {
  CreateRestApiCommand,
  CreateVpcLinkCommand,
  GetDocumentationPartsCommand,
  GetVpcLinksCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { checkConstraints } from '../wire/checkConstraints.ts'
import { operations } from '../wire/operations.ts'
import { apigatewayHandlers } from './handlers.ts'
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

/** All take the same PatchOperation (API reference); recorded of UpdateRestApi and UpdateMethodResponse. */
test.each(
  operations.filter(({ name }) => name.startsWith('Update') && Object.hasOwn(apigatewayHandlers, name)),
)('$name says which word of a patch is no operation', (operation) => {
  const patchOperations = [{ op: 'wrong_op', path: '/x' }]
  const place = `u${operation.name.slice(1)}Input.patchOperations.1.member.op`
  expect(() => checkConstraints(operation, { patchOperations })).toThrow(
    `Value 'wrong_op' at '${place}' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]`,
  )
})
