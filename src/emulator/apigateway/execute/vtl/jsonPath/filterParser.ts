import { Scanner } from '../scanner.ts'
import { TemplateError } from '../values.ts'
import { operators } from './compare.ts'
import { type Path, type PathStep, pathOf } from './path.ts'

const operator =
  /===|!==|==|!=|<=|>=|<|>|=~|(?:in|nin|subsetof|anyof|noneof|contains|size|empty)(?=[\s[('"@$\d-])/iy

/** What is compared: a path, or a value of the filter's own. */
type Operand = Pick<Path, 'find'> & Partial<Path>
type Filter = Path['exists']

/** Reads the filters in a JSONPath. */
export abstract class FilterParser extends Scanner {
  /** Reads the steps of a path. */
  protected abstract steps(within: 'path' | 'filter'): Iterable<PathStep>

  constructor(text: string) {
    super(text, 50)
  }

  override error(): TemplateError {
    return new TemplateError(`JSONPath ${this.text}: cannot be read at position ${this.at}`)
  }

  protected fail(): never {
    throw this.error()
  }

  /** A text in quotes, in which a backslash takes the next character as it is. */
  protected quoted(): string | undefined {
    const found = this.exec(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy)
    return found && (found[1] ?? found[2] ?? '').replace(/\\(.)/gs, '$1')
  }

  /** `(…)` behind the `?` of `[?(…)]`. */
  protected inRoundBrackets(): Filter {
    this.need('(')
    const filter = this.#either()
    this.need(')')
    return filter
  }

  #either(): Filter {
    const parts = this.#chain('||', () => this.#both())
    return (item, search) => parts.some((holds) => holds(item, search))
  }

  #both(): Filter {
    const parts = this.#chain('&&', () => this.#unary())
    return (item, search) => parts.every((holds) => holds(item, search))
  }

  #chain(word: string, read: () => Filter): readonly Filter[] {
    const parts = []
    do {
      parts.push(read())
      this.skipSpace()
    } while (this.take(word))
    return parts
  }

  #unary(): Filter {
    this.skipSpace()
    if (this.take('!')) {
      const holds = this.nested(() => this.#unary())
      return (item, search) => !holds(item, search)
    }
    return this.sees('(') ? this.nested(() => this.inRoundBrackets()) : this.#relation()
  }

  #relation(): Filter {
    const left = this.#operand()
    this.skipSpace()
    const compare = operators[this.match(operator)?.toLowerCase() ?? '']
    if (compare) {
      const right = this.#operand()
      return (item, search) => compare(left.find(item, search), right.find(item, search))
    }
    return left.exists ?? this.fail()
  }

  #operand(): Operand {
    this.skipSpace()
    const root = this.take('$') ? '$' : this.take('@') ? '@' : undefined
    if (root) return pathOf(root, [...this.steps('filter')])
    const value = this.#regex() ?? this.#value()
    return { find: () => value }
  }

  #regex(): string | undefined {
    const found = this.exec(/\/((?:[^/\\]|\\.)*)\/([a-z]*)/y)
    if (!found) return undefined
    const [, pattern = '', flags = ''] = found
    const known = flags.replace(/[^ims]/g, '')
    return known ? `(?${known})${pattern}` : pattern
  }

  /** Jayway writes values of its own in a filter as JSON, with quotes of either kind. */
  #value(): unknown {
    const text = this.quoted()
    if (text !== undefined) return text
    const number = this.match(/-?\d+(\.\d+)?([eE][+-]?\d+)?/y)
    if (number !== undefined) return Number(number)
    const word = this.match(/true|false|null/y)
    if (word !== undefined) return JSON.parse(word)
    return this.take('[') ? this.nested(() => this.#list()) : this.fail()
  }

  #list(): unknown[] {
    const items: unknown[] = []
    this.skipSpace()
    if (this.take(']')) return items
    do {
      this.skipSpace()
      items.push(this.#value())
      this.skipSpace()
    } while (this.take(','))
    this.need(']')
    return items
  }
}
