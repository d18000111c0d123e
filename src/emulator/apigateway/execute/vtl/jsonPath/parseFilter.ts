import type { Filter, Operand } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { pathAt } from './parsePath.ts'

const operator =
  /===|!==|==|!=|<=|>=|<|>|=~|(?:in|nin|subsetof|anyof|noneof|contains|size|empty)(?=[\s[('"@$\d-])/iy

/** Jayway writes values of its own in a filter as JSON, with quotes of either kind. */
function listAt(cursor: Cursor): unknown[] {
  const items: unknown[] = []
  cursor.blanks()
  if (cursor.take(']')) return items
  do {
    cursor.blanks()
    items.push(valueAt(cursor))
    cursor.blanks()
  } while (cursor.take(','))
  cursor.expect(']')
  return items
}

const words: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

function valueAt(cursor: Cursor): unknown {
  const text = cursor.quoted()
  if (text !== undefined) return text
  const number = cursor.match(/-?\d+(\.\d+)?([eE][+-]?\d+)?/y)
  if (number) return Number(number[0])
  for (const [word, value] of words) if (cursor.take(word)) return value
  return cursor.take('[') ? cursor.nested(() => listAt(cursor)) : cursor.fail()
}

function operand(cursor: Cursor): Operand {
  cursor.blanks()
  const path = pathAt(cursor)
  if (path) return { kind: 'path', path }
  const regex = cursor.match(/\/((?:[^/\\]|\\.)*)\/([a-z]*)/y)
  if (!regex) return { kind: 'value', value: valueAt(cursor) }
  const [, pattern = '', flags = ''] = regex
  const known = flags.replace(/[^ims]/g, '')
  return { kind: 'regex', pattern: known ? `(?${known})${pattern}` : pattern }
}

function relation(cursor: Cursor): Filter {
  const left = operand(cursor)
  cursor.blanks()
  const [word] = cursor.match(operator) ?? []
  if (word !== undefined)
    return { kind: 'compare', operator: word.toLowerCase(), left, right: operand(cursor) }
  return left.kind === 'path' ? { kind: 'exists', path: left.path } : cursor.fail()
}

function unary(cursor: Cursor): Filter {
  cursor.blanks()
  if (cursor.take('!')) return { kind: 'not', part: cursor.nested(() => unary(cursor)) }
  if (!cursor.take('(')) return relation(cursor)
  const inside = cursor.nested(() => either(cursor))
  cursor.blanks()
  cursor.expect(')')
  return inside
}

function chain(cursor: Cursor, kind: 'and' | 'or', word: string, next: (cursor: Cursor) => Filter): Filter {
  const first = next(cursor)
  const parts = [first]
  cursor.blanks()
  while (cursor.take(word)) {
    parts.push(next(cursor))
    cursor.blanks()
  }
  return parts.length === 1 ? first : { kind, parts }
}

const both = (cursor: Cursor) => chain(cursor, 'and', '&&', unary)
const either = (cursor: Cursor): Filter => chain(cursor, 'or', '||', both)

/** What stands behind the `?` of `[?(…)]`. */
export function parseFilter(cursor: Cursor): Filter {
  cursor.blanks()
  cursor.expect('(')
  const filter = either(cursor)
  cursor.blanks()
  cursor.expect(')')
  return filter
}
