import type { NormalizedSchema } from '@smithy/core/schema'
import { AwsError } from './awsError.ts'

/**
 * AWS's front end refuses a JSON value of the wrong type before the operation sees it. The text for a
 * number in a string's place is recorded (aws-recorded, test_integration_response_invalid_responsetemplates);
 * the others are those of the same front end at other services and are not verified for these two.
 */
const refuse = (message: string) => new AwsError('SerializationException', 400, message)

const kind = (value: unknown) =>
  typeof value === 'string'
    ? 'STRING_VALUE'
    : typeof value === 'number'
      ? 'NUMBER_VALUE'
      : value === true
        ? 'TRUE_VALUE'
        : 'FALSE_VALUE'

function checkScalar(schema: NormalizedSchema, value: unknown): void {
  if (Array.isArray(value)) throw refuse('Start of list found where not expected')
  if (typeof value === 'object') throw refuse('Start of structure or map found where not expected.')
  if (schema.isStringSchema() || schema.isBlobSchema()) {
    if (typeof value === 'number')
      throw refuse(
        'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
      )
    if (typeof value !== 'string') throw refuse(`${kind(value)} can not be converted to a String`)
  }
  if (schema.isNumericSchema() && typeof value !== 'number')
    throw refuse(`${kind(value)} can not be converted to an Integer`)
  if (schema.isBooleanSchema() && typeof value !== 'boolean')
    throw refuse(`${kind(value)} can not be converted to a Boolean`)
}

/** Throws SerializationException where a JSON value has not the type that the schema gives it. */
export function checkJsonTypes(schema: NormalizedSchema, value: unknown): void {
  if (value === null || value === undefined || schema.isDocumentSchema()) return
  if (schema.isStructSchema()) {
    if (typeof value !== 'object' || Array.isArray(value))
      throw refuse('Unexpected value found where a structure was expected')
    const members = new Map(Object.entries(value))
    for (const [name, member] of schema.structIterator()) {
      checkJsonTypes(member, members.get(String(member.getMergedTraits().jsonName ?? name)))
    }
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw refuse('Expected list or null')
    for (const item of value) checkJsonTypes(schema.getValueSchema(), item)
  } else if (schema.isMapSchema()) {
    if (typeof value !== 'object' || Array.isArray(value)) throw refuse('Expected map or null')
    for (const item of Object.values(value)) checkJsonTypes(schema.getValueSchema(), item)
  } else if (!schema.isTimestampSchema()) checkScalar(schema, value)
}
