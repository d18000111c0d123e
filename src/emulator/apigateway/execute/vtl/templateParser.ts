import type { Branch, Node } from './ast.ts'
import { ExpressionParser } from './expressionParser.ts'
import { TemplateError } from './values.ts'

const plain = /[^$#\\]+/y
/** Where a directive begins: `#name` or `#{name}`; the words need not end where their name does (`#endx`). */
const directive =
  /#(?:(set|if|elseif|else|end|foreach|break|stop|define|macro)|\{(set|if|elseif|else|end|foreach|break|stop|define|macro)\})/y
/** A directive takes the rest of its line with it, where that is empty. */
const restOfLine = /[ \t]*(?:\r\n|\n|\r)/y
const withBrackets = new Set(['set', 'if', 'elseif', 'foreach', 'define', 'macro'])

/** What ended a row of nodes: a directive that belongs to the block around them, or the end of the text. */
type End = 'end' | 'else' | 'elseif' | undefined

class TemplateParser extends ExpressionParser {
  protected parseText(text: string): readonly Node[] {
    return new TemplateParser(text, this.depth + 1).template()
  }

  template(): readonly Node[] {
    const { nodes, end } = this.#nodes()
    if (end !== undefined) throw this.error(`#${end} without a beginning`)
    return nodes
  }

  #nodes(): { readonly nodes: readonly Node[]; readonly end: End } {
    const nodes: Node[] = []
    while (!this.done) {
      const text = this.match(plain)
      if (text !== undefined) nodes.push(text)
      else if (this.sees('\\')) nodes.push(this.#escape())
      else if (this.sees('$')) nodes.push(this.reference() ?? this.#one())
      else {
        const keyword = this.#keyword()
        if (keyword === 'end' || keyword === 'else' || keyword === 'elseif') return { nodes, end: keyword }
        const node = keyword === undefined ? this.#hash() : this.#directive(keyword)
        if (node !== undefined) nodes.push(node)
      }
    }
    return { nodes, end: undefined }
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

  #body(): readonly Node[] {
    return this.nested(() => {
      const { nodes, end } = this.#nodes()
      if (end !== 'end') throw this.error('expected #end')
      return nodes
    })
  }

  #directive(keyword: string): Node {
    if (keyword === 'break' || keyword === 'stop') return { type: keyword }
    if (keyword === 'if') return this.#if()
    if (keyword === 'macro') return this.#macro()
    this.skipSpace()
    const target = this.reference()
    if (!target) throw this.error('expected a reference')
    if (keyword === 'set') {
      this.need('=')
      const value = this.expression()
      this.#closeBracket()
      return { type: 'set', target, value }
    }
    if (keyword === 'define') {
      this.#closeBracket()
      return { type: 'define', name: target.name, body: this.#body() }
    }
    this.need('in')
    const source = this.expression()
    this.#closeBracket()
    return { type: 'foreach', name: target.name, source, body: this.#body() }
  }

  #if(): Node {
    return this.nested(() => {
      const branches: Branch[] = []
      let keyword: End = 'elseif'
      while (keyword !== 'end') {
        const test = keyword === 'elseif' ? this.expression() : undefined
        if (test) this.#closeBracket()
        const { nodes, end } = this.#nodes()
        if (end === undefined || (test === undefined && end !== 'end')) throw this.error('expected #end')
        branches.push({ test, body: nodes })
        keyword = end
      }
      return { type: 'if', branches }
    })
  }

  #macro(): Node {
    this.skipSpace()
    const name = this.match(/[A-Za-z_][\w-]*/y)
    if (name === undefined) throw this.error('expected a name')
    const parameters: string[] = []
    for (this.match(/[\s,]*/y); this.sees('$'); this.match(/[\s,]*/y))
      parameters.push(this.reference()?.name ?? '')
    this.#closeBracket()
    return { type: 'macro', name, parameters, body: this.#body() }
  }

  /** A comment, a text to be left alone, the call of a macro, or a `#` that is only a `#`. */
  #hash(): Node | undefined {
    if (this.take('##')) {
      this.match(/[^\n]*\n?/y)
      return undefined
    }
    if (this.take('#*')) {
      this.#until('*#')
      return undefined
    }
    if (this.take('#[[')) return this.#until(']]#')
    const start = this.at
    const call = this.match(/#@?[A-Za-z_][\w-]*\(/y)
    if (call === undefined) return this.#one()
    const args = this.#tryArguments()
    if (!args) {
      this.at = start
      return this.#one()
    }
    const source = this.text.slice(start, this.at)
    const name = call.replace(/[#@(]/g, '')
    return { type: 'call', name, args, body: call.startsWith('#@') ? this.#body() : [], source }
  }

  /** `#word(` may also be text: undefined where what follows are no arguments. */
  #tryArguments() {
    try {
      return this.arguments()
    } catch (error) {
      if (error instanceof TemplateError) return undefined
      throw error
    }
  }

  #until(mark: string): string {
    const end = this.text.indexOf(mark, this.at)
    if (end < 0) throw this.error(`expected ${mark}`)
    const text = this.text.slice(this.at, end)
    this.at = end + mark.length
    return text
  }
}

/** AWS's own limit on a template. */
const maxTemplate = 300 * 1024

/** Throws TemplateError where a text is no template. */
export function parseTemplate(text: string): readonly Node[] {
  if (text.length > maxTemplate) throw new TemplateError('A template is larger than 300 KB')
  return new TemplateParser(text).template()
}
