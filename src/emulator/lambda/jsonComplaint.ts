/**
 * What AWS says about a payload that is no JSON: the words of Jackson, its JSON parser. Two are recorded
 * (test_lambda_invoke_payload_encoding_error); the others are Jackson's own texts for the same place.
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

const isSpace = (byte: number | undefined) => byte === 32 || byte === 9 || byte === 10 || byte === 13
const isIdentifier = (byte: number | undefined) =>
  byte !== undefined && /[\w$]/.test(String.fromCharCode(byte))

const shown = (byte: number) =>
  byte < 32 || (byte > 126 && byte < 160)
    ? `(CTRL-CHAR, code ${byte})`
    : `'${String.fromCharCode(byte)}' (code ${byte})`

const unexpected = (byte: number, at: number, wanted: string) =>
  new Complaint(`Unexpected character (${shown(byte)}): ${wanted}`, at)

function skipSpace(bytes: Buffer, from: number): number {
  let at = from
  while (isSpace(bytes[at])) at++
  return at
}

/** The place after a string that starts at `from`. */
function skipString(bytes: Buffer, from: number, what: string): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 34) return at + 1
    if (byte < 32)
      throw new Complaint(
        `Illegal unquoted character (${shown(byte)}): has to be escaped using backslash to be included in string value`,
        at + 1,
      )
    if (byte === 92 && !'"\\/bfnrtu'.includes(String.fromCharCode(bytes[++at] ?? 34)))
      throw new Complaint(`Unrecognized character escape ${shown(bytes[at] ?? 0)}`, at + 1)
  }
  throw new Complaint(
    `Unexpected end-of-input: was expecting closing quote for a string ${what}`,
    bytes.length,
  )
}

/** The place after a number or a word that starts at `from`. */
function skipWord(bytes: Buffer, from: number): number {
  const text = bytes.toString('latin1', from, from + 64)
  const known = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w$])/.exec(text)
  if (known) return from + known[0].length
  const first = bytes[from] ?? 0
  if (!isIdentifier(first)) throw unexpected(first, from, `expected a valid value (${value})`)
  let at = from
  while (isIdentifier(bytes[at])) at++
  const next = bytes[at]
  if (next !== undefined && next >= 0x80)
    throw new Complaint(`Invalid UTF-8 start byte 0x${next.toString(16)}`, at + 1)
  const token = bytes.toString('latin1', from, at)
  throw new Complaint(
    `Unrecognized token '${token}': was expecting (${value})`,
    next === undefined ? at : at + 1,
  )
}

interface Open {
  readonly kind: 'Object' | 'Array'
  readonly at: number
}

const endOfInput = (open: Open | undefined, at: number) =>
  open
    ? new Complaint(
        `Unexpected end-of-input: expected close marker for ${open.kind} (start marker at [${source}; line: 1, column: ${open.at + 1}])`,
        at,
      )
    : new Complaint('No content to map due to end-of-input', at)

/** The place after a field's name and its colon. */
function skipName(bytes: Buffer, from: number): number {
  const at = skipSpace(bytes, from)
  const byte = bytes[at]
  if (byte !== undefined && byte !== 34)
    throw unexpected(byte, at, 'was expecting double-quote to start field name')
  const colon = skipSpace(bytes, skipString(bytes, at, 'value'))
  const found = bytes[colon]
  if (found !== undefined && found !== 58)
    throw unexpected(found, colon, 'was expecting a colon to separate field name and value')
  return colon + 1
}

/** Walks JSON until it breaks; no recursion, since depth is the sender's. */
function walk(bytes: Buffer): void {
  const open: Open[] = []
  let at = 0
  for (;;) {
    at = skipSpace(bytes, at)
    const byte = bytes[at]
    if (byte === undefined) throw endOfInput(open.at(-1), at)
    if (byte === 123 || byte === 91) {
      open.push({ kind: byte === 123 ? 'Object' : 'Array', at })
      const inner = skipSpace(bytes, at + 1)
      if (bytes[inner] === byte + 2) at = inner
      else {
        at = byte === 123 ? skipName(bytes, at + 1) : at + 1
        continue
      }
    } else at = byte === 34 ? skipString(bytes, at, 'value') : skipWord(bytes, at)
    const next = afterValue(bytes, at, open)
    if (next === undefined) return
    at = next
  }
}

/** Closes what ends here; the place of the next value, or undefined at the end of the document. */
function afterValue(bytes: Buffer, from: number, open: Open[]): number | undefined {
  let at = from
  for (;;) {
    at = skipSpace(bytes, at)
    const byte = bytes[at]
    const inside = open.at(-1)
    if (!inside) {
      if (byte === undefined) return undefined
      skipWord(bytes, at)
      throw unexpected(byte, at, `expected a valid value (${value})`)
    }
    if (byte === undefined) throw endOfInput(inside, at)
    if (byte === 44) return inside.kind === 'Object' ? skipName(bytes, at + 1) : at + 1
    if (byte !== (inside.kind === 'Object' ? 125 : 93))
      throw unexpected(byte, at, `was expecting comma to separate ${inside.kind} entries`)
    open.pop()
    at++
  }
}

function place(bytes: Buffer, at: number): string {
  const before = bytes.subarray(0, at)
  const lines = before.toString('latin1').split('\n')
  return `line: ${lines.length}, column: ${(lines.at(-1) ?? '').length + 1}`
}

/** AWS's complaint about bytes that are no JSON; undefined where they are JSON. */
export function jsonComplaint(payload: Uint8Array): string | undefined {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return undefined
  } catch {
    const { message, at } = complain(bytes)
    return `${message}\n at [${source}; ${place(bytes, at)}]`
  }
}

function complain(bytes: Buffer): Complaint {
  try {
    walk(bytes)
  } catch (error) {
    if (error instanceof Complaint) return error
    throw error
  }
  // Well-formed but for its encoding: the first byte that is no UTF-8.
  const at = bytes.findIndex((_, i) =>
    bytes
      .subarray(0, i + 1)
      .toString('utf8')
      .includes('\ufffd'),
  )
  return new Complaint(`Invalid UTF-8 start byte 0x${(bytes[at] ?? 0).toString(16)}`, at + 1)
}
