/**
 * The tokens of a payload that is no JSON, and what Jackson says where one breaks: see jsonComplaint.ts. Bytes are walked as
 * text of one character a byte.
 */
const value = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'"
export const wantsValue = `expected a valid value (${value})`
export const source = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'

export class Complaint extends Error {
  readonly at: number

  constructor(text: string, at: number) {
    super(text)
    this.at = at
  }
}

const shown = (char: string) => {
  const code = char.charCodeAt(0)
  if (code < 32 || (code > 126 && code < 160)) return `(CTRL-CHAR, code ${code})`
  return `'${char}' (code ${code}${code > 255 ? ` / 0x${code.toString(16)}` : ''})`
}

export const unexpected = (char: string, at: number, wanted: string, where = '') =>
  new Complaint(`Unexpected character (${shown(char)})${where}: ${wanted}`, at)

/** The place after what a pattern (sticky) finds at `from`. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

const comment =
  "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"

/** The place of the next token. */
export function skipSpace(text: string, from: number): number {
  const at = skip(/[ \t\n\r]*/y, text, from)
  const char = text.charAt(at)
  if (char === '/') throw unexpected(char, at, comment)
  if (char !== '' && char < ' ')
    throw new Complaint(
      `Illegal character (${shown(char)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
      at + 1,
    )
  return at
}

/** The character that begins at a byte, and how many bytes it has. */
export function decodeChar(text: string, at: number): readonly [string, number] {
  const code = text.charCodeAt(at)
  if (code < 0x80) return [text.charAt(at), 1]
  const size = code >> 5 === 6 ? 2 : code >> 4 === 14 ? 3 : code >> 3 === 30 ? 4 : 0
  if (size === 0) throw new Complaint(`Invalid UTF-8 start byte 0x${code.toString(16)}`, at + 1)
  for (let next = at + 1; next < at + size && next < text.length; next++) {
    const byte = text.charCodeAt(next)
    if (byte >> 6 !== 2) throw new Complaint(`Invalid UTF-8 middle byte 0x${byte.toString(16)}`, next + 1)
  }
  return [Buffer.from(text.slice(at, at + size), 'latin1').toString(), size]
}

/** The place of the last of the four digits behind a `u`. */
function skipHex(text: string, from: number): number {
  for (let at = from + 1; at <= from + 4 && at < text.length; at++)
    if (!/[0-9a-fA-F]/.test(text.charAt(at)))
      throw unexpected(text.charAt(at), at, 'expected a hex-digit for character escape sequence')
  return from + 4
}

/** What Jackson calls a string, and its end. */
const stringWords = {
  value: ['string value', 'quote for a string value'],
  name: ['name', `'"' for name`],
} as const

/** The place after a string that starts at `from`. */
export function skipString(text: string, from: number, kind: keyof typeof stringWords): number {
  const [name, end] = stringWords[kind]
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"') return at + 1
    if (char >= '\x80') at += decodeChar(text, at)[1] - 1
    if (char < ' ')
      throw new Complaint(
        `Illegal unquoted character (${shown(char)}): has to be escaped using backslash to be included in ${name}`,
        at,
      )
    if (char !== '\\') continue
    const escaped = text.charAt(++at)
    if (escaped === 'u') at = skipHex(text, at)
    else if (escaped !== '' && !'"\\/bfnrt'.includes(escaped))
      throw new Complaint(`Unrecognized character escape ${shown(escaped)}`, at)
    if (at >= text.length)
      throw new Complaint('Unexpected end-of-input in character escape sequence', text.length)
  }
  throw new Complaint(`Unexpected end-of-input: was expecting closing ${end}`, text.length)
}

/** What an identifier of Java begins with and goes on with: Jackson reads such as one token, its first byte as a character. */
const identifierStart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\d]/u
const identifierPart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}]/u

/** Characters of a token that Jackson shows. */
const maxToken = 256

function unrecognized(text: string, from: number): Complaint {
  let token = text.charAt(from)
  for (let at = from + 1; at < text.length; ) {
    const [char, size] = decodeChar(text, at)
    at += size
    if (!identifierPart.test(char))
      return new Complaint(`Unrecognized token '${token}': was expecting (${value})`, at)
    token += char
    if (token.length >= maxToken)
      return new Complaint(`Unrecognized token '${token}...': was expecting (${value})`, at)
  }
  return new Complaint(`Unrecognized token '${token}': was expecting (${value})`, text.length)
}

const inNumber = (char: string, at: number, wanted: string) =>
  unexpected(char, at, wanted, ' in numeric value')

const skipDigits = (text: string, from: number) => skip(/\d+/y, text, from)

/** The place after the part of a number that a point or an exponent begins at `from`. */
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
  const second = text.charAt(start)
  if (second === '' || second === '.')
    throw unexpected(second || '-', text.indexOf(second || '-', from), wantsValue)
  if (!/\d/.test(second))
    throw inNumber(second, start, 'expected digit (0-9) to follow minus sign, for valid numeric value')
  if (/0\d/y.test(text.slice(start, start + 2)))
    throw new Complaint('Invalid numeric value: Leading zeroes not allowed', start + 1)
  const whole = skipDigits(text, start)
  const fraction = skipPart(text, whole, /\./y, 'Decimal point not followed by a digit')
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
export function skipWord(text: string, from: number, open: Open | undefined): number {
  const first = text.charAt(from)
  if (/[-\d]/.test(first)) return skipNumber(text, from, open === undefined)
  const end = skip(/(?:true|false|null)(?![\w$])/y, text, from)
  if (end > from) return end
  const [token, known] = /(NaN|Infinity)(?![\w$])/y.exec(text.slice(from, from + 9)) ?? []
  if (token !== undefined && known !== undefined)
    throw new Complaint(
      `Non-standard token '${known}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`,
      from + known.length,
    )
  const closes = first === '}' || (first === ']' && open?.kind === 'Array')
  if (first === ',' || (open && closes)) throw unexpected(first, from, 'expected a value')
  if (identifierStart.test(first)) throw unrecognized(text, from)
  throw unexpected(first, from, wantsValue)
}
