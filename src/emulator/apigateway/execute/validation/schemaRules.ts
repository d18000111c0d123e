import { isDeepStrictEqual } from 'node:util'
import { isRecord, itemsOf, type JsonRecord } from '../../../json.ts'
import { own } from '../../maps.ts'
import { matchesSomewhere } from '../vtl/boundedRegex.ts'
import { formats } from './formats.ts'

/** What is wrong with a value by a schema inside the schema. */
type Check = (schema: unknown, value: unknown) => readonly string[]

/** What is wrong with a value by one keyword: its limit, the value, the schema that the keyword stands in. */
type SchemaRule = (limit: unknown, value: unknown, schema: JsonRecord, check: Check) => readonly string[]

const entries = (value: unknown) => (isRecord(value) ? Object.entries(value) : [])
const print = (value: unknown) => JSON.stringify(value)
/** Objects are equal whatever the order of their members. */
const printSorted = (value: unknown) =>
  JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

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
  (rule: (limit: unknown, value: T, schema: JsonRecord, check: Check) => readonly string[]): SchemaRule =>
  (limit, value, schema, check) =>
    is(value) ? rule(limit, value, schema, check) : []
const ofText = ofType((value) => typeof value === 'string')
const ofNumber = ofType((value) => typeof value === 'number')
const ofList = ofType((value): value is readonly unknown[] => Array.isArray(value))
const ofObject = ofType(isRecord)

/** Digits behind the point of a number, as JavaScript writes it: `0.01`, `1e-7`. */
function decimalsOf(number: number): number {
  const [digits = '', exponent = '0'] = String(number).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}

/** In whole numbers: 4.35 is a multiple of 0.01, though not for a processor. */
function isMultiple(value: number, divisor: number): boolean {
  const scale = 10 ** Math.max(decimalsOf(value), decimalsOf(divisor))
  if (!Number.isFinite(value * scale)) return Number.isInteger(value / divisor)
  return Math.round(value * scale) % Math.round(divisor * scale) === 0
}

const matching = (limit: unknown, value: unknown, check: Check) =>
  itemsOf(limit).filter((schema) => check(schema, value).length === 0).length

/** How many items have schemas of their own: all of them where one is for all. */
const listed = (items: unknown) => (isRecord(items) ? Number.POSITIVE_INFINITY : itemsOf(items).length)

const isExtra = (name: string, schema: JsonRecord) =>
  !(isRecord(schema.properties) && Object.hasOwn(schema.properties, name)) &&
  !entries(schema.patternProperties).some(([pattern]) => matchesSomewhere(pattern, name))

/**
 * JSON Schema draft 4 by keyword, as far as a model's schema can go. Breaches are worded as its validator words them in the execution log.
 */
