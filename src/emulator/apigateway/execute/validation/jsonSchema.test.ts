import { expect, test } from '@jest/globals'
import { breachesOf } from './jsonSchema.ts'

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
    { minimum: 1, exclusiveMinimum: true },
    2,
    1,
    'numeric instance is lower than the required minimum (minimum: 1, found: 1)',
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
  ['format', { format: 'email' }, 'a.b@c.d', 'x', 'string "x" is not a valid email address'],
  ['format', { format: 'hostname' }, 'a-1.b', '-a', 'string "-a" is not a valid hostname'],
  ['format', { format: 'ipv4' }, '10.0.0.1', '10.0.0', 'string "10.0.0" is not a valid IPv4 address'],
  ['format', { format: 'ipv6' }, '::1', '10.0.0.1', 'string "10.0.0.1" is not a valid IPv6 address'],
  ['format', { format: 'uri' }, '/a?b#c', 'a b', 'string "a b" is not a valid URI'],
  ['format', { format: 'regex' }, 'a+', '(', 'string "(" is not a valid ECMA 262 regular expression'],
  [
    'format',
    { format: 'date-time' },
    '2024-02-29T10:00:00.5Z',
    '2024-02-29 10:00',
    `string "2024-02-29 10:00" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]`,
  ],
  ['not', { not: { type: 'null' } }, 1, null, 'instance matched a schema which it should not have'],
  [
    'dependencies',
    { dependencies: { a: ['b'] } },
    {},
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
  expect(breachesOf(schema, good, () => undefined)).toEqual([])
  expect(breachesOf(schema, bad, () => undefined)).toEqual([breach])
})

test('additionalItems says nothing where all items have one schema, or none', () => {
  expect(breachesOf({ items: {}, additionalItems: false }, [1, 2], () => undefined)).toEqual([])
  expect(breachesOf({ items: {}, additionalItems: { type: 'null' } }, [1], () => undefined)).toEqual([])
  expect(breachesOf({ additionalItems: false }, [1], () => undefined)).toEqual([])
})

test('a format that draft 4 has not says nothing, nor does one of what is no text', () => {
  expect(breachesOf({ format: 'date' }, 'x', () => undefined)).toEqual([])
  expect(breachesOf({ format: 'email' }, 1, () => undefined)).toEqual([])
})

test.each([
  ['date-time', '2023-02-31T10:00:00Z'],
  ['date-time', '2024-01-01T24:00:00Z'],
  ['hostname', 'a'.repeat(64)],
  ['hostname', Array.from({ length: 130 }, () => 'a').join('.')],
  ['uri', `${'a'.repeat(5_000_000)} `],
])('the format %s refuses what only begins like one (%#)', (format, text) => {
  expect(breachesOf({ format }, text, () => undefined)).toHaveLength(1)
})

test('a pattern is one of ECMA, and none of Java', () => {
  expect(breachesOf({ pattern: '^\\p{Alpha}$' }, 'a', () => undefined)).toHaveLength(1)
})
