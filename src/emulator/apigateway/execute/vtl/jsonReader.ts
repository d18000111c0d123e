import { Scanner } from './scanner.ts'
import { attempt, JsonList, readWhole, toDouble, type Value } from './values.ts'

/** AWS reads a body as JSON only where it looks like some. */
export const looksLikeJson = (text: string) => /^\s*["'[{]/.test(text)

const letters: Readonly<Record<string, string>> = {
  ...{ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
  ...{ '"': '"', "'": "'", '/': '/', '\\': '\\' },
}

/** Where a text has an escape, json-smart leaves out control characters and escapes that it does not know. */
const unescaped = (inside: string) =>
  inside.replace(
    /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))|[^ -\x7e\x80-\uffff]/gs,
    (_, four?: string, two?: string, letter = '') => {
      const code = four ?? two
      return code === undefined ? (letters[letter] ?? '') : String.fromCharCode(Number.parseInt(code, 16))
    },
  )

const escaped = /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|[^ux])/sy

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
])

/** What stands there without quotes: a word, a number as Java has it, or a text. */
export function bareValue(text: string): Value {
  if (words.has(text)) return words.get(text)
  if (!/^(?:-?\d+(?:\.\d*)?|-\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return text
  const number = Number(text)
  if (!/^-?\d+$/.test(text)) return toDouble(number)
  return Number.isSafeInteger(number) ? number : readWhole(text)
}

/** By hand: an expression would look at a row of blanks within a text once for each of them. */
function withoutBlanksBehind(text: string): string {
  let end = text.length
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** Where a value without quotes ends. */
const bare = { member: /[^,}]*/y, item: /[^,\]]*/y, whole: /.*/sy }

/**
 * JSON as json-smart reads it by default, which is inside Jayway's JSONPath and so inside API Gateway: names and texts
 * without quotes or with single ones, commas too many, and whatever stands behind the end. That AWS takes such JSON is
 * seen in the CDK's `{ statusCode: 200 }` and in the developer guide's example of models-mappings, which ends in a comma.
 */
class JsonReader extends Scanner {
  value(ends: RegExp): Value {
    this.skipSpace()
    if (this.sees('{')) return this.nested(() => this.#object())
    if (this.sees('[')) return this.nested(() => this.#list())
    const quoted = this.#quoted()
    if (quoted !== undefined) return quoted
    const text = withoutBlanksBehind(this.match(ends) ?? '')
    if (text === '' ? !this.sees(',') : /^[:}\]]/.test(text)) throw this.error('expected a value')
    return bareValue(text)
  }

  /** Java's blanks are more, and those of JSON fewer than JavaScript's. */
  override skipSpace(): void {
    this.match(/[ \t\r\n]*/y)
  }

  #quoted(): string | undefined {
    const quote = this.sees('"') ? '"' : "'"
    if (!this.take(quote)) return undefined
    const start = this.at
    let hasEscape = false
    // By hand: the stack of an expression has an end, and a text may have millions of characters.
    for (let next = this.text[this.at]; next !== quote; next = this.text[this.at]) {
      if (next === '\\') hasEscape = true
      else this.at++
      if (next === undefined || (next === '\\' && this.match(escaped) === undefined))
        throw this.error('a text does not end')
    }
    const inside = this.text.slice(start, this.at++)
    return hasEscape ? unescaped(inside) : inside
  }

  #object(): Value {
    const members = new Map<string, Value>()
    this.need('{')
    while (!this.#ends('}')) {
      if (/[{[:\]]/.test(this.text[this.at] ?? ':')) throw this.error('expected a name')
      const name = this.#quoted() ?? withoutBlanksBehind(this.match(/[^:]*/y) ?? '')
      this.need(':')
      members.set(name, this.value(bare.member))
      if (this.#ends('}', ',')) break
    }
    return members
  }

  #list(): Value {
    const items = new JsonList()
    this.need('[')
    while (!this.#ends(']')) items.push(this.value(bare.item))
    return items
  }

  /** Whether `end` comes now. Commas before it count for nothing, as between items; between members one is needed. */
  #ends(end: string, needed?: string): boolean {
    this.skipSpace()
    if (needed !== undefined && !this.sees(end)) this.need(needed)
    while (this.take(',')) this.skipSpace()
    return this.take(end)
  }
}

/** json-smart's own limit on lists and objects in each other. */
const deepest = 400

/** Throws TemplateError where a text is not even such JSON. */
export const readJson = (text: string): Value => new JsonReader(text, deepest).value(bare.whole)

/** The same; undefined where it is none. */
export const jsonValueIn = (text: string): Value => attempt(() => readJson(text))
