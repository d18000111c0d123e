import { TemplateError } from './values.ts'

/** Reads a text from left to right; each character is looked at a bounded number of times. */
export class Scanner {
  readonly text: string
  at = 0
  /** How much deeper what is read may be nested: more than any template is, and far from the end of the stack. */
  protected room: number

  constructor(text: string, room = 100) {
    this.text = text
    this.room = room
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  /** Reads something that may hold its like. */
  nested<T>(read: () => T): T {
    if (this.room <= 0) throw this.error('nested too deeply')
    this.room--
    try {
      return read()
    } finally {
      this.room++
    }
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
  exec(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text) ?? undefined
    if (found) this.at += found[0].length
    return found
  }

  match(pattern: RegExp): string | undefined {
    return this.exec(pattern)?.[0]
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
