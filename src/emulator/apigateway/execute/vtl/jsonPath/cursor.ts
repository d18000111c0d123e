import { TemplateError } from '../values.ts'

/** Where a text is being read. */
export class Cursor {
  readonly text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.#at >= this.text.length
  }

  fail(): never {
    throw new TemplateError(`JSONPath ${this.text}: cannot be read at position ${this.#at}`)
  }

  /** Takes what an expression (with the flag y) finds here; undefined where it finds nothing. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at
    const found = expression.exec(this.text) ?? undefined
    if (found) this.#at += found[0].length
    return found
  }

  take(word: string): boolean {
    const isHere = this.text.startsWith(word, this.#at)
    if (isHere) this.#at += word.length
    return isHere
  }

  expect(word: string): void {
    if (!this.take(word)) this.fail()
  }

  blanks(): void {
    this.match(/\s*/y)
  }

  /** A text in quotes, in which a backslash takes the next character as it is. */
  quoted(): string | undefined {
    const found = this.match(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy)
    return found && (found[1] ?? found[2] ?? '').replace(/\\(.)/gs, '$1')
  }

  /** Reads something that may contain itself. */
  nested<T>(read: () => T): T {
    if (++this.#depth > 50) this.fail()
    const result = read()
    this.#depth--
    return result
  }
}
