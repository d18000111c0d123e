import { remember } from '../../../remember.ts'
import { runRegex } from './boundedRegex.ts'

/** Java's embedded flags that JavaScript has too; they stand at the start of a pattern. */
const embeddedFlags = /^\(\?([ims]+)\)/

/** A Java regular expression for JavaScript; undefined where it is none. */
export function javaRegex(pattern: string, flags = ''): RegExp | undefined {
  const [embedded = '', more = ''] = embeddedFlags.exec(pattern) ?? []
  try {
    return new RegExp(pattern.slice(embedded.length), flags + more)
  } catch {
    return undefined // patterns are checked by what they select: one that is none selects nothing
  }
}

/** Expressions that are used over and over, by pattern; null where it is none. */
const somewhere = remember((pattern) => javaRegex(pattern) ?? null)
const whole = remember((pattern) => {
  const [embedded = ''] = embeddedFlags.exec(pattern) ?? []
  return javaRegex(`${embedded}^(?:${pattern.slice(embedded.length)})$`) ?? null
})

const test = (regex: RegExp | null, pattern: string, text: string): boolean =>
  regex !== null && runRegex(pattern, text.length, () => regex.test(text))

/**
 * Whether a pattern covers a text from end to end, as Java's `matches`; `.` does not match a line end.
 * Throws TemplateError where it takes too long.
 */
export const matchesWhole = (pattern: string, text: string): boolean => test(whole(pattern), pattern, text)

/** Whether a pattern fits some part of a text. Throws as matchesWhole. */
export const matchesSomewhere = (pattern: string, text: string): boolean =>
  test(somewhere(pattern), pattern, text)
