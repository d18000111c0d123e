import { maxTemplate } from '../../readers.ts'
import { assign, type Branch, breakOff, call, choose, foreach, print, sequence } from './directives.ts'
import { ExpressionParser } from './expressionParser.ts'
import { evaluate } from './references.ts'
import type { Emit } from './run.ts'
import { attempt, TemplateError } from './values.ts'

const plain = /[^$#\\]+/y
const words = '(?:set|if|elseif|else|end|foreach|break|stop|define|macro)'
/** Where a directive begins: `#name` or `#{name}`; the words need not end where their name does (`#endx`). */
const directive = new RegExp(`#(?:${words}|\\{${words}\\})`, 'y')
/** A directive takes the rest of its line with it, where that is empty. */
const restOfLine = /[ \t]*(?:\r\n|\n|\r)/y
const withBrackets = new Set(['set', 'if', 'elseif', 'foreach', 'define', 'macro'])

/** What ended a block: a directive that belongs to what is around it, or the end of the text. */
type End = 'end' | 'else' | 'elseif' | undefined

const write =
  (text: string): Emit =>
  (run) =>
    run.write(text)

class TemplateParser extends ExpressionParser {
  constructor(text: string, room?: number) {
    super(text, room, (inner, left) => new TemplateParser(inner, left).template())
  }

  template(): Emit {
    const { body, end } = this.#block()
    if (end !== undefined) throw this.error(`#${end} without a beginning`)
    return body
  }

  #block(): { readonly body: Emit; readonly end: End } {
    const parts: Emit[] = []
    const body = sequence(parts)
    while (!this.done) {
      const text = this.match(plain)
      if (text !== undefined) parts.push(write(text))
      else if (this.sees('\\')) parts.push(write(this.#escape()))
      else if (this.sees('$')) {
        const reference = this.reference()
        parts.push(reference ? print(evaluate(reference)) : write(this.#one()))
      } else {
        const keyword = this.#keyword()
        if (keyword === 'end' || keyword === 'else' || keyword === 'elseif') return { body, end: keyword }
        const part = keyword === undefined ? this.#hash() : this.#directive(keyword)
        if (part) parts.push(part)
      }
    }
    return { body, end: undefined }
  }

  #one(): string {
    return this.text[this.at++] ?? ''
  }

  /** `\$name` and `\#if` are printed as they stand, without the `\`. */
  #escape(): string {
    this.at++
    const start = this.at
    const escaped = this.match(/\$!?\{?[A-Za-z_][\w.-]*\}?/y) ?? this.match(directive)
    return escaped === undefined ? '\\' : this.text.slice(start, this.at)
  }

  /** Reads the beginning of a directive, with its opening bracket; undefined, and nothing read, where there is none. */
  #keyword(): string | undefined {
    const start = this.at
    const found = this.match(directive)?.replace(/[#{}]/g, '')
    const keyword = found === 'else' && this.match(/if(?=\s*\()/y) !== undefined ? 'elseif' : found
    if (keyword === undefined) return undefined
    if (withBrackets.has(keyword)) {
      if (this.match(/[ \t]*\(/y) !== undefined) return keyword
      this.at = start
      return undefined
    }
    this.match(restOfLine)
    return keyword
  }

  #closeBracket(): void {
    this.need(')')
    this.match(restOfLine)
  }

  #body(): Emit {
    return this.nested(() => {
      const { body, end } = this.#block()
      if (end !== 'end') throw this.error('expected #end')
      return body
    })
  }

  #directive(keyword: string): Emit {
    if (keyword === 'break') return breakOff('loop')
    if (keyword === 'stop') return breakOff('all')
    if (keyword === 'if') return this.#if()
    if (keyword === 'macro') return this.#macro()
    this.skipSpace()
    const target = this.reference()
    if (!target) throw this.error('expected a reference')
    if (keyword === 'define') {
      this.#closeBracket()
      const body = this.#body()
      return (run) => void run.blocks.set(target.name, body)
    }
    this.need(keyword === 'set' ? '=' : 'in')
    const value = this.expression()
    this.#closeBracket()
    return keyword === 'set' ? assign(target, value) : foreach(target.name, value, this.#body())
  }

  #if(): Emit {
    return this.nested(() => {
      const branches: Branch[] = []
      let keyword: End = 'elseif'
      while (keyword !== 'end') {
        const test = keyword === 'elseif' ? this.expression() : undefined
        if (test) this.#closeBracket()
        const { body, end } = this.#block()
        if (end === undefined || (test === undefined && end !== 'end')) throw this.error('expected #end')
        branches.push({ test, body })
        keyword = end
      }
      return choose(branches)
    })
  }

  #macro(): Emit {
    this.skipSpace()
    const name = this.match(/[A-Za-z_][\w-]*/y)
    if (name === undefined) throw this.error('expected a name')
    const parameters: string[] = []
    for (this.match(/[\s,]*/y); this.sees('$'); this.match(/[\s,]*/y))
      parameters.push(this.reference()?.name ?? '')
    this.#closeBracket()
    const body = this.#body()
    return (run) => void run.macros.set(name, { parameters, body })
  }

  /** A comment, a text to be left alone, the call of a macro, or a `#` that is only a `#`. */
  #hash(): Emit | undefined {
    if (this.take('##')) {
      this.match(/[^\n]*\n?/y)
      return undefined
    }
    if (this.take('#*')) {
      this.#until('*#')
      return undefined
    }
    if (this.take('#[[')) return write(this.#until(']]#'))
    const start = this.at
    const opening = this.match(/#@?[A-Za-z_][\w-]*\(/y)
    const args = opening === undefined ? undefined : attempt(() => this.arguments()) // `#word(` may also be text
    if (opening === undefined || !args) {
      this.at = start
      return write(this.#one())
    }
    const source = this.text.slice(start, this.at)
    const content = opening.startsWith('#@') ? this.#body() : sequence([])
    return call(opening.replace(/[#@(]/g, ''), args, content, source)
  }

  #until(mark: string): string {
    const end = this.text.indexOf(mark, this.at)
    if (end < 0) throw this.error(`expected ${mark}`)
    const text = this.text.slice(this.at, end)
    this.at = end + mark.length
    return text
  }
}

/** Throws TemplateError where a text is no template. */
export function parseTemplate(text: string): Emit {
  if (text.length > maxTemplate) throw new TemplateError('A template is larger than 300 KB')
  return new TemplateParser(text).template()
}
