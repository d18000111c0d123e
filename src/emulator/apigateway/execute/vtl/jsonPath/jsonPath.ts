import { bareValue } from '../jsonReader.ts'
import { Scanner } from '../scanner.ts'
import { isList, isMap, JsonList, TemplateError, type Value } from '../values.ts'
import { operators } from './compare.ts'
import {
  all,
  descend,
  filtered,
  indexed,
  named,
  namedEach,
  type Path,
  type PathStep,
  pathOf,
  Search,
  sliced,
} from './path.ts'

/** In a filter a name ends where an operator starts. */
const bareName = { path: /[^.[(\s]+/y, filter: /[^.[\](){}\s=!<>&|,~]+/y }
type Within = keyof typeof bareName

const wholeNumber = (text: string | undefined) => (text ? Number(text) : undefined)

const operator =
  /===|!==|==|!=|<=|>=|<|>|=~|(?:in|nin|subsetof|anyof|noneof|contains|size|empty)(?=[\s[('"@$\d-])/iy

/** What is compared: a path, or a value of the filter's own. */
type Operand = Pick<Path, 'find'> & Partial<Path>
type Filter = Path['exists']

/** Reads JSONPaths, and the filters in them, which have paths of their own. */
class PathParser extends Scanner {
  constructor(text: string) {
    super(text, 50)
  }

  override error(): TemplateError {
    return new TemplateError(`JSONPath ${this.text}: cannot be read at position ${this.at}`)
  }

  #fail(): never {
    throw this.error()
  }

  /** A text in quotes, in which a backslash takes the next character as it is. */
  #quoted(): string | undefined {
    const found = this.exec(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy)
    return found && (found[1] ?? found[2] ?? '').replace(/\\(.)/gs, '$1')
  }

  /** The whole text as a path. */
  whole(): Path {
    const path = pathOf('$', [...this.#steps('path')])
    return this.done ? path : this.#fail()
  }

  *#steps(within: Within): Generator<PathStep> {
    for (;;) {
      const isBelow = this.take('..')
      if (isBelow) yield descend
      if (isBelow || this.take('.')) yield this.#afterDot(within, isBelow)
      else if (this.sees('[')) yield this.#inBrackets()
      else return
    }
  }

  /** Jayway takes `.['name']` as well. */
  #afterDot(within: Within, isBelow: boolean): PathStep {
    if (this.sees('[')) return this.#inBrackets(isBelow)
    if (this.take('*')) return all
    const name = this.match(bareName[within]) ?? this.#fail()
    return this.match(/\(\s*\)/y) === undefined ? named(name) : { call: name }
  }

  #inBrackets(isBelow = false): PathStep {
    this.need('[')
    const inside = this.#selection(isBelow)
    this.need(']')
    return inside
  }

  #selection(isBelow: boolean): PathStep {
    this.skipSpace()
    if (this.take('*')) return all
    if (this.take('?')) return filtered(this.nested(() => this.#inRoundBrackets()))
    const name = this.#quoted()
    if (name !== undefined) {
      const more = [...this.#moreNames()]
      return more.length === 0 ? named(name) : namedEach([name, ...more], isBelow)
    }
    const slice = this.exec(/(-?\d+)?\s*:\s*(-?\d+)?(?::\d*)?/y) // Jayway takes a step, and takes every item
    if (slice) return sliced(wholeNumber(slice[1]), wholeNumber(slice[2]))
    const indexes = this.match(/-?\d+(\s*,\s*-?\d+)*/y) ?? this.#fail()
    return indexed(indexes.split(',').map(Number))
  }

  *#moreNames(): Generator<string> {
    this.skipSpace()
    while (this.take(',')) {
      this.skipSpace()
      yield this.#quoted() ?? this.#fail()
      this.skipSpace()
    }
  }

  /** `(…)` behind the `?` of `[?(…)]`. */
  #inRoundBrackets(): Filter {
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
    return this.sees('(') ? this.nested(() => this.#inRoundBrackets()) : this.#relation()
  }

  #relation(): Filter {
    const left = this.#operand()
    this.skipSpace()
    const compare = operators[this.match(operator)?.toLowerCase() ?? '']
    if (compare) {
      const right = this.#operand()
      return (item, search) => compare(left.find(item, search), right.find(item, search), search)
    }
    return left.exists ?? this.#fail()
  }

  #operand(): Operand {
    this.skipSpace()
    const root = this.take('$') ? '$' : this.take('@') ? '@' : undefined
    if (root) return pathOf(root, [...this.#steps('filter')])
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
  #value(): Value {
    const text = this.#quoted()
    if (text !== undefined) return text
    const bare = this.match(/-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|null/y)
    if (bare !== undefined) return bareValue(bare)
    return this.take('[') ? this.nested(() => this.#list()) : this.#fail()
  }

  #list(): Value {
    const items = new JsonList()
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

/**
 * What a JSONPath finds in JSON, as Jayway's library gives it. One without `$` starts at the document all the same.
 * Throws TemplateError where the text is no path.
 */
export function evaluatePath(text: string, json: Value): Value {
  const trimmed = text.trim()
  const parser = new PathParser(/^[$@]/.test(trimmed) ? trimmed.slice(1) : `.${trimmed}`)
  return parser.whole().find(json, new Search(json))
}

/** The same for a template or a mapping: no path is the whole document, and only an object or a list has something in it. */
export function findInJson(json: Value, path: string): Value {
  if (path === '' || path === '$') return json
  return isMap(json) || isList(json) ? evaluatePath(path, json) : undefined
}
