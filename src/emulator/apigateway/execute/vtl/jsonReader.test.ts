import { describe, expect, test } from '@jest/globals'
import { readJson } from './jsonReader.ts'
import { toJson, toText } from './printed.ts'
import { TemplateError } from './values.ts'

const again = (text: string) => toJson(readJson(text))

describe('a body in a template keeps', () => {
  test.each([
    [
      'the order of its names, numbers among them',
      '{"b":1,"10":2,"9":3,"a":4}',
      '{"b":1,"10":2,"9":3,"a":4}',
    ],
    [
      'doubles, as Java writes them',
      '[10.0,1.50,1e2,-0.0,12345678.9,0.0001]',
      '[10.0,1.5,100.0,-0.0,1.23456789E7,1.0E-4]',
    ],
    [
      'every digit of a large number',
      '[9007199254740993,-12345678901234567890]',
      '[9007199254740993,-12345678901234567890]',
    ],
    ['what a text says', '["a\\"\\u00e9\\n\\/","",null,true]', '["a\\"é\\n/","",null,true]'],
    ['digits behind an escape', '["d\\u00e9faut","\\u00e90"]', '["défaut","é0"]'],
    ['a name __proto__', '{"__proto__":{"a":1}}', '{"__proto__":{"a":1}}'],
    ['the last of two values', '{"a":1,"a":2}', '{"a":2}'],
  ])('%s', (_name, text, expected) => {
    expect(again(text)).toBe(expected)
  })
})

describe('JSON that is none to others is read as json-smart reads it', () => {
  test.each([
    ['{\n  "id": 1,\n  "Age": 11,\n}', '{"id":1,"Age":11}'],
    ["{name: 'x y', other: a b , 'q': null}", '{"name":"x y","other":"a b","q":null}'],
    ['[1,,2,]', '[1,2]'],
    ['{"a": 007, "b": 1x}', '{"a":7,"b":"1x"}'],
    ['{"a": 1} and more', '{"a":1}'],
    ['["line\nbreak"]', '["line\\nbreak"]'],
    ['["line\n\\tbreak"]', '["line\\tbreak"]'],
    ['["a" "b", {} {}]', '["a","b",{},{}]'],
    ['{"a":,"b":1}', '{"a":"","b":1}'],
    ['["\\q\\x41"]', '["A"]'],
    ['["\\x414"]', '["A4"]'],
    ['[-.5, 1e400, NaN]', '[-0.5,null,null]'],
    ['\ufeff{"a":1}', '"\ufeff{\\"a\\":1}"'],
    ['"€"', '"\\u20AC"'],
    ['token=a&text=b', '"token=a&text=b"'],
  ])('%j', (text, expected) => {
    expect(again(text)).toBe(expected)
  })

  test.each(['', '{', '[1', '{"a"}', '{"a":}', '{"a": {} b: 1}', '"no end', '}', '['.repeat(401)])(
    '%j is none to it either',
    (text) => {
      expect(() => readJson(text)).toThrow(TemplateError)
    },
  )
})

test('JSON may be 400 levels deep', () => {
  const deep = `${'['.repeat(400)}${']'.repeat(400)}`
  expect(again(deep)).toBe(deep)
})

test('a text of ten million characters is read', () => {
  expect(toText(readJson(`"${'\\"a'.repeat(4_000_000)}"`))).toHaveLength(8_000_000)
})
