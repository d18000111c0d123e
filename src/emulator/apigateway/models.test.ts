import {
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateRestApiCommand,
  DeleteModelCommand,
  DeleteRequestValidatorCommand,
  GetModelsCommand,
  GetRequestValidatorsCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { type Cloud, cloudOf } from './recorded/replay.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator()
  cloud = cloudOf(emulator.endpoint, '200000000011')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

async function newApi() {
  const { id: restApiId, rootResourceId: resourceId } = await cloud.client.send(
    new CreateRestApiCommand({ name: 'x' }),
  )
  return { restApiId, resourceId, httpMethod: 'GET' }
}

const addressOf = (restApiId: string | undefined, name: string) =>
  `https://apigateway.amazonaws.com/restapis/${restApiId}/models/${name}`

const newModel = (restApiId: string | undefined, name: string, schema: object | string) =>
  cloud.client.send(
    new CreateModelCommand({
      restApiId,
      name,
      contentType: 'application/json',
      schema: typeof schema === 'string' ? schema : JSON.stringify(schema),
    }),
  )

describe('a model is refused', () => {
  test.each([
    ['a-b', {}, 'Model name must be alphanumeric: a-b'],
    [
      'Bad',
      '{',
      'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]',
    ],
    [
      'Bad',
      { items: { $ref: addressOf('none', 'Empty') } },
      `Invalid model specified: Validation Result: warnings : [], errors : [Invalid model reference specified: ${addressOf('none', 'Empty')}]`,
    ],
  ])('%s %j', async (name, schema, message) => {
    const { restApiId } = await newApi()
    await expect(newModel(restApiId, name, schema)).rejects.toMatchObject({
      name: 'BadRequestException',
      message,
    })
  })
})

test('a model that a response uses stays', async () => {
  const at = await newApi()
  await newModel(at.restApiId, 'Used', { type: 'object' })
  await cloud.client.send(new PutMethodCommand({ ...at, authorizationType: 'NONE' }))
  const responseModels = { 'application/json': 'Used' }
  await cloud.client.send(new PutMethodResponseCommand({ ...at, statusCode: '200', responseModels }))
  const remove = new DeleteModelCommand({ restApiId: at.restApiId, modelName: 'Used' })
  await expect(cloud.client.send(remove)).rejects.toMatchObject({
    name: 'ConflictException',
    message: "Cannot delete model 'Used', is referenced in method response: //GET/200",
  })
})

test('a validator that a method uses stays', async () => {
  const at = await newApi()
  const { restApiId } = at
  const { id } = await cloud.client.send(new CreateRequestValidatorCommand({ restApiId, name: 'v' }))
  await cloud.client.send(new PutMethodCommand({ ...at, authorizationType: 'NONE', requestValidatorId: id }))
  const remove = new DeleteRequestValidatorCommand({ restApiId, requestValidatorId: id })
  await expect(cloud.client.send(remove)).rejects.toMatchObject({ name: 'ConflictException' })
})

test('a clone has the models and validators of its source, and refers to its own', async () => {
  const { restApiId } = await newApi()
  await newModel(restApiId, 'List', { items: { $ref: addressOf(restApiId, 'Empty') } })
  await cloud.client.send(
    new CreateRequestValidatorCommand({ restApiId, name: 'v', validateRequestBody: true }),
  )
  const clone = await cloud.client.send(new CreateRestApiCommand({ name: 'y', cloneFrom: restApiId }))
  const models = await cloud.client.send(new GetModelsCommand({ restApiId: clone.id }))
  expect(models.items?.map(({ name }) => name)).toEqual(['Empty', 'Error', 'List'])
  expect(models.items?.[2]?.schema).toContain(addressOf(clone.id, 'Empty'))
  const validators = await cloud.client.send(new GetRequestValidatorsCommand({ restApiId: clone.id }))
  expect(validators.items).toMatchObject([{ name: 'v', validateRequestBody: true }])
})
