import type { NormalizedSchema } from '@smithy/core/schema'
import { isAbsent, isRecord } from '../json.ts'
import { AwsError } from './awsError.ts'

/**
 * AWS's front end refuses a JSON value of the wrong type before the operation sees it. The text for a
 * number in a string's place is recorded (aws-recorded, test_integration_response_invalid_responsetemplates);
 * the others are those of the same front end at other services and are not verified for these two.
 */
const refuse = (message: string) => new AwsError('SerializationException', 400, message)

/** The class of AWS's own that holds such a value: its name stands in the text. */
const classOf = (value: unknown) =>
  typeof value === 'number'
    ? 'com.amazon.coral.value.json.numbers.TruncatingBigNumber'
    : typeof value === 'boolean'
      ? 'java.lang.Boolean'
      : 'java.lang.String'

const notA = (value: unknown, type: string) =>
  refuse(`class ${classOf(value)} can not be converted to an ${type}`)

/** By its length first: a pattern of groups overflows the stack on 50 MB. */
const isBase64 = (text: string) => text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text)

function checkScalar(schema: NormalizedSchema, value: unknown): void {
  if (Array.isArray(value)) throw refuse('Start of list found where not expected')
  if (typeof value === 'object') throw refuse('Start of structure or map found where not expected.')
  if ((schema.isStringSchema() || schema.isBlobSchema()) && typeof value !== 'string')
    throw notA(value, 'String')
  if (schema.isBlobSchema() && !isBase64(String(value)))
    throw refuse('Unexpected value found where base64 was expected')
  if (schema.isNumericSchema() && typeof value !== 'number') throw notA(value, 'Integer')
  if (schema.isBooleanSchema() && typeof value !== 'boolean') throw notA(value, 'Boolean')
}

/** Throws SerializationException where a JSON value has not the type that the schema gives it. */
export function checkJsonTypes(schema: NormalizedSchema, value: unknown): void {
  if (isAbsent(value) || schema.isDocumentSchema()) return
  if (schema.isStructSchema()) {
    if (!isRecord(value)) throw refuse('Unexpected value found where a structure was expected')
    for (const [name, member] of schema.structIterator()) {
      checkJsonTypes(member, value[String(member.getMergedTraits().jsonName ?? name)])
    }
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw refuse('Expected list or null')
    if (value.includes(null)) throw refuse('Unexpected null found in a list')
    for (const item of value) checkJsonTypes(schema.getValueSchema(), item)
  } else if (schema.isMapSchema()) {
    if (!isRecord(value)) throw refuse('Expected map or null')
    for (const item of Object.values(value)) checkJsonTypes(schema.getValueSchema(), item)
  } else if (!schema.isTimestampSchema()) checkScalar(schema, value)
}
