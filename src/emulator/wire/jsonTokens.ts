/**
 * The tokens of a payload that is no JSON, and what Jackson says where one breaks: see jsonComplaint.ts. Bytes are walked as
 * text of one character a byte.
 */
export const anyValue = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'"
export const wantsValue = `expected a valid value (${anyValue})`
export const source = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'

export class Complaint extends Error {
  /** Nowhere where there is nothing but blanks. */
  readonly at: number | undefined
  /** Columns behind that, on the same line. */
  readonly more: number

  constructor(text: string, at?: number, more = 0) {
    super(text)
    this.at = at
    this.more = more
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
export function skip(pattern: RegExp, text: string, from: number): number {
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

/** What Jackson calls a string, and the place of one that does not end. */
const stringWords = {
  value: ['string value', 'VALUE_STRING'],
  name: ['name', 'field name'],
} as const

export const endsIn = (place: string, at: number) => new Complaint(`Unexpected end-of-input in ${place}`, at)

/** The place after a string that starts at `from`. */
export function skipString(text: string, from: number, kind: keyof typeof stringWords): number {
  const [name, place] = stringWords[kind]
  if (kind === 'name' && from + 1 === text.length)
    throw new Complaint(`Unexpected end-of-input: was expecting closing '"' for name`, text.length)
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
    if (at >= text.length) throw endsIn('character escape sequence', text.length)
  }
  throw endsIn(place, text.length)
}
