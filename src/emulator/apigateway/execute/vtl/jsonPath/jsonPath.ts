import { FilterParser } from './filterParser.ts'
import {
  all,
  descend,
  filtered,
  indexed,
  named,
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

class PathParser extends FilterParser {
  /** The whole text as a path. */
  whole(): Path {
    const path = pathOf('$', [...this.steps('path')])
    return this.done ? path : this.fail()
  }

  protected override *steps(within: Within): Generator<PathStep> {
    for (;;) {
      if (this.take('..')) {
        yield descend
        yield this.#step(within) ?? this.#afterDot(within)
      }
      const step = this.#step(within)
      if (!step) return
      yield step
    }
  }

  #step(within: Within): PathStep | undefined {
    if (!this.take('[')) return this.take('.') ? this.#afterDot(within) : undefined
    const inside = this.#inBrackets()
    this.need(']')
    return inside
  }

  #afterDot(within: Within): PathStep {
    if (this.take('*')) return all
    const name = this.match(bareName[within]) ?? this.fail()
    return this.match(/\(\s*\)/y) === undefined ? named([name]) : { call: name }
  }

  #inBrackets(): PathStep {
    this.skipSpace()
    if (this.take('*')) return all
    if (this.take('?')) return filtered(this.nested(() => this.inRoundBrackets()))
    const name = this.quoted()
    if (name !== undefined) return named([name, ...this.#moreNames()])
    const slice = this.exec(/(-?\d+)?\s*:\s*(-?\d+)?/y)
    if (slice) return sliced(wholeNumber(slice[1]), wholeNumber(slice[2]))
    const indexes = this.match(/-?\d+(\s*,\s*-?\d+)*/y) ?? this.fail()
    return indexed(indexes.split(',').map(Number))
  }

  *#moreNames(): Generator<string> {
    this.skipSpace()
    while (this.take(',')) {
      this.skipSpace()
      yield this.quoted() ?? this.fail()
      this.skipSpace()
    }
  }
}

/**
 * What a JSONPath finds in JSON, as Jayway's library gives it. One without `$` starts at the document all the same.
 * Throws TemplateError where the text is no path.
 */
export function evaluatePath(text: string, json: unknown): unknown {
  const trimmed = text.trim()
  const parser = new PathParser(/^[$@]/.test(trimmed) ? trimmed.slice(1) : `.${trimmed}`)
  return parser.whole().find(json, new Search(json))
}
