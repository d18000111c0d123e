import { expect, test } from '@jest/globals'
import { readInstance } from './instance.ts'

test.each([
  '"a\\u00e9b\\n\\"\\\\ ,]}"',
  ' { "a" : [ 1.5 , true , null , { } , [ ] ] , "__proto__" : { "a" : "" } , "a" : "again" } ',
  '[-1.5e-3,1.25E+2,"é😀","\\ud800"]',
])('%s is read as JSON is', (text) => {
  expect(readInstance(text)).toEqual(JSON.parse(text))
})

test('a number is a whole one where it is written as one', () => {
  expect(readInstance('[0,-0,12345678901234567891,1.0,1e2]')).toEqual([0n, 0n, 12345678901234567891n, 1, 100])
})

test.each([
  '',
  'no json',
  '{"a":1,}',
  "{'a':1}",
  '01',
  '1 2',
  `${'['.repeat(1001)}${']'.repeat(1001)}`,
  '1'.repeat(1001),
])('what is no JSON is nothing (%#)', (text) => {
  expect(readInstance(text)).toBeUndefined()
})

test('a long text and many items are read at once', () => {
  const list = ['"'.repeat(1_000_000), ...Array.from({ length: 100_000 }, () => 'a')]
  expect(readInstance(JSON.stringify(list))).toEqual(list)
})
