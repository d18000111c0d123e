import { expect, test } from '@jest/globals'
import { readInstance } from './instance.ts'
import { breachesOf } from './jsonSchema.ts'

/** What is wrong with a body. */
const breachesIn = (schema: object, body: string) => breachesOf(schema, readInstance(body), () => undefined)

/** Schema, a value that fits, one that does not, what the log says of that. */
const cases: readonly (readonly [string, object, unknown, unknown, string])[] = [
  [
    'type',
    { type: 'number' },
    1,
    'x',
    'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])',
  ],
  [
    'type',
    { type: ['null', 'string'] },
    null,
    [],
    'instance type (array) does not match any allowed primitive type (allowed: ["null","string"])',
  ],
  [
    'enum',
    { enum: ['a', { b: 1 }] },
    { b: 1 },
    'c',
    'instance value ("c") not found in enum (possible values: ["a",{"b":1}])',
  ],
  [
    'required',
    { required: ['b', 'a'] },
    { a: 1, b: 1 },
    {},
    'object has missing required properties (["a","b"])',
  ],
  [
    'additionalProperties',
    { properties: { a: {} }, additionalProperties: false },
    { a: 1 },
    { b: 1 },
    'object instance has properties which are not allowed by the schema: ["b"]',
  ],
  ['minLength', { minLength: 2 }, 'ab', '😀', 'string "😀" is too short (length: 1, required minimum: 2)'],
  ['pattern', { pattern: '^a' }, 'ab', 'ba', 'ECMA 262 regex "^a" does not match input string "ba"'],
  [
    'minimum',
    { minimum: 1 },
    1,
    0.5,
    'numeric instance is lower than the required minimum (minimum: 1, found: 0.5)',
  ],
  [
    'exclusiveMinimum',
    { minimum: 0, exclusiveMinimum: true },
    1,
    0,
    'numeric instance is not strictly greater than the required minimum 0',
  ],
  [
    'exclusiveMaximum',
    { maximum: 10, exclusiveMaximum: true },
    9.5,
    10,
    'numeric instance is not strictly lower than the required maximum 10',
  ],
  [
    'maximum',
    { maximum: 1 },
    1,
    2,
    'numeric instance is greater than the required maximum (maximum: 1, found: 2)',
  ],
  ['multipleOf', { multipleOf: 2 }, 4, 3, 'remainder of division is not zero (3 / 2)'],
  ['multipleOf', { multipleOf: 0.01 }, 4.35, 4.355, 'remainder of division is not zero (4.355 / 0.01)'],
  [
    'minItems',
    { minItems: 1 },
    [1],
    [],
    'array is too short: must have at least 1 elements but instance has 0 elements',
  ],
  ['uniqueItems', { uniqueItems: true }, [1, 2], [1, 1], 'array must not contain duplicate elements'],
  [
    'uniqueItems',
    { uniqueItems: true },
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    'array must not contain duplicate elements',
  ],
  [
    'items',
    { items: [{ type: 'null' }], additionalItems: { type: 'null' } },
    [null, null],
    [null, 1],
    'instance type (integer) does not match any allowed primitive type (allowed: ["null"])',
  ],
  [
    'additionalItems',
    { additionalItems: { type: 'null' } },
    [null],
    [1],
    'instance type (integer) does not match any allowed primitive type (allowed: ["null"])',
  ],
  [
    'additionalItems',
    { items: [{}], additionalItems: false },
    [1],
    [1, 2],
    'schema only allows 1 elements in array but instance has 2 elements',
  ],
  [
    'oneOf',
    { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
    1,
    2,
    'instance failed to match exactly one schema (matched 2 out of 2)',
  ],
  [
    'anyOf',
    { anyOf: [{ type: 'null' }] },
    null,
    2,
    'instance failed to match at least one required schema among 1',
  ],
  [
    'allOf',
    { allOf: [{ minimum: 1 }, { minimum: 2 }] },
    2,
    1,
    'instance failed to match all required schemas (matched only 1 out of 2)',
  ],
  ['not', { not: { type: 'null' } }, 1, null, 'instance matched a schema which it should not have'],
  [
    'dependencies',
    { dependencies: { a: ['c', 'b'] } },
    {},
    { a: 1, b: 1 },
    'property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["c"])',
  ],
  [
    'dependencies',
    { dependencies: { a: { required: ['b'] } } },
    { a: 1, b: 1 },
    { a: 1 },
    'object has missing required properties (["b"])',
  ],
  [
    '$ref',
    { definitions: { n: { type: 'null' } }, properties: { a: { $ref: '#/definitions/n' } } },
    { a: null },
    { a: '' },
    'instance type (string) does not match any allowed primitive type (allowed: ["null"])',
  ],
]

test.each(cases)('%s', (_, schema, good, bad, breach) => {
  expect(breachesIn(schema, JSON.stringify(good))).toEqual([])
  expect(breachesIn(schema, JSON.stringify(bad))).toEqual([breach])
})

test('a text stands in a breach as it is, without escapes', () => {
  const told = (schema: object) => breachesIn(schema, JSON.stringify('"\\'))[0]
  expect(told({ pattern: '^\\d+"$' })).toBe(
    String.raw`ECMA 262 regex "^\d+"$" does not match input string ""\"`,
  )
  expect(told({ minLength: 3 })).toBe(String.raw`string ""\" is too short (length: 2, required minimum: 3)`)
  expect(told({ maxLength: 1 })).toBe(String.raw`string ""\" is too long (length: 2, maximum allowed: 1)`)
  expect(told({ format: 'email' })).toBe(String.raw`string ""\" is not a valid email address`)
})

test.each(['1.0', '1e2', '-0.0', '1.5'])('%s is no integer, whatever it is worth', (number) => {
  expect(breachesIn({ type: 'integer' }, number)).toEqual([
    'instance type (number) does not match any allowed primitive type (allowed: ["integer"])',
  ])
  expect(breachesIn({ type: 'number' }, number)).toEqual([])
})

test('a number equals another of the same worth, and a whole one has all its digits', () => {
  expect(breachesIn({ enum: [{ a: [100, 0] }] }, '{"a":[1e2,-0]}')).toEqual([])
  expect(breachesIn({ uniqueItems: true }, '[1, 1.0]')).toHaveLength(1)
  expect(breachesIn({ maximum: 1 }, '12345678901234567891')).toEqual([
    'numeric instance is greater than the required maximum (maximum: 1, found: 12345678901234567891)',
  ])
  expect(breachesIn({ multipleOf: 10 }, '12345678901234567890')).toEqual([])
})

test('additionalItems says nothing where all items have one schema, or none', () => {
  expect(breachesIn({ items: {}, additionalItems: false }, '[1,2]')).toEqual([])
  expect(breachesIn({ items: {}, additionalItems: { type: 'null' } }, '[1]')).toEqual([])
  expect(breachesIn({ additionalItems: false }, '[1]')).toEqual([])
})

test('a pattern is one of ECMA, and none of Java', () => {
  expect(breachesIn({ pattern: '^\\p{Alpha}$' }, '"a"')).toHaveLength(1)
})
