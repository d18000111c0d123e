import { maxTemplate } from '../../readers.ts'
import {
  assign,
  type Branch,
  breakOff,
  call,
  choose,
  define,
  foreach,
  print,
  sequence,
} from './directives.ts'
import { evaluate, type Reference } from './references.ts'
import type { Emit } from './run.ts'
import { controls, TextParser, word, write } from './textParser.ts'
import { TemplateError } from './values.ts'

const plain = /[^$#\\]+/y
/** `#set` takes blanks with it, unless something else stands before these (public logs 22315992745, 10494123538). */
const set = /[ \t]*#(?:set|\{set\}) *\(/y
/** A directive takes the rest of its line with it, where that is empty. */
const restOfLine = /[ \t]*(?:\r\n|\n|\r)/y
const opening = /\s*\(/y

/** What ended a block: a directive that belongs to what is around it, or the end of the text. */
type End = 'end' | 'else' | 'elseif' | undefined

class TemplateParser extends TextParser {
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
      if (this.match(set) !== undefined) {
        parts.push(this.#set())
        continue
      }
      const text = this.match(plain)
      if (text !== undefined) parts.push(write(text))
      else if (this.sees('\\')) parts.push(...this.escape())
      else if (this.sees('$')) {
        const reference = this.reference()
        parts.push(reference ? print(evaluate(reference)) : write(this.sign()))
      } else {
        const part = this.comment() ?? this.#word()
        if (typeof part === 'string') return { body, end: part }
        parts.push(part)
      }
    }
    return { body, end: undefined }
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

  #target(): Reference {
    this.skipSpace()
    const target = this.reference()
    if (!target) throw this.error('expected a reference')
    return target
  }

  #set(): Emit {
    const target = this.#target()
    this.need('=')
    const value = this.expression()
    this.#closeBracket()
    return assign(target, value)
  }

  /** What begins with a word: a directive, the call of a macro, or text; a name where it ends a block. */
  #word(): Emit | Exclude<End, undefined> {
    const start = this.at
    const source = this.match(word)
    if (source === undefined) return write(this.sign())
    const name = source.replace(/[#{}]/g, '')
    if (name === 'else' || name === 'end') {
      this.match(restOfLine)
      return name
    }
    if (name === 'break') return breakOff('loop')
    if (name === 'stop') return breakOff('all')
    if (this.match(opening) === undefined) {
      if (controls.has(name)) throw this.error('expected (')
      return write(source)
    }
    if (name === 'elseif') return name
    if (name === 'if') return this.#if()
    if (name === 'macro') return this.#macro()
    if (name === 'define') return this.#define()
    if (name === 'foreach') return this.#foreach()
    const args = this.arguments()
    this.match(restOfLine)
    const text = this.text.slice(start, this.at)
    return call(name.replace('@', ''), args, name.startsWith('@') ? this.#body() : sequence([]), text)
  }

  #define(): Emit {
    const { name } = this.#target()
    this.#closeBracket()
    return define(name, this.#body())
  }

  #foreach(): Emit {
    const { name } = this.#target()
    this.need('in')
    const list = this.expression()
    this.#closeBracket()
    return foreach(name, list, this.#body())
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
}

/** Throws TemplateError where a text is no template. */
export function parseTemplate(text: string): Emit {
  if (text.length > maxTemplate) throw new TemplateError('A template is larger than 300 KB')
  return new TemplateParser(text).template()
}
