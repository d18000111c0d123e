import { expect, test } from '@jest/globals'
import { readInstance } from './instance.ts'
import { breachesOf } from './jsonSchema.ts'

const breachesIn = (format: string, value: unknown) =>
  breachesOf({ format }, readInstance(JSON.stringify(value)), () => undefined)

/** Format, a text of it, one that is none, what the log says of that; many are tests of java-json-tools/json-schema-validator. */
const cases: readonly (readonly [string, string, string, string])[] = [
  ['email', 'a.b@c.d', 'a@', 'string "a@" is not a valid email address'],
  ['hostname', 'a_1.b-2', '-a-b', 'string "-a-b" is not a valid hostname'],
  ['hostname', 'a.B.', '10.0.0.1', 'string "10.0.0.1" is not a valid hostname'],
  ['ipv4', '10.0.0.1', '256.1.1.1', 'string "256.1.1.1" is not a valid IPv4 address'],
  ['ipv6', '::1', '10.0.0.1', 'string "10.0.0.1" is not a valid IPv6 address'],
  ['uri', '/a?b:#c', 'a b', 'string "a b" is not a valid URI'],
  ['uri', 'foo://a.b.c/d/e?f=g#h', '+23:aa', 'string "+23:aa" is not a valid URI'],
  ['uri', 'a:b', 'a:', 'string "a:" is not a valid URI'],
  ['regex', '^[^.]+(?=ab)', 'a++', 'string "a++" is not a valid ECMA 262 regular expression'],
  [
    'date-time',
    '2024-02-29T10:00:00.5Z',
    '2024-02-29 10:00',
    `string "2024-02-29 10:00" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]`,
  ],
  [
    'date-time',
    '2012-12-02T13:05:00+0100',
    '2012-02-30T00:00:00+0000',
    `string "2012-02-30T00:00:00+0000" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]`,
  ],
  ['base64', 'YQ==', 'YQ=', 'input has illegal length (must be a multiple of 4, found 3)'],
  ['base64', '', 'Y===', 'illegal character "=" at index 1 (not in Base64 alphabet)'],
  ['json-pointer', '/a~1b', '/a~2', 'input string "/a~2" is not a valid JSON Pointer'],
  ['mac', '00:1A:2b:00:00:00', '00-1A', 'input string "00-1A" is not a valid MAC address'],
  ['md5', 'aF'.repeat(16), 'a', 'input string has incorrect length (1, expected 32)'],
  ['sha1', 'aF'.repeat(20), `a-${'0'.repeat(38)}`, 'illegal character "-" in input at index 1'],
  ['sha256', 'aF'.repeat(32), 'a', 'input string has incorrect length (1, expected 64)'],
  ['sha512', 'aF'.repeat(64), 'a', 'input string has incorrect length (1, expected 128)'],
  ['uuid', 'ae95135-a637-4d27-a843-0624b6f9e1ff', 'a-b', 'input string "a-b" is not a valid UUID'],
]

test.each(cases)('%s takes %j and refuses %j', (format, good, bad, breach) => {
  expect(breachesIn(format, good)).toEqual([])
  expect(breachesIn(format, bad)).toEqual([breach])
})

test('a format that the validator has not says nothing, nor does one of what is no text', () => {
  expect(breachesIn('date', 'x')).toEqual([])
  expect(breachesIn('email', 1)).toEqual([])
})

test.each([
  ['date-time', '2024-01-01T24:00:00Z'],
  ['hostname', 'a'.repeat(64)],
  ['hostname', Array.from({ length: 130 }, () => 'a').join('.')],
  ['uri', `${'a'.repeat(5_000_000)} `],
  ['uuid', `${'a'.repeat(5_000_000)}-`],
])('the format %s refuses what only begins like one (%#)', (format, text) => {
  expect(breachesIn(format, text)).toHaveLength(1)
})
