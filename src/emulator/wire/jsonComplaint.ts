import { isUtf8 } from 'node:buffer'
import { jsonIn } from '../json.ts'
import { type Open, skipBare } from './jsonBare.ts'
import { Complaint, decodeChar, skipSpace, skipString, source, unexpected, wantsValue } from './jsonTokens.ts'

/**
 * What AWS says about a payload that is no JSON: the words of Jackson, its JSON parser. Two are recorded
 * (test_lambda_invoke_payload_encoding_error), and by their places it is Jackson 2.17 or later; the others are that one's own texts
 * (public: jackson-core, UTF8StreamJsonParser; compared with the library itself, 2.17.2).
 */

const nowhere = `[${source}; line: 1]`

/** Line and column, as Jackson tells them. */
function placeOf(text: string, at: number | undefined, more = 0): string {
  if (at === undefined) return nowhere
  const lines = text.slice(0, at).split('\n')
  return `[${source}; line: ${lines.length}, column: ${(lines.at(-1) ?? '').length + 1 + more}]`
}

const endsBetween = ({ kind }: Open, at: number) =>
  new Complaint(`Unexpected end-of-input within/between ${kind} entries`, at)

/** Jackson expects the other mark then. */
const closesNothing = (char: '}' | ']', at: number) =>
  new Complaint(
    `Unexpected close marker '${char}': expected '${char === '}' ? ']' : '}'}' (for root starting at ${nowhere})`,
    at,
  )

/** The place of the value behind a field's name, which starts at `from`, and its colon. */
function skipName(text: string, from: number, open: Open): number {
  if (text.charAt(from) !== '"') {
    const [char, size] = decodeChar(text, from)
    throw unexpected(char, from + size - 1, 'was expecting double-quote to start field name')
  }
  const colonAt = skipSpace(text, skipString(text, from, 'name'))
  const colon = text.charAt(colonAt)
  if (colon !== '' && colon !== ':')
    throw unexpected(colon, colonAt, 'was expecting a colon to separate field name and value')
  const at = skipSpace(text, colonAt + 1)
  if (at >= text.length) throw endsBetween(open, at)
  return at
}

/** Walks JSON until it breaks; no recursion, since depth is the sender's. */
function walk(text: string): void {
  const open: Open[] = []
  for (let at: number | undefined = skipSpace(text, 0); at !== undefined; ) {
    const char = text.charAt(at)
    if (char === '') throw new Complaint('No content to map due to end-of-input')
    if (open.length === 0 && (char === '}' || char === ']')) throw closesNothing(char, at)
    if (char === '{' || char === '[') {
      const inside: Open = { kind: char === '{' ? 'Object' : 'Array', at }
      open.push(inside)
      const inner = skipSpace(text, at + 1)
      if (/[\]}]|^$/.test(text.charAt(inner))) at = afterValue(text, inner, open)
      else at = char === '{' ? skipName(text, inner, inside) : inner
    } else {
      const end: number = char === '"' ? skipString(text, at, 'value') : skipBare(text, at, open.at(-1))
      at = afterValue(text, end, open)
    }
  }
}

/** Closes what ends here; the place of the next value, or undefined at the end of the document. */
function afterValue(text: string, from: number, open: Open[]): number | undefined {
  for (let at = skipSpace(text, from); ; at = skipSpace(text, at + 1)) {
    const char = text.charAt(at)
    const inside = open.at(-1)
    if (!inside) {
      if (char === '') return undefined
      if (char === '}' || char === ']') throw closesNothing(char, at)
      skipBare(text, at, undefined)
      throw unexpected(char, at, wantsValue)
    }
    const { kind, at: start } = inside
    if (char === '')
      throw new Complaint(
        `Unexpected end-of-input: expected close marker for ${kind} (start marker at ${placeOf(text, start)})`,
        at,
      )
    if (char === ',') {
      const next = skipSpace(text, at + 1)
      if (next >= text.length) throw endsBetween(inside, next)
      return kind === 'Object' ? skipName(text, next, inside) : next
    }
    const close = kind === 'Object' ? '}' : ']'
    if (char !== close && (char === '}' || char === ']'))
      throw new Complaint(
        `Unexpected close marker '${char}': expected '${close}' (for ${kind} starting at ${placeOf(text, start)})`,
        at,
      )
    if (char !== close) throw unexpected(char, at, `was expecting comma to separate ${kind} entries`)
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
  return new Complaint(`Unexpected character: ${wantsValue}`, bytes.length)
}

/** AWS's complaint about bytes that are no JSON; undefined where they are JSON. */
export function jsonComplaint(payload: Uint8Array): string | undefined {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  if (isUtf8(bytes) && jsonIn(bytes.toString()) !== undefined) return undefined
  const { message, at, more } = complain(bytes)
  return `${message}\n at ${placeOf(bytes.toString('latin1'), at, more)}`
}
