/** The values of a payload that have no quotes, and what Jackson says where one breaks: see jsonComplaint.ts. */
import { Complaint, endsIn, skip, unexpected, wantsValue } from './jsonTokens.ts'
import { identifierStart, nonStandard, unrecognized } from './jsonUnknown.ts'

const kinds: Readonly<Record<string, string>> = {
  '[': 'START_ARRAY',
  ':': 'FIELD_NAME',
  '"': 'VALUE_STRING',
  '}': 'END_OBJECT',
  ']': 'END_ARRAY',
}

function kindOfWord(word: string): string {
  if (/^[tfn]/.test(word)) return `VALUE_${word.toUpperCase()}`
  return /[.eE]/.test(word) ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT'
}

const longestNumber = 1000

/** Jackson's name of the token before the one at `from`: where a number ends too early, that is still its own. */
function tokenBefore(text: string, from: number): string {
  let end = from
  while (end > 0 && ' \t\r\n,'.includes(text.charAt(end - 1))) end--
  if (end === 0) return 'null'
  const [word = ''] = /[\w.+-]*$/.exec(text.slice(Math.max(0, end - longestNumber), end)) ?? []
  return kinds[text.charAt(end - 1)] ?? kindOfWord(word)
}

const inNumber = (char: string, at: number, wanted: string) =>
  unexpected(char, at, wanted, ' in numeric value')

const skipDigits = (text: string, from: number) => skip(/\d+/y, text, from)

/** What begins with a sign that no digit follows. */
function wrongStart(text: string, from: number): Complaint {
  const [sign, behind] = [text.charAt(from), text.slice(from + 1, from + 3)]
  if (sign === '-' && behind === '') return endsIn(tokenBefore(text, from), text.length)
  if (behind === '' || behind === 'I') return endsIn('a Number value', text.length)
  const known = nonStandard(text, from)
  if (known) return known
  if (/^I[Nn]/.test(behind)) return unrecognized(text, from)
  const next = from + 1
  if (sign === '-') {
    if (behind.startsWith('.')) return unexpected('.', next, wantsValue)
    const wanted = 'expected digit (0-9) to follow minus sign, for valid numeric value'
    return inNumber(text.charAt(next), next, wanted)
  }
  const allow = '`JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS`'
  const wanted = `JSON spec does not allow numbers to have plus signs: enable ${allow} to allow`
  return new Complaint(inNumber(sign, next, wanted).message, next)
}

/** The place after the part of a number that `begin` finds at `from`, and its digits. */
function skipPart(text: string, from: number, begin: RegExp, wanted: string): number {
  const digits = skip(begin, text, from)
  const end = skipDigits(text, digits)
  const last = Math.min(digits, text.length - 1)
  if (digits > from && end === digits) throw inNumber(text.charAt(last), last, wanted)
  return end
}

/** The place after a number that starts at `from`. */
function skipNumber(text: string, from: number, isRoot: boolean): number {
  const start = skip(/-/y, text, from)
  if (!/\d/.test(text.charAt(start))) throw wrongStart(text, from)
  if (/0\d/y.test(text.slice(start, start + 2)))
    throw new Complaint('Invalid numeric value: Leading zeroes not allowed', start + 1)
  const whole = skipDigits(text, start)
  const fraction = skipPart(text, whole, /\./y, 'Decimal point not followed by a digit')
  if (skip(/[eE][-+]?/y, text, fraction) === text.length && fraction < text.length)
    throw endsIn(tokenBefore(text, from), text.length)
  const end = skipPart(text, fraction, /[eE][-+]?/y, 'Exponent indicator not followed by a digit')
  const behind = text.charAt(end)
  if (isRoot && behind !== '' && !' \t\r\n'.includes(behind))
    throw unexpected(behind, end, 'Expected space separating root-level values')
  return end
}

/** An object or a list that is not closed yet. */
export interface Open {
  readonly kind: 'Object' | 'Array'
  readonly at: number
}

/** The place after a number or a word that starts at `from`, as the value of what is open. */
export function skipBare(text: string, from: number, open: Open | undefined): number {
  const first = text.charAt(from)
  if (/[-\d]/.test(first)) return skipNumber(text, from, open === undefined)
  const end = skip(/(?:true|false|null)(?![\w$])/y, text, from)
  if (end > from) return end
  if (first === '+') throw wrongStart(text, from)
  const known = nonStandard(text, from)
  if (known) throw known
  const closes = first === '}' || (first === ']' && open?.kind === 'Array')
  if (first === ',' || (open && closes)) throw unexpected(first, from, 'expected a value')
  if (identifierStart.test(first)) throw unrecognized(text, from)
  throw unexpected(first, from, wantsValue)
}
