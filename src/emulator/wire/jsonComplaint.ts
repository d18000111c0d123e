import { isUtf8 } from 'node:buffer'
import { jsonIn } from '../json.ts'

/**
 * What AWS says about a payload that is no JSON: the words of Jackson, its JSON parser. Two are recorded
 * (test_lambda_invoke_payload_encoding_error); the others are Jackson's own texts for the same place.
 * Bytes are walked as text of one character a byte.
 */
const value = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'"
const source = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'

class Complaint extends Error {
  readonly at: number

  constructor(text: string, at: number) {
    super(text)
    this.at = at
  }
}

const shown = (char: string) => {
  const code = char.charCodeAt(0)
  return code < 32 || (code > 126 && code < 160) ? `(CTRL-CHAR, code ${code})` : `'${char}' (code ${code})`
}

const unexpected = (char: string, at: number, wanted: string) =>
  new Complaint(`Unexpected character (${shown(char)}): ${wanted}`, at)

/** The place after what a pattern (sticky) finds at `from`. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

const skipSpace = (text: string, from: number) => skip(/[ \t\n\r]*/y, text, from)

/** The character that begins at a byte, and how many bytes it has. */
function decodeChar(text: string, at: number): readonly [string, number] {
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

/** The place after a string that starts at `from`. */
function skipString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"') return at + 1
    if (char >= '\x80') at += decodeChar(text, at)[1] - 1
    if (char < ' ')
      throw new Complaint(
        `Illegal unquoted character (${shown(char)}): has to be escaped using backslash to be included in string value`,
        at + 1,
      )
    if (char !== '\\') continue
    const escaped = text.charAt(++at)
    if (escaped === 'u') at = skipHex(text, at)
    else if (!'"\\/bfnrt'.includes(escaped))
      throw new Complaint(`Unrecognized character escape ${shown(escaped)}`, at + 1)
  }
  throw new Complaint('Unexpected end-of-input: was expecting closing quote for a string value', text.length)
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

/** The place after a number or a word that starts at `from`. */
function skipWord(text: string, from: number): number {
  const known = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w$])/y
  const end = skip(known, text, from)
  if (end > from) return end
  const first = text.charAt(from)
  const second = text.charAt(from + 1)
  if (first === '-' && second !== '' && second !== 'I')
    throw new Complaint(
      `Unexpected character (${shown(second)}) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value`,
      from + 2,
    )
  if (identifierStart.test(first)) throw unrecognized(text, from)
  throw unexpected(first, from, `expected a valid value (${value})`)
}

/** An object or a list that is not closed yet. */
interface Open {
  readonly kind: 'Object' | 'Array'
  readonly at: number
}

const endOfInput = (open: Open | undefined, at: number) =>
  new Complaint(
    open
      ? `Unexpected end-of-input: expected close marker for ${open.kind} (start marker at [${source}; line: 1, column: ${open.at + 1}])`
      : 'No content to map due to end-of-input',
    at,
  )

/** The place after a field's name and its colon. */
function skipName(text: string, from: number): number {
  const at = skipSpace(text, from)
  const quote = text.charAt(at)
  if (quote !== '' && quote !== '"')
    throw unexpected(quote, at, 'was expecting double-quote to start field name')
  const colonAt = skipSpace(text, skipString(text, at))
  const colon = text.charAt(colonAt)
  if (colon !== '' && colon !== ':')
    throw unexpected(colon, colonAt, 'was expecting a colon to separate field name and value')
  return colonAt + 1
}

/** Walks JSON until it breaks; no recursion, since depth is the sender's. */
function walk(text: string): void {
  const open: Open[] = []
  for (let at: number | undefined = 0; at !== undefined; ) {
    at = skipSpace(text, at)
    const char = text.charAt(at)
    if (char === '') throw endOfInput(open.at(-1), at)
    if (char === '{' || char === '[') {
      open.push({ kind: char === '{' ? 'Object' : 'Array', at })
      const inner = skipSpace(text, at + 1)
      const isEmpty = text.charAt(inner) === (char === '{' ? '}' : ']')
      if (isEmpty) at = afterValue(text, inner, open)
      else at = char === '{' ? skipName(text, at + 1) : at + 1
    } else at = afterValue(text, char === '"' ? skipString(text, at) : skipWord(text, at), open)
  }
}

/** Closes what ends here; the place of the next value, or undefined at the end of the document. */
function afterValue(text: string, from: number, open: Open[]): number | undefined {
  for (let at = skipSpace(text, from); ; at = skipSpace(text, at + 1)) {
    const char = text.charAt(at)
    const inside = open.at(-1)
    if (!inside) {
      if (char === '') return undefined
      skipWord(text, at)
      throw unexpected(char, at, `expected a valid value (${value})`)
    }
    if (char === '') throw endOfInput(inside, at)
    if (char === ',') return inside.kind === 'Object' ? skipName(text, at + 1) : at + 1
    if (char !== (inside.kind === 'Object' ? '}' : ']'))
      throw unexpected(char, at, `was expecting comma to separate ${inside.kind} entries`)
    open.pop()
  }
}

function complain(bytes: Buffer): Complaint {
  try {
    walk(bytes.toString('latin1'))
  } catch (error) {
    if (error instanceof Complaint) return error
    throw error
  }
  return new Complaint(`Unexpected character: expected a valid value (${value})`, bytes.length)
}

/** AWS's complaint about bytes that are no JSON; undefined where they are JSON. */
export function jsonComplaint(payload: Uint8Array): string | undefined {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  if (isUtf8(bytes) && jsonIn(bytes.toString()) !== undefined) return undefined
  const { message, at } = complain(bytes)
  const lines = bytes.toString('latin1', 0, at).split('\n')
  return `${message}\n at [${source}; line: ${lines.length}, column: ${(lines.at(-1) ?? '').length + 1}]`
}
