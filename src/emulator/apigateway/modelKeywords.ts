import { isRecord, isText, type JsonRecord } from '../json.ts'
import { words } from '../words.ts'
import { ecmaRegex } from './javaRegex.ts'

/** Draft 4 as AWS's validator (java-json-tools) checks a schema: what a keyword's value must be, and the schemas in it. */
interface Keyword {
  readonly fits: (value: unknown, schema: JsonRecord) => boolean
  readonly inside?: (value: unknown) => readonly unknown[]
}

const isNumber = (value: unknown) => typeof value === 'number'
const isFlag = (value: unknown) => typeof value === 'boolean'
const isRegex = (value: unknown) => isText(value) && ecmaRegex(value) !== undefined
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0
const isSet = (value: unknown): value is readonly unknown[] =>
  isList(value) && new Set(value.map((item) => JSON.stringify(item))).size === value.length
const isSetOfTexts = (value: unknown) => isSet(value) && value.every(isText)

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']
const isType = (value: unknown) => isText(value) && types.includes(value)

/** Says something about a limit, which must be there. */
const exclusive = (limit: string): Keyword => ({
  fits: (value, schema) => isFlag(value) && schema[limit] !== undefined,
})
const byName = (fits: (value: unknown) => boolean): Keyword => ({
  fits: (value) => isRecord(value) && fits(value),
  inside: (value) => (isRecord(value) ? Object.values(value) : []),
})
const alike = (names: string, keyword: Keyword) => words(names).map((name) => [name, keyword] as const)

export const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ...alike('$schema $ref id title description format', { fits: isText }),
  ['default', { fits: () => true }],
  ['type', { fits: (value) => isType(value) || (isSet(value) && value.every(isType)) }],
  ['enum', { fits: isSet }],
  ['required', { fits: isSetOfTexts }],
  ['pattern', { fits: isRegex }],
  ...alike('minLength maxLength minItems maxItems minProperties maxProperties', {
    fits: (value) => Number.isInteger(value) && Number(value) >= 0,
  }),
  ...alike('minimum maximum', { fits: isNumber }),
  ['exclusiveMinimum', exclusive('minimum')],
  ['exclusiveMaximum', exclusive('maximum')],
  ['multipleOf', { fits: (value) => isNumber(value) && Number(value) > 0 }],
  ['uniqueItems', { fits: isFlag }],
  ['items', { fits: (value) => isRecord(value) || isList(value), inside: (value) => [value].flat() }],
  ...alike('additionalItems additionalProperties', {
    fits: (value) => isFlag(value) || isRecord(value),
    inside: (value) => (isRecord(value) ? [value] : []),
  }),
  ...alike(
    'properties definitions',
    byName(() => true),
  ),
  ['patternProperties', byName((value) => isRecord(value) && Object.keys(value).every(isRegex))],
  [
    'dependencies',
    {
      fits: (value) =>
        isRecord(value) && Object.values(value).every((needs) => isRecord(needs) || isSetOfTexts(needs)),
      inside: (value) => (isRecord(value) ? Object.values(value).filter(isRecord) : []),
    },
  ],
  ...alike('allOf anyOf oneOf', { fits: isList, inside: (value) => (isList(value) ? value : []) }),
  ['not', { fits: isRecord, inside: (value) => [value] }],
])