export const schemaRules: Readonly<Record<string, SchemaRule>> = {
  type: (limit, value) => {
    const type = typeOf(value)
    const allowed = allowedTypes(limit)
    return when(
      !allowed.includes(type),
      `instance type (${type}) does not match any allowed primitive type (allowed: ${print(allowed)})`,
    )
  },
  enum: (limit, value) =>
    when(
      !itemsOf(limit).some((one) => isDeepStrictEqual(one, value)),
      `instance value (${print(value)}) not found in enum (possible values: ${print(limit)})`,
    ),
  minLength: ofText((limit, text) =>
    when(
      lengthOf(text) < Number(limit),
      `string ${print(text)} is too short (length: ${lengthOf(text)}, required minimum: ${limit})`,
    ),
  ),
  maxLength: ofText((limit, text) =>
    when(
      lengthOf(text) > Number(limit),
      `string ${print(text)} is too long (length: ${lengthOf(text)}, maximum allowed: ${limit})`,
    ),
  ),
  pattern: ofText((limit, text) =>
    when(
      !matchesSomewhere(String(limit), text),
      `ECMA 262 regex ${print(limit)} does not match input string ${print(text)}`,
    ),
  ),
  format: ofText((limit, text) => {
    const complaint = own(formats, String(limit))?.(text)
    return complaint === undefined ? [] : [`string ${print(text)} ${complaint}`]
  }),
  minimum: ofNumber((limit, value, { exclusiveMinimum }) =>
    when(
      value < Number(limit) || (exclusiveMinimum === true && value === limit),
      `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${value})`,
    ),
  ),
  maximum: ofNumber((limit, value, { exclusiveMaximum }) =>
    when(
      value > Number(limit) || (exclusiveMaximum === true && value === limit),
      `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${value})`,
    ),
  ),
  multipleOf: ofNumber((limit, value) =>
    when(!isMultiple(value, Number(limit)), `remainder of division is not zero (${value} / ${limit})`),
  ),
  minItems: ofList((limit, items) =>
    when(
      items.length < Number(limit),
      `array is too short: must have at least ${limit} elements but instance has ${items.length} elements`,
    ),
  ),
  maxItems: ofList((limit, items) =>
    when(
      items.length > Number(limit),
      `array is too long: must have at most ${limit} elements but instance has ${items.length} elements`,
    ),
  ),
  uniqueItems: ofList((limit, items) =>
    when(
      limit === true && new Set(items.map(printSorted)).size < items.length,
      'array must not contain duplicate elements',
    ),
  ),
  items: ofList((limit, items, _, check) =>
    items
      .slice(0, listed(limit))
      .flatMap((item, index) => check(Array.isArray(limit) ? limit[index] : limit, item)),
  ),
  additionalItems: ofList((limit, items, schema, check) => {
    if (isRecord(limit)) return items.slice(listed(schema.items)).flatMap((item) => check(limit, item))
    const allowed = listed(schema.items)
    return when(
      limit === false && Array.isArray(schema.items) && items.length > allowed,
      `schema only allows ${allowed} elements in array but instance has ${items.length} elements`,
    )
  }),
  required: ofObject((limit, value) => {
    const missing = itemsOf(limit).filter((name) => !Object.hasOwn(value, String(name)))
    return when(missing.length > 0, `object has missing required properties (${print(missing.sort())})`)
  }),
  minProperties: ofObject((limit, value) =>
    when(
      Object.keys(value).length < Number(limit),
      `object has too few properties (found ${Object.keys(value).length} but schema requires at least ${limit})`,
    ),
  ),
  maxProperties: ofObject((limit, value) =>
    when(
      Object.keys(value).length > Number(limit),
      `object has too many properties (found ${Object.keys(value).length} but schema requires at most ${limit})`,
    ),
  ),
  properties: ofObject((limit, value, _, check) =>
    entries(limit).flatMap(([name, schema]) =>
      Object.hasOwn(value, name) ? check(schema, value[name]) : [],
    ),
  ),
  patternProperties: ofObject((limit, value, _, check) =>
    entries(limit).flatMap(([pattern, schema]) =>
      entries(value).flatMap(([name, item]) => (matchesSomewhere(pattern, name) ? check(schema, item) : [])),
    ),
  ),
  additionalProperties: ofObject((limit, value, schema, check) => {
    const extra = Object.keys(value).filter((name) => isExtra(name, schema))
    if (isRecord(limit)) return extra.flatMap((name) => check(limit, value[name]))
    const refused = limit === false && extra.length > 0
    return when(
      refused,
      `object instance has properties which are not allowed by the schema: ${print(extra.sort())}`,
    )
  }),
  dependencies: ofObject((limit, value, _, check) =>
    entries(limit).flatMap(([name, needs]) =>
      Object.hasOwn(value, name) ? check(isRecord(needs) ? needs : { required: needs }, value) : [],
    ),
  ),
  allOf: (limit, value, _, check) => {
    const all = itemsOf(limit).length
    const fit = matching(limit, value, check)
    return when(
      fit < all,
      `instance failed to match all required schemas (matched only ${fit} out of ${all})`,
    )
  },
  anyOf: (limit, value, _, check) =>
    when(
      matching(limit, value, check) === 0,
      `instance failed to match at least one required schema among ${itemsOf(limit).length}`,
    ),
  oneOf: (limit, value, _, check) => {
    const fit = matching(limit, value, check)
    return when(
      fit !== 1,
      `instance failed to match exactly one schema (matched ${fit} out of ${itemsOf(limit).length})`,
    )
  },
  not: (limit, value, _, check) =>
    when(check(limit, value).length === 0, 'instance matched a schema which it should not have'),
}
