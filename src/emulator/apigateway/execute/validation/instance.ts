import { isRecord, jsonIn } from '../../../json.ts'
import { Scanner } from '../vtl/scanner.ts'
import { attempt } from '../vtl/values.ts'
import { sortedEntries } from './innerSchemas.ts'

/** AWS's parser (Jackson, StreamReadConstraints) takes no more levels, and no longer numbers. */
const deepest = 1000
const longest = 1000

/**
 * A text that is known to be JSON. What is written without a point and an exponent is a bigint, any other number a number: AWS's
 * validator holds `1.0` for no integer (java-json-tools/jackson-coreutils, NodeType).
 */
class InstanceReader extends Scanner {
  value(): unknown {
    this.skipSpace()
    if (this.sees('"')) return this.#text()
    if (this.take('{')) return this.nested(() => Object.fromEntries(this.#parts('}', () => this.#member())))
    if (this.take('[')) return this.nested(() => this.#parts(']', () => this.value()))
    const bare = this.match(/[^\s,\]}]+/y) ?? ''
    if (bare.length > longest) throw this.error('a number is too long')
    return /^-?\d+$/.test(bare) ? BigInt(bare) : jsonIn(bare)
  }

  #parts<T>(end: string, read: () => T): T[] {
    const parts: T[] = []
    this.skipSpace()
    while (!this.take(end)) {
      parts.push(read())
      this.match(/\s*,?\s*/y)
    }
    return parts
  }

  #member(): [name: string, value: unknown] {
    const name = this.#text()
    this.need(':')
    return [name, this.value()]
  }

  /** Not by a regular expression, whose stack has an end: a text may have millions of characters. */
  #text(): string {
    const start = this.at++
    while (this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1
    return String(jsonIn(this.text.slice(start, ++this.at)))
  }
}

/** A body as a schema judges it; undefined where it is no JSON. */
export const readInstance = (text: string): unknown =>
  jsonIn(text) === undefined ? undefined : attempt(() => new InstanceReader(text, deepest).value())

/** The type in the words of a schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'bigint' ? 'integer' : typeof value
}

export const print = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner))

const sortMembers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortMembers)
  if (!isRecord(value)) return value
  return Object.fromEntries(sortedEntries(value).map(([name, inner]) => [name, sortMembers(inner)]))
}

/** The same text for equal values: numbers are by what they are, objects whatever the order of their members (JsonNumEquals). */
export const printSorted = (value: unknown): string => print(sortMembers(value))
