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

const newModel = (
  restApiId: string | undefined,
  name: string,
  schema: object | string,
  contentType = 'application/json',
) =>
  cloud.client.send(
    new CreateModelCommand({
      restApiId,
      name,
      contentType,
      schema: typeof schema === 'string' ? schema : JSON.stringify(schema),
    }),
  )

const notSpecified = (error: string) =>
  `Invalid model specified: Validation Result: warnings : [], errors : [${error}]`
const bad = notSpecified('Invalid model schema specified')
const unsupported = (names: string) =>
  notSpecified(`Invalid model schema specified. Unsupported keyword(s): ${names}`)
const deep = (levels: number) => `${'{"not":'.repeat(levels)}{}${'}'.repeat(levels)}`

describe('a model is refused', () => {
  test.each<[string, object | string, string]>([
    ['a-b', {}, 'Model name must be alphanumeric: a-b'],
    ['Bad', '{', bad],
    ['Bad', '[]', bad],
    ['Bad', { type: 'String' }, bad],
    ['Bad', { properties: { a: { type: ['string', 'string'] } } }, bad],
    ['Bad', { required: [] }, bad],
    ['Bad', { required: true }, bad],
    ['Bad', { properties: { a: 1 } }, bad],
    ['Bad', { minimum: '1' }, bad],
    ['Bad', { exclusiveMinimum: true }, bad],
    ['Bad', { pattern: '[' }, bad],
    ['Bad', { $id: 'x' }, unsupported('["$id"]')],
    ['Bad', { items: { nullable: true, example: 1 } }, unsupported('["example","nullable"]')],
    ['Bad', { $ref: 'https://example.com/x' }, notSpecified('Model reference must be in canonical form')],
    [
      'Bad',
      { $ref: './x' },
      notSpecified('Invalid model schema specified, Model reference must be in canonical form'),
    ],
    [
      'Bad',
      { items: { $ref: addressOf('none', 'Empty') } },
      notSpecified(`Invalid model reference specified: ${addressOf('none', 'Empty')}`),
    ],
  ])('%s %j', async (name, schema, message) => {
    const { restApiId } = await newApi()
    await expect(newModel(restApiId, name, schema)).rejects.toMatchObject({
      name: 'BadRequestException',
      message,
    })
  })

  test.each([1001, 6000])('%i levels deep', async (levels) => {
    const { restApiId } = await newApi()
    await expect(newModel(restApiId, 'Deep', deep(levels))).rejects.toMatchObject({ message: bad })
  })

  test('for what is no content type', async () => {
    const { restApiId } = await newApi()
    const command = new CreateModelCommand({ restApiId, name: 'Bad', contentType: 'json', schema: '{}' })
    await expect(cloud.client.send(command)).rejects.toMatchObject({
      message: 'Validation Result: warnings : [], errors : [Invalid content type specified: json]',
    })
  })
})

test('a model may use all of draft 4', async () => {
  const { restApiId } = await newApi()
  const schema = {
    ...{ $schema: 'http://json-schema.org/draft-04/schema#', id: 'http://x/y', title: '', description: '' },
    ...{ type: ['object', 'null'], required: ['a'], minProperties: 1, additionalProperties: false },
    properties: {
      a: { $ref: '#/definitions/a' },
      $id: { items: [{}], additionalItems: false, uniqueItems: true, default: { any: 1 } },
      n: { type: 'integer', minimum: 0, exclusiveMinimum: true, multipleOf: 2, enum: [1, '1', null] },
    },
    patternProperties: { '^x': { format: 'date', pattern: '^a', maxLength: 2 } },
    dependencies: { a: ['n'], n: { not: {} } },
    definitions: { a: { oneOf: [{}, { anyOf: [{}] }], allOf: [{}] } },
  }
  expect(await newModel(restApiId, 'All', schema)).toMatchObject({ schema: JSON.stringify(schema) })
  expect(await newModel(restApiId, 'Deep', deep(999))).toMatchObject({ name: 'Deep' })
})

/** The developer guide's tutorial for request validation, api-gateway-request-validation-set-up. */
test('a model may be for every content type, and its schema is looked at as that of JSON is', async () => {
  const { restApiId } = await newApi()
  const model = newModel(restApiId, 'PetStoreModel', { type: 'object' }, '$default')
  expect(await model).toMatchObject({ contentType: '$default' })
  await expect(newModel(restApiId, 'Bad', { type: 'String' }, '$default')).rejects.toThrow(bad)
  const other = newModel(restApiId, 'Other', {}, '$other')
  await expect(other).rejects.toThrow('Invalid content type specified: $other')
})

/** The same tutorial: its command for the AWS CLI ends with four braces, of which three close something. */
test('what stands behind a schema is not read', async () => {
  const { restApiId } = await newApi()
  const schema =
    '{"type": "object", "required" : [ "}", "price" ], "properties" : { "price" : {"maximum" : 500.0}}}}'
  expect(await newModel(restApiId, 'PetStoreModel', schema)).toMatchObject({ schema })
  await expect(newModel(restApiId, 'Bad', '{"type": "String"}}')).rejects.toThrow(bad)
})

describe('a model stays that is used by', () => {
  const refusal = (at: { readonly restApiId: string | undefined }) => {
    const remove = new DeleteModelCommand({ restApiId: at.restApiId, modelName: 'Used' })
    return cloud.client.send(remove).then(
      () => undefined,
      (error: Error) => `${error.name}: ${error.message}`,
    )
  }

  test('a response', async () => {
    const at = await newApi()
    await newModel(at.restApiId, 'Used', { type: 'object' })
    await cloud.client.send(new PutMethodCommand({ ...at, authorizationType: 'NONE' }))
    const responseModels = { 'application/json': 'Used' }
    await cloud.client.send(new PutMethodResponseCommand({ ...at, statusCode: '200', responseModels }))
    expect(await refusal(at)).toBe(
      "ConflictException: Cannot delete model 'Used', is referenced in method response: //GET",
    )
  })

  test('another model', async () => {
    const at = await newApi()
    await newModel(at.restApiId, 'Used', {})
    await newModel(at.restApiId, 'List', { items: { $ref: addressOf(at.restApiId, 'Used') } })
    expect(await refusal(at)).toBe(
      "ConflictException: Cannot delete model 'Used', is referenced in model: List",
    )
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
