import type { NormalizedSchema } from '@smithy/core/schema'
import { isAbsent, isRecord } from '../json.ts'
import { words } from '../words.ts'
import { AwsError } from './awsError.ts'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/**
 * AWS's front end reads JSON by the types of its model, and refuses a value of another before the operation sees it.
 * Its text for a number in a string's place is recorded of API Gateway (test_integration_response_invalid_responsetemplates).
 * Kinesis gives the same one: its other texts are in mhart/kinesalite's suite, which runs on the real service. That a
 * fraction is cut off where a whole number belongs was measured of Athena (public log 69391852806), and so was `[]` as
 * a body; which texts are booleans, of SES (public log 71568948336).
 */
const refuse = (message: string) => new AwsError('SerializationException', 400, message)

const unexpectedList = 'Start of list found where not expected'
const unexpectedMap = 'Start of structure or map found where not expected.'

/** The numbers that are Java doubles, alone or as the values of a map. */
const doubles = words('rateLimit percentTraffic AdditionalVersionWeights')

/** The class of AWS's own that holds such a value: its name stands in the text. */
const classOf = (value: Json) =>
  typeof value === 'number'
    ? 'com.amazon.coral.value.json.numbers.TruncatingBigNumber'
    : typeof value === 'boolean'
      ? 'java.lang.Boolean'
      : 'java.lang.String'

const notA = (value: Json, type: string) => refuse(`class ${classOf(value)} can not be converted to ${type}`)

function readNumber(value: Json, name: string): number {
  const isDouble = doubles.includes(name)
  if (typeof value !== 'number') throw notA(value, isDouble ? 'an Double' : 'an Integer')
  return isDouble ? value : Math.trunc(value)
}

function readBoolean(value: Json): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') throw notA(value, 'an Boolean')
  const text = value.toUpperCase()
  if (words('TRUE YES Y T 1').includes(text)) return true
  if (words('FALSE NO N F 0').includes(text)) return false
  throw refuse(`'${text}' can not be converted to an Boolean`)
}

/**
 * What AWS says of a text that is not base64; the misspelling is its own. It pads with two characters at most, any other `=` is
 * none of the alphabet (aws-sdk-java, Base64Codec.java).
 */
function base64Complaint(text: string): string | undefined {
  if (text.length % 4 !== 0)
    return `Base64 encoded length is expected a multiple of 4 bytes but found: ${text.length}`
  const [wrong] = /[^A-Za-z\d+/=]|=(?!=?$)/.exec(text) ?? []
  if (wrong !== undefined) return `Invalid Base64 character: '${wrong}'`
  const end = text.slice(-4)
  if (Buffer.from(end, 'base64').toString('base64') !== end)
    return 'Invalid last non-pad Base64 character dectected'
  return undefined
}

function readBlob(value: Json): string {
  if (typeof value !== 'string') throw notA(value, 'a Blob')
  const complaint = base64Complaint(value)
  if (complaint !== undefined) throw refuse(`'${value}' can not be converted to a Blob: ${complaint}`)
  return value
}

function readScalar(schema: NormalizedSchema, value: Json, name: string): Json {
  if (Array.isArray(value)) throw refuse(unexpectedList)
  if (isRecord(value)) throw refuse(unexpectedMap)
  if (schema.isBlobSchema()) return readBlob(value)
  if (schema.isNumericSchema()) return readNumber(value, name)
  if (schema.isBooleanSchema()) return readBoolean(value)
  if (schema.isStringSchema() && typeof value !== 'string') throw notA(value, 'an String')
  return value
}

function readStructure(schema: NormalizedSchema, value: Json): Json {
  if (Array.isArray(value)) throw refuse(unexpectedList)
  if (!isRecord(value)) throw refuse('Expected null')
  const read: Record<string, Json> = {}
  for (const [name, member] of schema.structIterator()) {
    const key = String(member.getMergedTraits().jsonName ?? name)
    const given = value[key]
    if (given !== undefined) read[key] = readJson(member, given, name)
  }
  return read
}

function readList(schema: NormalizedSchema, value: Json, name: string): Json {
  if (isRecord(value)) throw refuse(unexpectedMap)
  if (!Array.isArray(value)) throw refuse('Expected list or null')
  if (value.includes(null)) throw refuse('Unexpected null found in a list')
  return value.map((item) => readJson(schema.getValueSchema(), item, name))
}

function readMap(schema: NormalizedSchema, value: Json, name: string): Json {
  if (Array.isArray(value)) throw refuse(unexpectedList)
  if (!isRecord(value)) throw refuse('Expected map or null')
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, readJson(schema.getValueSchema(), item, name)]),
  )
}

/**
 * A JSON value as AWS reads it for a member of this name, still as JSON. Throws SerializationException where it has not
 * the type that the schema gives it.
 */
export function readJson(schema: NormalizedSchema, value: Json, name = ''): Json {
  if (isAbsent(value) || schema.isDocumentSchema() || schema.isTimestampSchema()) return value
  if (schema.isStructSchema()) return readStructure(schema, value)
  if (schema.isListSchema()) return readList(schema, value, name)
  if (schema.isMapSchema()) return readMap(schema, value, name)
  return readScalar(schema, value, name)
}
