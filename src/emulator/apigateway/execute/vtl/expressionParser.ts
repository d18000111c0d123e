import { bareValue } from './jsonReader.ts'
import { not, operators, untrue } from './operators.ts'
import { toText } from './printed.ts'
import {
  evaluate,
  indexStep,
  methodStep,
  propertyStep,
  type Reference,
  type ReferenceStep,
} from './references.ts'
import type { Emit, Evaluate } from './run.ts'
import { Scanner } from './scanner.ts'
import { numberIn, TemplateError, type Value } from './values.ts'

const name = /[A-Za-z_][\w-]*/y

const constant = (value: Value): Evaluate => untrue(() => value)

const maxRange = 100_000

function range(from: Value, to: Value): Value {
  const [begin, end] = [numberIn(from) ?? Number.NaN, numberIn(to) ?? Number.NaN]
  if (!Number.isInteger(begin) || !Number.isInteger(end)) return []
  if (Math.abs(end - begin) > maxRange) throw new TemplateError('A range is too long')
  const step = begin <= end ? 1 : -1
  return Array.from({ length: Math.abs(end - begin) + 1 }, (_, i) => begin + i * step)
}

/**
 * Reads references and expressions, by the grammar of Velocity 1.7, which API Gateway speaks. What is read becomes a
 * function at once, so that a template is read once for all its renderings.
 */
export class ExpressionParser extends Scanner {
  readonly #parseText: (text: string, room: number) => Emit

  /** `parseText` reads the text of a double-quoted string as a template, with the room for nesting that is left there. */
  constructor(text: string, room: number | undefined, parseText: (text: string, room: number) => Emit) {
    super(text, room)
    this.#parseText = parseText
  }

  /** Reads a reference; undefined, and nothing read, where a `$` is only a `$`. */
  reference(): Reference | undefined {
    const start = this.at
    if (!this.take('$')) return undefined
    this.take('!')
    const formal = this.take('{')
    const id = this.match(name)
    if (id === undefined) {
      this.at = start
      return undefined
    }
    const steps: ReferenceStep[] = []
    for (let step = this.#step(); step; step = this.#step()) steps.push(step)
    if (formal && !this.take('}')) throw this.error('expected }')
    return { name: id, steps, source: this.text.slice(start, this.at) }
  }

  #step(): ReferenceStep | undefined {
    if (this.take('[')) {
      const key = this.#parameter()
      this.need(']')
      return indexStep(key)
    }
    const start = this.at
    const property = this.take('.') ? this.match(name) : undefined
    if (property === undefined) {
      this.at = start // a full stop behind a reference
      return undefined
    }
    return this.take('(') ? methodStep(property, this.#items(')')) : propertyStep(property)
  }

  #items(end: string): Evaluate[] {
    const items: Evaluate[] = []
    this.skipSpace()
    while (!this.take(end)) {
      if (items.length > 0) this.need(',')
      items.push(this.#parameter())
      this.skipSpace()
    }
    return items
  }

  /** What a macro is called with: values with blanks or commas between them, and words where it is none. */
  arguments(): Evaluate[] {
    const items: Evaluate[] = []
    this.match(/[\s,]*/y)
    while (!this.take(')')) {
      items.push(
        this.match(/(?!true\b|false\b)[A-Za-z_@][\w@]*/y) === undefined ? this.#parameter() : constant(null),
      )
      this.match(/[\s,]*/y)
    }
    return items
  }

  expression(level = 0): Evaluate {
    const choice = operators[level]
    if (!choice) return this.nested(() => this.#unary())
    let left = this.expression(level + 1)
    for (;;) {
      this.skipSpace()
      const operator = choice.find(([pattern]) => this.match(pattern) !== undefined)?.[1]
      if (!operator) return left
      left = operator(left, this.expression(level + 1))
    }
  }

  #unary(): Evaluate {
    this.skipSpace()
    if (this.match(/!|not\b/y) !== undefined) return not(this.nested(() => this.#unary()))
    if (!this.take('(')) return this.#parameter()
    const inner = this.expression()
    this.need(')')
    return inner
  }

  /** What may stand in lists, maps, brackets and calls: nothing is calculated there. */
  #parameter(): Evaluate {
    this.skipSpace()
    if (this.take('[')) return untrue(this.nested(() => this.#list()))
    if (this.take('{')) return untrue(this.nested(() => this.#map()))
    const reference = this.reference()
    return reference ? evaluate(reference) : this.#literal()
  }

  #list(): Evaluate {
    this.skipSpace()
    if (this.take(']')) return () => []
    const items = [this.#parameter()]
    this.skipSpace()
    if (this.take('..')) {
      const to = this.#parameter()
      this.need(']')
      return (run) => range(items[0]?.(run), to(run))
    }
    for (; !this.take(']'); this.skipSpace()) {
      this.need(',')
      items.push(this.#parameter())
    }
    return (run) => items.map((item) => item(run))
  }

  #map(): Evaluate {
    const entries: (readonly [Evaluate, Evaluate])[] = []
    this.skipSpace()
    while (!this.take('}')) {
      if (entries.length > 0) this.need(',')
      const key = this.#parameter()
      this.need(':')
      entries.push([key, this.#parameter()])
      this.skipSpace()
    }
    return (run) => new Map(entries.map(([key, value]) => [toText(key(run)), value(run)]))
  }

  #literal(): Evaluate {
    const single = this.match(/'(?:[^']|'')*'/y)
    if (single !== undefined) return constant(single.slice(1, -1).replaceAll("''", "'"))
    const double = this.match(/"(?:[^"]|"")*"/y)
    if (double !== undefined) return this.#doubleQuoted(double.slice(1, -1).replaceAll('""', '"'))
    const number = this.match(/-?(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y)
    if (number !== undefined) return constant(bareValue(number.replace(/^(-?)\./, '$10.')))
    const word = this.match(/(?:true|false)\b/y)
    if (word === undefined) throw this.error('expected a value')
    return () => word === 'true'
  }

  #doubleQuoted(source: string): Evaluate {
    const value = source.replace(/\\u([\dA-Fa-f]{4})/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    if (!/[$#]/.test(value)) return constant(value)
    // Velocity reads it with a blank behind, which it does not print.
    const emit = this.#parseText(`${value} `, this.room - 1)
    return untrue((run) => run.capture(emit).replace(/ $/, ''))
  }
}
