import type { Attribute, Expression, Node, Reference } from './ast.ts'
import { Scanner } from './scanner.ts'

/** Operators from the weakest to the strongest, with the words that Velocity has for them. */
const levels: readonly (readonly (readonly [RegExp, string])[])[] = [
  [[/\|\||or\b/y, '||']],
  [[/&&|and\b/y, '&&']],
  [
    [/==|eq\b/y, '=='],
    [/!=|ne\b/y, '!='],
  ],
  [
    [/<=|le\b/y, '<='],
    [/>=|ge\b/y, '>='],
    [/<|lt\b/y, '<'],
    [/>|gt\b/y, '>'],
  ],
  [
    [/\+/y, '+'],
    [/-/y, '-'],
  ],
  [
    [/\*/y, '*'],
    [/\//y, '/'],
    [/%/y, '%'],
  ],
]

const name = /[A-Za-z_][\w-]*/y

/** Reads references and expressions. */
export abstract class ExpressionParser extends Scanner {
  /** Reads the text of a double-quoted string as a template. */
  protected abstract parseText(text: string): readonly Node[]

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
    const path: Attribute[] = []
    for (let step = this.#attribute(); step; step = this.#attribute()) path.push(step)
    if (formal && !this.take('}')) throw this.error('expected }')
    return { type: 'reference', name: id, path }
  }

  #attribute(): Attribute | undefined {
    if (this.take('[')) {
      const key = this.expression()
      this.need(']')
      return { type: 'index', key }
    }
    const start = this.at
    const property = this.take('.') ? this.match(name) : undefined
    if (property === undefined) {
      this.at = start // a full stop behind a reference
      return undefined
    }
    if (!this.take('(')) return { type: 'property', name: property }
    return { type: 'method', name: property, args: this.#items(')') }
  }

  #items(end: string): Expression[] {
    const items: Expression[] = []
    this.skipSpace()
    while (!this.take(end)) {
      if (items.length > 0) this.need(',')
      items.push(this.expression())
      this.skipSpace()
    }
    return items
  }

  /** What a macro is called with: expressions with blanks or commas between them. */
  protected arguments(): Expression[] {
    const items: Expression[] = []
    this.match(/[\s,]*/y)
    while (!this.take(')')) {
      items.push(this.nested(() => this.#primary()))
      this.match(/[\s,]*/y)
    }
    return items
  }

  expression(level = 0): Expression {
    const operators = levels[level]
    if (!operators) return this.nested(() => this.#primary())
    let left = this.expression(level + 1)
    for (;;) {
      this.skipSpace()
      const operator = operators.find(([pattern]) => this.match(pattern) !== undefined)?.[1]
      if (operator === undefined) return left
      left = { type: 'binary', operator, left, right: this.expression(level + 1) }
    }
  }

  #primary(): Expression {
    this.skipSpace()
    if (this.match(/!|not\b/y) !== undefined)
      return { type: 'not', operand: this.nested(() => this.#primary()) }
    if (this.take('(')) {
      const inner = this.expression()
      this.need(')')
      return inner
    }
    if (this.take('[')) return this.#list()
    if (this.take('{')) return this.#map()
    return this.reference() ?? this.#literal()
  }

  #list(): Expression {
    this.skipSpace()
    if (this.take(']')) return { type: 'list', items: [] }
    const first = this.expression()
    this.skipSpace()
    if (this.take('..')) {
      const to = this.expression()
      this.need(']')
      return { type: 'range', from: first, to }
    }
    this.take(',')
    return { type: 'list', items: [first, ...this.#items(']')] }
  }

  #map(): Expression {
    const entries: (readonly [Expression, Expression])[] = []
    this.skipSpace()
    while (!this.take('}')) {
      if (entries.length > 0) this.need(',')
      const key = this.expression()
      this.need(':')
      entries.push([key, this.expression()])
      this.skipSpace()
    }
    return { type: 'map', entries }
  }

  #literal(): Expression {
    const single = this.match(/'(?:[^']|'')*'/y)
    if (single !== undefined) return { type: 'literal', value: single.slice(1, -1).replaceAll("''", "'") }
    const double = this.match(/"(?:[^"]|"")*"/y)
    if (double !== undefined) return this.#doubleQuoted(double.slice(1, -1).replaceAll('""', '"'))
    const number = this.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y)
    if (number !== undefined) return { type: 'literal', value: Number(number) }
    const word = this.match(/(?:true|false)\b/y)
    if (word === undefined) throw this.error('expected a value')
    return { type: 'literal', value: word === 'true' }
  }

  #doubleQuoted(value: string): Expression {
    return /[$#]/.test(value) ? { type: 'text', nodes: this.parseText(value) } : { type: 'literal', value }
  }
}
