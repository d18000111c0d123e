import { own } from '../../../maps.ts'
import { childrenOf, isList, isMap, JsonList, TemplateError, type Value } from '../values.ts'
import { calls } from './calls.ts'

/** `..` behind `..` multiplies: no search looks at more than this. */
const mostLooks = 1_000_000

/** One search in a document. */
export class Search {
  /** What `$` names. */
  readonly document: Value
  #looks = 0

  constructor(document: Value) {
    this.document = document
  }

  look(): void {
    if (++this.#looks > mostLooks) throw new TemplateError('A JSONPath looks at too much')
  }
}

/** A step of a path: what it finds in a value, or a function's name. */
export type PathStep =
  | {
      readonly find: (value: Value, search: Search, isLast: boolean) => readonly Value[]
      /** Whether it finds one thing at most. */
      isDefinite?(isLast: boolean): boolean
    }
  | { readonly call: string }

const definitely = () => true

export const all: PathStep = { find: childrenOf }

export const named = (name: string): PathStep => ({
  find: (value) => (isMap(value) && value.has(name) ? [value.get(name)] : []),
  isDefinite: definitely,
})

/**
 * Several names at the end of a path make one object of them; before it each is gone on with. Behind `..` such an
 * object has all of the names.
 */
export const namedEach = (names: readonly string[], isBelow: boolean): PathStep => ({
  find(value, _, isLast) {
    if (!isMap(value)) return []
    const known = names.filter((name) => value.has(name))
    if (!isLast) return known.map((name) => value.get(name))
    if (isBelow && known.length < names.length) return []
    return [new Map(known.map((name) => [name, value.get(name)]))]
  },
  isDefinite: (isLast) => isLast,
})

export const indexed = (indexes: readonly number[]): PathStep => ({
  find: (value) =>
    !isList(value)
      ? []
      : indexes
          .map((index) => (index < 0 ? value.length + index : index))
          .filter((at) => at >= 0 && at < value.length)
          .map((at) => value[at]),
  isDefinite: () => indexes.length === 1,
})

export const sliced = (from: number | undefined, to: number | undefined): PathStep => ({
  find: (value) => (isList(value) ? value.slice(from, to) : []),
})

/** Items of a list; an object is looked at as a whole. */
export const filtered = (holds: (item: Value, search: Search) => boolean): PathStep => ({
  find(value, search) {
    const candidates = isList(value) ? value : isMap(value) ? [value] : []
    return candidates.filter((candidate) => holds(candidate, search))
  },
})

/** A value and all that is in it, parents first. */
function* everythingIn(value: Value, search: Search): Generator<Value> {
  const waiting = [value]
  while (waiting.length > 0) {
    search.look()
    const next = waiting.pop()
    yield next
    for (const child of [...childrenOf(next)].reverse()) waiting.push(child)
  }
}

/** `..`: what follows is looked for at every depth. */
export const descend: PathStep = { find: (value, search) => [...everythingIn(value, search)] }

/**
 * A function works on each thing that is found, but behind `..` on all of them together: what has a length then
 * is what is in them (Jayway's README: `$..book.length()` is the number of books).
 */
function callOn(name: string, found: readonly Value[], scans: boolean): readonly Value[] {
  const call = own(calls, name)
  if (!call) throw new TemplateError(`JSONPath has no function ${name}`)
  const isLength = name === 'length' || name === 'size'
  const values = scans ? [isLength ? found.flatMap(childrenOf) : found] : found
  return values.map(call)
}

/** A JSONPath as Jayway's library reads it, which API Gateway uses. */
export interface Path {
  /** What it gives; undefined where it finds nothing, an empty list where it may find several. */
  readonly find: (item: Value, search: Search) => Value
  /** Whether it finds something. */
  readonly exists: (item: Value, search: Search) => boolean
}

/**
 * `$` begins at the document, `@` in a filter at the item that is looked at. A path that names one thing gives that
 * thing; every other gives a list.
 */
export function pathOf(root: '$' | '@', steps: readonly PathStep[]): Path {
  const scans = steps.includes(descend)
  const last = steps.length - 1
  const isDefinite = steps.every((step, at) => 'call' in step || step.isDefinite?.(at === last))

  function find(item: Value, search: Search): Value {
    let found: readonly Value[] = [root === '$' ? search.document : item]
    let several = false
    for (const [at, step] of steps.entries()) {
      if ('call' in step) {
        found = callOn(step.call, found, scans)
        if (scans) several = false
      } else {
        found = found.flatMap((value) => {
          search.look()
          return step.find(value, search, at === last)
        })
        several ||= !step.isDefinite?.(at === last)
      }
    }
    return several ? JsonList.from(found) : found[0]
  }

  function exists(item: Value, search: Search): boolean {
    const found = find(item, search)
    return isDefinite ? found !== undefined : isList(found) && found.length > 0
  }

  return { find, exists }
}
