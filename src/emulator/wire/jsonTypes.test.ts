import { describe, expect, test } from '@jest/globals'
import { type Json, readJson } from './jsonTypes.ts'
import { operations } from './operations.ts'

function read(name: string, body: Json): Json {
  const operation = operations.find((each) => each.name === name)
  if (!operation) throw new Error(`no operation ${name}`)
  return readJson(operation.input, body)
}

const big = 'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to'
const list = 'Start of list found where not expected'
const map = 'Start of structure or map found where not expected.'

describe('JSON of another type than the model has is refused in the words of AWS’s front end', () => {
  test.each<[string, Json, string]>([
    ['CreateFunction', [], list],
    ['CreateFunction', { Handler: 5 }, `${big} an String`],
    ['CreateFunction', { Handler: true }, 'class java.lang.Boolean can not be converted to an String'],
    ['CreateFunction', { Handler: [] }, list],
    ['CreateFunction', { Handler: {} }, map],
    ['CreateFunction', { Timeout: '5' }, 'class java.lang.String can not be converted to an Integer'],
    ['CreateFunction', { Publish: 'sure' }, "'SURE' can not be converted to an Boolean"],
    ['CreateFunction', { Publish: 1 }, `${big} an Boolean`],
    ['CreateFunction', { Architectures: 'arm64' }, 'Expected list or null'],
    ['CreateFunction', { Architectures: {} }, map],
    ['CreateFunction', { Tags: 'a' }, 'Expected map or null'],
    ['CreateFunction', { Tags: [] }, list],
    ['CreateFunction', { Tags: { a: 1 } }, `${big} an String`],
    ['CreateFunction', { Environment: 'a' }, 'Expected null'],
    ['CreateFunction', { Environment: [] }, list],
    ['UpdateFunctionCode', { ZipFile: 5 }, `${big} a Blob`],
    [
      'CreateUsagePlan',
      { throttle: { rateLimit: 'x' } },
      'class java.lang.String can not be converted to an Double',
    ],
  ])('%s of %j', (name, body, text) => {
    expect(() => read(name, body)).toThrow(
      expect.objectContaining({ code: 'SerializationException', status: 400, message: text }),
    )
  })

  test.each([
    ['23456', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
    ['code.zip', "Invalid Base64 character: '.'"],
    ['=+/=', "Invalid Base64 character: '='"],
    ['+/+=', 'Invalid last non-pad Base64 character dectected'],
    ['ab=c', "Invalid Base64 character: '='"],
    ['a===', "Invalid Base64 character: '='"],
    ['====', "Invalid Base64 character: '='"],
  ])('a ZipFile of %j', (ZipFile, text) => {
    expect(() => read('UpdateFunctionCode', { ZipFile })).toThrow(
      `'${ZipFile}' can not be converted to a Blob: ${text}`,
    )
  })
})

describe('AWS reads JSON by its model', () => {
  test.each<[string, string, Json, Json]>([
    ['whole numbers lose their fraction', 'CreateFunction', { Timeout: 5.9 }, { Timeout: 5 }],
    ['a text that says so is true', 'CreateFunction', { Publish: 'True' }, { Publish: true }],
    ['a text that says so is false', 'UpdateFunctionCode', { DryRun: 'no' }, { DryRun: false }],
    ['two characters pad a blob', 'UpdateFunctionCode', { ZipFile: 'UA==' }, { ZipFile: 'UA==' }],
    ['what it has not is not read', 'CreateFunction', { timeout: 'x' }, {}],
  ])('%s', (_, name, body, expected) => {
    expect(read(name, body)).toEqual(expected)
  })
})

test('a weight, a rate and a percentage keep their fraction', () => {
  const RoutingConfig = { AdditionalVersionWeights: { 2: 0.25 } }
  expect(read('CreateAlias', { RoutingConfig })).toEqual({ RoutingConfig })
  const throttle = { rateLimit: 0.5 }
  expect(read('CreateUsagePlan', { throttle: { ...throttle, burstLimit: 1.5 } })).toEqual({
    throttle: { ...throttle, burstLimit: 1 },
  })
  const canarySettings = { percentTraffic: 12.5 }
  expect(read('CreateStage', { canarySettings })).toEqual({ canarySettings })
})
