import { describe, expect, test } from '@jest/globals'
import { readInstance } from './instance.ts'
import { breachesOf } from './jsonSchema.ts'

const breachesIn = (schema: object, body: string) => breachesOf(schema, readInstance(body), () => undefined)

describe('of several breaches', () => {
  test('those of one value stand in the order of the keywords’ names, that of its format behind', () => {
    const schema = {
      type: 'object',
      required: ['b'],
      additionalProperties: false,
      maxProperties: 1,
      minProperties: 3,
    }
    expect(breachesIn(schema, '{"z":1,"y":1}').map((text) => text.split(' ').slice(0, 4).join(' '))).toEqual([
      'object instance has properties',
      'object has too many',
      'object has too few',
      'object has missing required',
    ])
    expect(breachesIn({ pattern: '^a', format: 'email', minLength: 9 }, '"b"')).toEqual([
      'string "b" is too short (length: 1, required minimum: 9)',
      'ECMA 262 regex "^a" does not match input string "b"',
      'string "b" is not a valid email address',
    ])
  })

  test('those of members stand in the order of the members’ names', () => {
    const properties = { b: { minimum: 3 }, a: { minimum: 2 }, B: { minimum: 1 } }
    expect(breachesIn({ properties }, '{"b":0,"a":0,"B":0}').map((text) => text.slice(-22))).toEqual([
      '(minimum: 1, found: 0)',
      '(minimum: 2, found: 0)',
      '(minimum: 3, found: 0)',
    ])
  })

  test('those of dependencies stand in the order of a Java map, and schemas behind', () => {
    const dependencies = { divisor: ['x'], dividend: ['x'], a: { minProperties: 4 } }
    expect(breachesIn({ dependencies }, '{"a":1,"dividend":1,"divisor":1}')).toEqual([
      expect.stringContaining('property "divisor" of'),
      expect.stringContaining('property "dividend" of'),
      'object has too few properties (found 3 but schema requires at least 4)',
    ])
  })
})

describe('what stands in a value', () => {
  const inner = { type: 'object', required: ['x'], properties: { x: { type: 'string' } } }

  test('is not looked at where the value itself is refused', () => {
    expect(breachesIn({ required: ['b'], properties: { a: inner } }, '{"a":{}}')).toEqual([
      'object has missing required properties (["b"])',
    ])
    expect(breachesIn({ minItems: 2, items: inner }, '[{}]')).toHaveLength(1)
  })

  test('is looked at one level deep in what stands behind a refused one', () => {
    expect(breachesIn({ items: inner }, '[{"x":1},{"x":1},{}]')).toEqual([
      'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
      'object has missing required properties (["x"])',
    ])
  })
})
