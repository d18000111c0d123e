import { TemplateError } from '../values.ts'
import { type Filter, isDefinite, type Operand, type Path, type Step } from './ast.ts'
import { calls } from './calls.ts'
import { operators } from './compare.ts'
import { parsePath } from './parsePath.ts'

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `..` behind `..` multiplies: no path looks at more than this. */
const mostLooks = 1_000_000

const childrenOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []

/** A value and all that is in it, parents first. */
function* everythingIn(value: unknown): Generator<unknown> {
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    yield next
    for (const child of [...childrenOf(next)].reverse()) waiting.push(child)
  }
}

const itemAt = (value: unknown, index: number): readonly unknown[] => {
  if (!Array.isArray(value)) return []
  const at = index < 0 ? value.length + index : index
  return at >= 0 && at < value.length ? [value[at]] : []
}

const scans = ({ steps }: Path) => steps.some(({ kind }) => kind === 'descend')

class Evaluation {
  readonly #document: unknown
  #looks = 0

  constructor(document: unknown) {
    this.#document = document
  }

  /** What a path gives; undefined where it finds nothing, an empty list where it may find several. */
  find(path: Path, item: unknown): unknown {
    let found: readonly unknown[] = [path.root === '$' ? this.#document : item]
    let isList = false
    for (const [at, step] of path.steps.entries()) {
      if (step.kind === 'call') {
        const result = this.#call(step.name, found, path)
        if (!isList || scans(path)) return result[0]
        found = result
      } else {
        const isLast = at === path.steps.length - 1
        found = found.flatMap((value) => [...this.#step(step, value, isLast)])
        isList ||= !isDefinite({ root: '$', steps: [step] })
      }
    }
    return isList ? found : found[0]
  }

  /**
   * A function works on each thing that is found, but behind `..` on all of them together: what has a length then
   * is what is in them (Jayway's README: `$..book.length()` is the number of books).
   */
  #call(name: string, found: readonly unknown[], path: Path): readonly unknown[] {
    if (!Object.hasOwn(calls, name)) throw new TemplateError(`JSONPath has no function ${name}`)
    const isLength = name === 'length' || name === 'size'
    const values = scans(path) ? [isLength ? found.flatMap(childrenOf) : found] : found
    return values.map((value) => calls[name]?.(value)).filter((result) => result !== undefined)
  }

  *#step(step: Exclude<Step, { kind: 'call' }>, value: unknown, isLast: boolean): Generator<unknown> {
    if (++this.#looks > mostLooks) throw new TemplateError('A JSONPath looks at too much')
    if (step.kind === 'names') yield* this.#named(step.names, value, isLast)
    else if (step.kind === 'all') yield* childrenOf(value)
    else if (step.kind === 'indexes') for (const index of step.indexes) yield* itemAt(value, index)
    else if (step.kind === 'slice') yield* Array.isArray(value) ? value.slice(step.from, step.to) : []
    else if (step.kind === 'filter') yield* this.#filtered(step.test, value)
    else
      for (const each of everythingIn(value)) {
        if (++this.#looks > mostLooks) throw new TemplateError('A JSONPath looks at too much')
        yield each
      }
  }

  /** Several names at the end of a path make one object of them. */
  *#named(names: readonly string[], value: unknown, isLast: boolean): Generator<unknown> {
    if (!isObject(value)) return
    const known = names.filter((name) => Object.hasOwn(value, name))
    if (names.length > 1 && isLast) yield Object.fromEntries(known.map((name) => [name, value[name]]))
    else for (const name of known) yield value[name]
  }

  /** Items of a list; an object is looked at as a whole. */
  *#filtered(test: Filter, value: unknown): Generator<unknown> {
    const candidates = Array.isArray(value) ? value : isObject(value) ? [value] : []
    for (const candidate of candidates) if (this.#holds(test, candidate)) yield candidate
  }

  #holds(test: Filter, item: unknown): boolean {
    switch (test.kind) {
      case 'and':
        return test.parts.every((part) => this.#holds(part, item))
      case 'or':
        return test.parts.some((part) => this.#holds(part, item))
      case 'not':
        return !this.#holds(test.part, item)
      case 'exists': {
        const found = this.find(test.path, item)
        return isDefinite(test.path) ? found !== undefined : Array.isArray(found) && found.length > 0
      }
      case 'compare':
        return (
          operators[test.operator]?.(this.#value(test.left, item), this.#value(test.right, item)) ?? false
        )
    }
  }

  #value(operand: Operand, item: unknown): unknown {
    if (operand.kind === 'path') return this.find(operand.path, item)
    return operand.kind === 'regex' ? operand.pattern : operand.value
  }
}

/** What a JSONPath finds in JSON, as Jayway's library gives it. Throws TemplateError where the text is no path. */
export const evaluatePath = (text: string, json: unknown): unknown =>
  new Evaluation(json).find(parsePath(text), json)
