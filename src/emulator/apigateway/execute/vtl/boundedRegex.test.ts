import { afterEach, describe, expect, test } from '@jest/globals'
import { matchesWhole } from './boundedRegex.ts'
import { render } from './render.ts'
import { TemplateError } from './values.ts'

const evil = '(a+)+'
const text = `${'a'.repeat(60)}b`

// What expressions may take is counted by turns of the event loop; each test is one.
afterEach(() => new Promise<void>((resolve) => setImmediate(resolve)))

describe('a regular expression', () => {
  test('that would go back for ever ends with an error', () => {
    expect(() => matchesWhole(evil, text)).toThrow(TemplateError)
  })

  test.each(['(a|a)\\Q\\E*b', 'a?'.repeat(40), '(a|a)'.repeat(40)])(
    'ends, however it says it: %s',
    (pattern) => {
      expect(() => matchesWhole(pattern, 'a'.repeat(81))).toThrow(TemplateError)
    },
  )

  test.each(['replaceAll("^(a+)+$", "")', 'split("^(a+)+$")'])('ends in %s too', (call) => {
    expect(() => render(`$text.${call}`, () => text)).toThrow(TemplateError)
  })

  test.each([
    ['.*Error.*', 'x'.repeat(1000), false],
    ['.*Error.*', `${'x'.repeat(1000)}Error`, true],
    ['(?i)ERROR(s)?', 'errors', true],
    ['2\\d{2}', '200', true],
    ['(not closed', 'x', false],
  ])('%s over %s: %s', (pattern, over, expected) => {
    expect(matchesWhole(pattern, over)).toBe(expected)
  })
})
