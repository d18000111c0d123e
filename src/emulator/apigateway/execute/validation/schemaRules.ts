import { isRecord, itemsOf, type JsonRecord } from '../../../json.ts'
import { own } from '../../maps.ts'
import { matchesSomewhere } from '../vtl/boundedRegex.ts'
import { formats } from './formats.ts'
import { inHashOrder } from './hashOrder.ts'
import { schemasNamed, sortedEntries } from './innerSchemas.ts'
import { print, printSorted, typeOf } from './instance.ts'
import { isMultiple } from './multiples.ts'

/** Whether a value fits another schema. */
type Fits = (schema: unknown) => boolean

/**
 * What one keyword says of a value, by its limit and the schema that it stands in: texts of what is wrong, and schemas that the value
 * must fit too.
 */
type SchemaRule<T = unknown> = (
  limit: unknown,
  value: T,
  schema: JsonRecord,
  fits: Fits,
) => readonly (string | JsonRecord)[]

const allowedTypes = (limit: unknown): readonly string[] =>
  [
    ...new Set(
      [limit].flat().flatMap((type) => (type === 'number' ? ['integer', 'number'] : [String(type)])),
    ),
  ].sort()

const when = (broken: boolean, text: string) => (broken ? [text] : [])
const lengthOf = (text: string) => [...text].length

/** A rule of texts says nothing about numbers, and so on. */
const ofType =
  <T>(is: (value: unknown) => value is T) =>
  (rule: SchemaRule<T>): SchemaRule =>
  (limit, value, schema, fits) =>
    is(value) ? rule(limit, value, schema, fits) : []
const ofText = ofType((value) => typeof value === 'string')
const ofNumber = ofType((value) => typeof value === 'number' || typeof value === 'bigint')
const ofList = ofType((value): value is readonly unknown[] => Array.isArray(value))
const ofObject = ofType(isRecord)

function missingDependencies(name: string, needs: unknown, value: JsonRecord): readonly string[] {
  const required = itemsOf(needs).map(String).sort()
  const missing = required.filter((each) => !Object.hasOwn(value, each))
  return when(
    missing.length > 0,
    `property "${name}" of object has missing property dependencies (schema requires ${print(required)}; missing: ${print(missing)})`,
  )
}

/**
 * JSON Schema draft 4 by keyword, but for those that judge what stands in a value (`innerSchemas.ts`). Keywords stand in the order in
 * which AWS's validator asks them, by name with `format` behind (java-json-tools/json-schema-validator, ValidatorBuilder and
 * FormatProcessor); the texts are those of its `validation.properties`, which prints texts without escapes.
 */
