import { TemplateError } from './values.ts'

/** Deeper than any template is nested, and far from the end of the stack. */
const maxDepth = 100

/** Reads a text from left to right; each character is looked at a bounded number of times. */
export class Scanner {
  readonly text: string
  at = 0
  #depth: number

  constructor(text: string, depth = 0) {
    this.text = text
    this.#depth = depth
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  get depth(): number {
    return this.#depth
  }

  /** Reads something that may hold its like. */
  nested<T>(read: () => T): T {
    if (++this.#depth > maxDepth) throw this.error('nested too deeply')
    const result = read()
    this.#depth--
    return result
  }

  /** Whether the text goes on with `expected`; nothing is read. */
  sees(expected: string): boolean {
    return this.text.startsWith(expected, this.at)
  }

  take(expected: string): boolean {
    if (!this.sees(expected)) return false
    this.at += expected.length
    return true
  }

  /** Reads what a sticky pattern covers here; undefined where it covers nothing. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) return undefined
    this.at += found.length
    return found
  }

  need(expected: string): void {
    this.skipSpace()
    if (!this.take(expected)) throw this.error(`expected ${expected}`)
  }

  skipSpace(): void {
    this.match(/\s*/y)
  }

  error(problem: string): TemplateError {
    const near = this.text.slice(this.at, this.at + 20)
    return new TemplateError(`${problem} at character ${this.at}, near ${JSON.stringify(near)}`)
  }
}
