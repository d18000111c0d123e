import { describe, expect, test } from '@jest/globals'
import { jsonIn } from '../json.ts'
import { jsonComplaint } from './jsonComplaint.ts'

const complaint = (text: string) => jsonComplaint(Buffer.from(text))
const place = (line: number, column: number) =>
  `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}]`

describe('a payload', () => {
  test.each([
    '{}',
    '[]',
    'null',
    '0',
    '-1.5e3',
    '"x"',
    ' {"a":[1,{"b":"\\u00e9 \\n"}]} ',
    '['.repeat(9000) + ']'.repeat(9000),
  ])('that is JSON gives no complaint: %.20j', (text) => {
    expect(complaint(text)).toBeUndefined()
  })

  test.each([
    [
      'hello',
      "Unrecognized token 'hello': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      1,
      6,
    ],
    [
      '{key: 1}',
      "Unexpected character ('k' (code 107)): was expecting double-quote to start field name",
      1,
      2,
    ],
    [
      '{"a":1,}',
      "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
      1,
      8,
    ],
    [
      '{"a" 1}',
      "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
      1,
      6,
    ],
    [
      '{"a":1 "b":2}',
      "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
      1,
      8,
    ],
    [
      '------WebKit',
      "Unexpected character ('-' (code 45)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
      1,
      2,
    ],
    ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 4],
    [
      '{\n"a": \'x\'}',
      "Unexpected character (''' (code 39)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      2,
      6,
    ],
    ['"open', 'Unexpected end-of-input in VALUE_STRING', 1, 6],
    ['{"a":"b', 'Unexpected end-of-input in VALUE_STRING', 1, 8],
    [
      '{"a":"\\u12"}',
      "Unexpected character ('\"' (code 34)): expected a hex-digit for character escape sequence",
      1,
      11,
    ],
    ['"\\u12', 'Unexpected end-of-input in character escape sequence', 1, 6],
    ['"\\x"', "Unrecognized character escape 'x' (code 120)", 1, 3],
    // Numbers, as base64 that is none often begins: ballerina-platform/module-ballerina-c2c#15, awsdocs/aws-lambda-developer-guide#351.
    ['0D', "Unexpected character ('D' (code 68)): Expected space separating root-level values", 1, 2],
    ['{"a":01}', 'Invalid numeric value: Leading zeroes not allowed', 1, 7],
    [
      '[1.]',
      "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a digit",
      1,
      4,
    ],
    [
      '[1e]',
      "Unexpected character (']' (code 93)) in numeric value: Exponent indicator not followed by a digit",
      1,
      4,
    ],
    [
      '{"a":NaN}',
      "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
      1,
      9,
    ],
    ['[1,]', "Unexpected character (']' (code 93)): expected a value", 1, 4],
    ['{"a":}', "Unexpected character ('}' (code 125)): expected a value", 1, 6],
    [
      '{\u201ca\u201d:1}',
      "Unexpected character ('\u201c' (code 8220 / 0x201c)): was expecting double-quote to start field name",
      1,
      4,
    ],
    [
      '{"a":1 // one\n}',
      "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
      1,
      8,
    ],
    [
      '{"a":"b\n"}',
      'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
      1,
      8,
    ],
    ['{"a', 'Unexpected end-of-input in field name', 1, 4],
    ['{"', `Unexpected end-of-input: was expecting closing '"' for name`, 1, 3],
    ['-', 'Unexpected end-of-input in null', 1, 2],
    ['{"a":-', 'Unexpected end-of-input in FIELD_NAME', 1, 7],
    ['[1, 2.5 , 1e+', 'Unexpected end-of-input in VALUE_NUMBER_FLOAT', 1, 14],
    ['[true,-', 'Unexpected end-of-input in VALUE_TRUE', 1, 8],
    ['[{},1e', 'Unexpected end-of-input in END_OBJECT', 1, 7],
    ['+', 'Unexpected end-of-input in a Number value', 1, 2],
    [
      '[+1]',
      "Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow",
      1,
      3,
    ],
    [
      '-Infinity',
      "Non-standard token '-Infinity': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
      1,
      10,
    ],
    [
      '-Inf',
      "Unrecognized token '-Inf': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      1,
      5,
    ],
    [
      'Hello\nworld',
      "Unrecognized token 'Hello': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      1,
      7,
    ],
    [
      '{"a":1}}',
      "Unexpected close marker '}': expected ']' (for root starting at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1])",
      1,
      8,
    ],
    ['{"a":', 'Unexpected end-of-input within/between Object entries', 1, 6],
    ['[1,', 'Unexpected end-of-input within/between Array entries', 1, 4],
    [
      '{\n\u0000}',
      'Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r, \\n, \\t) is allowed between tokens',
      2,
      2,
    ],
  ])('that is no JSON gives the words of AWS: %j', (text, words, line, column) => {
    expect(complaint(text)).toBe(`${words}${place(line, column)}`)
  })

  test('of blanks alone has nothing to tell a place of', () => {
    expect(complaint(' \n\t')).toBe(
      'No content to map due to end-of-input\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1]',
    )
  })

  test('that is cut off tells where it was opened', () => {
    expect(complaint('\n{"a":[1]')).toBe(
      `Unexpected end-of-input: expected close marker for Object (start marker at${place(2, 1).slice(4)})${place(2, 9)}`,
    )
  })

  test('that is closed by the wrong mark tells where it was opened', () => {
    expect(complaint('{"a":[1}')).toBe(
      `Unexpected close marker '}': expected ']' (for Array starting at${place(1, 6).slice(4)})${place(1, 8)}`,
    )
  })

  /** What is sent where the CLI takes a text for base64; the first: public log 13768502421. */
  test.each([
    ['\xb5\xeb\x2d\x85\xe9\x65', 'middle byte 0x2d', 4],
    ['\x6d\xba\x87', 'start byte 0xba', 3],
    ['"caf\xe9"', 'middle byte 0x22', 7],
    ['{"a": "\xe9\xa9b"', 'middle byte 0x62', 11],
  ])('in another encoding is refused: %j', (text, fault, column) => {
    expect(jsonComplaint(Buffer.from(text, 'latin1'))).toBe(`Invalid UTF-8 ${fault}${place(1, column)}`)
  })

  test('of one long token is told by its beginning', () => {
    expect(complaint('$'.repeat(6_000_000))).toContain(`'${'$'.repeat(256)}...': was expecting`)
  })

  test('is taken exactly where it is JSON', () => {
    const signs = ['{', '}', '[', ']', '"', ',', ':', '\\u12', '\\', '1', 'a', '-', '.', 'true', ' ']
    let texts = ['']
    const wrong: string[] = []
    for (let length = 1; length <= 4; length++) {
      texts = texts.flatMap((text) => signs.map((sign) => text + sign))
      wrong.push(...texts.filter((text) => (complaint(text) === undefined) !== (jsonIn(text) !== undefined)))
    }
    expect(wrong).toEqual([])
  })

  test('of any depth and any bytes is judged', () => {
    expect(complaint('['.repeat(100_000))).toContain('expected close marker for Array')
    for (let byte = 0; byte < 256; byte++)
      for (const text of [[byte], [123, byte], [123, 34, byte], [91, byte, 93], [49, byte]])
        expect(typeof jsonComplaint(Buffer.from(text))).toMatch(/string|undefined/)
  })
})