export const schemaRules: Readonly<Record<string, SchemaRule>> = {
  additionalItems: ofList((limit, items, schema) => {
    const allowed = itemsOf(schema.items).length
    return when(
      limit === false && Array.isArray(schema.items) && items.length > allowed,
      `schema only allows ${allowed} elements in array but instance has ${items.length} elements`,
    )
  }),
  additionalProperties: ofObject((limit, value, schema) => {
    if (limit !== false) return []
    const extra = Object.keys(value).filter((name) => schemasNamed(schema, name).length === 0)
    return when(
      extra.length > 0,
      `object instance has properties which are not allowed by the schema: ${print(extra.sort())}`,
    )
  }),
  allOf: (limit, _, __, fits) => {
    const all = itemsOf(limit).length
    const fit = itemsOf(limit).filter(fits).length
    return when(
      fit < all,
      `instance failed to match all required schemas (matched only ${fit} out of ${all})`,
    )
  },
  anyOf: (limit, _, __, fits) =>
    when(
      itemsOf(limit).filter(fits).length === 0,
      `instance failed to match at least one required schema among ${itemsOf(limit).length}`,
    ),
  /** Of those that are lists in the order of a Java map, then of schemas by name (DependenciesValidator). */
  dependencies: ofObject((limit, value) => {
    const all = isRecord(limit) ? limit : {}
    const lists = inHashOrder(Object.keys(all).filter((name) => Array.isArray(all[name])))
    const isThere = (name: string) => Object.hasOwn(value, name)
    return [
      ...lists.filter(isThere).flatMap((name) => missingDependencies(name, all[name], value)),
      ...sortedEntries(all).flatMap(([name, need]) => (isRecord(need) && isThere(name) ? [need] : [])),
    ]
  }),
  enum: (limit, value) =>
    when(
      !itemsOf(limit).map(printSorted).includes(printSorted(value)),
      `instance value (${print(value)}) not found in enum (possible values: ${print(limit)})`,
    ),
  maxItems: ofList((limit, items) =>
    when(
      items.length > Number(limit),
      `array is too long: must have at most ${limit} elements but instance has ${items.length} elements`,
    ),
  ),
  maxLength: ofText((limit, text) =>
    when(
      lengthOf(text) > Number(limit),
      `string "${text}" is too long (length: ${lengthOf(text)}, maximum allowed: ${limit})`,
    ),
  ),
  maxProperties: ofObject((limit, value) =>
    when(
      Object.keys(value).length > Number(limit),
      `object has too many properties (found ${Object.keys(value).length} but schema requires at most ${limit})`,
    ),
  ),
  maximum: ofNumber((limit, value, { exclusiveMaximum }) => {
    if (value > Number(limit))
      return [`numeric instance is greater than the required maximum (maximum: ${limit}, found: ${value})`]
    return when(
      exclusiveMaximum === true && value >= Number(limit),
      `numeric instance is not strictly lower than the required maximum ${limit}`,
    )
  }),
  minItems: ofList((limit, items) =>
    when(
      items.length < Number(limit),
      `array is too short: must have at least ${limit} elements but instance has ${items.length} elements`,
    ),
  ),
  minLength: ofText((limit, text) =>
    when(
      lengthOf(text) < Number(limit),
      `string "${text}" is too short (length: ${lengthOf(text)}, required minimum: ${limit})`,
    ),
  ),
  minProperties: ofObject((limit, value) =>
    when(
      Object.keys(value).length < Number(limit),
      `object has too few properties (found ${Object.keys(value).length} but schema requires at least ${limit})`,
    ),
  ),
  minimum: ofNumber((limit, value, { exclusiveMinimum }) => {
    if (value < Number(limit))
      return [`numeric instance is lower than the required minimum (minimum: ${limit}, found: ${value})`]
    return when(
      exclusiveMinimum === true && value <= Number(limit),
      `numeric instance is not strictly greater than the required minimum ${limit}`,
    )
  }),
  multipleOf: ofNumber((limit, value) =>
    when(!isMultiple(value, Number(limit)), `remainder of division is not zero (${value} / ${limit})`),
  ),
  not: (limit, _, __, fits) => when(fits(limit), 'instance matched a schema which it should not have'),
  oneOf: (limit, _, __, fits) => {
    const fit = itemsOf(limit).filter(fits).length
    return when(
      fit !== 1,
      `instance failed to match exactly one schema (matched ${fit} out of ${itemsOf(limit).length})`,
    )
  },
  pattern: ofText((limit, text) =>
    when(
      !matchesSomewhere(String(limit), text),
      `ECMA 262 regex "${limit}" does not match input string "${text}"`,
    ),
  ),
  required: ofObject((limit, value) => {
    const missing = itemsOf(limit).filter((name) => !Object.hasOwn(value, String(name)))
    return when(missing.length > 0, `object has missing required properties (${print(missing.sort())})`)
  }),
  type: (limit, value) => {
    const type = typeOf(value)
    const allowed = allowedTypes(limit)
    return when(
      !allowed.includes(type),
      `instance type (${type}) does not match any allowed primitive type (allowed: ${print(allowed)})`,
    )
  },
  uniqueItems: ofList((limit, items) =>
    when(
      limit === true && new Set(items.map(printSorted)).size < items.length,
      'array must not contain duplicate elements',
    ),
  ),
  format: ofText((limit, text) => {
    const complaint = own(formats, String(limit))?.(text)
    return complaint === undefined ? [] : [complaint]
  }),
}
