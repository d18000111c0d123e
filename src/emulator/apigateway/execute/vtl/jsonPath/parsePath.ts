import type { Path, Step } from './ast.ts'
import { Cursor } from './cursor.ts'
import { parseFilter } from './parseFilter.ts'

/** In a filter a name ends where an operator starts. */
const bareName = { path: /[^.[(\s]+/y, filter: /[^.[\](){}\s=!<>&|,~]+/y }
type Within = keyof typeof bareName

const wholeNumber = (text: string | undefined) => (text ? Number(text) : undefined)

function names(cursor: Cursor, first: string): Step {
  const all = [first]
  cursor.blanks()
  while (cursor.take(',')) {
    cursor.blanks()
    all.push(cursor.quoted() ?? cursor.fail())
    cursor.blanks()
  }
  return { kind: 'names', names: all }
}

function inBrackets(cursor: Cursor): Step {
  cursor.blanks()
  if (cursor.take('*')) return { kind: 'all' }
  if (cursor.take('?')) return { kind: 'filter', test: cursor.nested(() => parseFilter(cursor)) }
  const name = cursor.quoted()
  if (name !== undefined) return names(cursor, name)
  const slice = cursor.match(/(-?\d+)?\s*:\s*(-?\d+)?/y)
  if (slice) return { kind: 'slice', from: wholeNumber(slice[1]), to: wholeNumber(slice[2]) }
  const indexes = cursor.match(/-?\d+(\s*,\s*-?\d+)*/y) ?? cursor.fail()
  return { kind: 'indexes', indexes: indexes[0].split(',').map(Number) }
}

function afterDot(cursor: Cursor, within: Within): Step {
  if (cursor.take('*')) return { kind: 'all' }
  const [name] = cursor.match(bareName[within]) ?? cursor.fail()
  return cursor.match(/\(\s*\)/y) ? { kind: 'call', name } : { kind: 'names', names: [name] }
}

function step(cursor: Cursor, within: Within): Step | undefined {
  if (!cursor.take('[')) return cursor.take('.') ? afterDot(cursor, within) : undefined
  const inside = inBrackets(cursor)
  cursor.blanks()
  cursor.expect(']')
  return inside
}

function* steps(cursor: Cursor, within: Within): Generator<Step> {
  for (;;) {
    if (cursor.take('..')) {
      yield { kind: 'descend' }
      const next = step(cursor, within) ?? afterDot(cursor, within)
      yield next
    }
    const next = step(cursor, within)
    if (!next) return
    yield next
  }
}

/** A path in a filter; undefined where none starts here. */
export function pathAt(cursor: Cursor): Path | undefined {
  const root = cursor.take('$') ? '$' : cursor.take('@') ? '@' : undefined
  return root && { root, steps: [...steps(cursor, 'filter')] }
}

/** Throws TemplateError where a text is no JSONPath. One without `$` starts at the document all the same. */
export function parsePath(text: string): Path {
  const trimmed = text.trim()
  const cursor = new Cursor(/^[$@]/.test(trimmed) ? trimmed.slice(1) : `.${trimmed}`)
  const path: Path = { root: '$', steps: [...steps(cursor, 'path')] }
  if (!cursor.isAtEnd) cursor.fail()
  return path
}
