import { print, sequence } from './directives.ts'
import { ExpressionParser } from './expressionParser.ts'
import { evaluate } from './references.ts'
import type { Emit } from './run.ts'

/** Directives and macros are words, which end where a word does: `#endx` is no `#end`, and `#{end}x` is one. */
export const word = /#(?:[A-Za-z_@][\w@]*|\{[A-Za-z_][\w@]*\})/y
/** What cannot be text. */
export const controls = new Set(['if', 'elseif', 'else', 'end'])
const directives = new Set([...controls, 'set', 'foreach', 'break', 'stop', 'define', 'macro'])

export const write =
  (text: string): Emit =>
  (run) =>
    run.write(text)

/** Reads what is printed as it stands. */
export class TextParser extends ExpressionParser {
  /** A `$` or `#` that is only that; Velocity wants something behind it. */
  protected sign(): string {
    this.at++
    if (this.done) throw this.error('expected more')
    return this.text[this.at - 1] ?? ''
  }

  /**
   * Of backslashes before a reference or a directive every second one stays, and what is behind an odd one is printed as
   * it stands. All others are text (Parser.jjt of Velocity 1.7).
   */
  protected escape(): Emit[] {
    const slashes = this.match(/\\+/y) ?? ''
    const isOdd = slashes.length % 2 > 0
    const half = write(slashes.slice(0, slashes.length / 2))
    const start = this.at
    const reference = this.reference()
    if (reference) return [half, isOdd ? write(this.text.slice(start, this.at)) : print(evaluate(reference))]
    const source = this.match(word) ?? ''
    const name = source.replace(/[#{}]/g, '')
    const isKnown = directives.has(name)
    if (isOdd) return [isKnown ? half : write(slashes), write(source)]
    this.at = start
    return [isKnown && name !== 'set' ? half : write(slashes)]
  }

  /** A comment, or a text to be left alone. */
  protected comment(): Emit | undefined {
    if (this.take('##')) {
      this.match(/[^\r\n]*(?:\r\n|\n|\r)?/y)
      return sequence([])
    }
    if (this.take('#*')) {
      this.#until('*#')
      return sequence([])
    }
    return this.take('#[[') ? write(this.#until(']]#')) : undefined
  }

  #until(mark: string): string {
    const end = this.text.indexOf(mark, this.at)
    if (end < 0) throw this.error(`expected ${mark}`)
    const text = this.text.slice(this.at, end)
    this.at = end + mark.length
    return text
  }
}
