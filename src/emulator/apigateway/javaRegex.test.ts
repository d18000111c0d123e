import { expect, test } from '@jest/globals'
import { javaRegex } from './javaRegex.ts'

test.each([
  ['\\p{Alpha}+', 'abc', true],
  ['\\p{Alpha}+', 'ab1', false],
  ['[\\p{Upper}_]+\\p{Digit}', 'A_B1', true],
  ['a\\p{Punct}b', 'a]b', true],
  ['\\Qa.b\\E+', 'a.b', true],
  ['\\Qa.b\\E', 'axb', false],
  ['\\Q[x', '[x', true],
  ['\\A\\d+\\z', '12', true],
  ['(?i)error\\Z\\n', 'ERROR\n', true],
  ['[\\]a]+\\\\p', 'a]\\p', true],
  ['\\P{Digit}+', 'a-', true],
  ['\\p{Print}+', 'a b', true],
  ['.*', 'a\nb', false],
  ['(?s).*', 'a\nb', true],
  ['[]a]+', 'a]', true],
  ['[^]a]+', 'b[', true],
  ['[{]"a":\\s\\d{3}[}]', '{"a":\t400}', true],
  ['\\{"a":400}', '{"a":400}', true],
  ['a\\sb', 'a\u00a0b', false],
  ['a[\\s,]\\Sb', 'a,\u00a0b', true],
])('the Java expression %j covers %j: %j', (pattern, text, covers) => {
  expect(javaRegex(pattern, '', true)?.test(text)).toBe(covers)
})

test.each(['[', 'a++', '(?i', '*', '{"a":400}', 'a{', 'a{,2}', '[]', '[^]'])(
  '%j is none that runs here',
  (pattern) => {
    expect(javaRegex(pattern)).toBeUndefined()
  },
)
