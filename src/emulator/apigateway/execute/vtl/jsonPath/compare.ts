import { isDeepStrictEqual } from 'node:util'
import { matchesWhole } from '../boundedRegex.ts'
import { toText } from '../printed.ts'
import { areSameNumber, exactNumberIn, isList, numberIn, type Value } from '../values.ts'
import type { Search } from './path.ts'

/** A number and a text of one are equal to Jayway. */
function isEqual(left: Value, right: Value): boolean {
  const isSame = areSameNumber(left, right)
  if (isSame !== undefined) return isSame
  const [a, b] = [numberIn(left), numberIn(right)]
  if (a !== undefined && typeof right === 'string') return right.trim() !== '' && a === Number(right)
  if (typeof left === 'string' && b !== undefined) return isEqual(right, left)
  return isDeepStrictEqual(left, right)
}

const kindOf = (value: Value) => (numberIn(value) === undefined ? typeof value : 'number')
const isSame = (left: Value, right: Value) => kindOf(left) === kindOf(right) && isEqual(left, right)
const itemsOf = (value: Value): readonly Value[] => (isList(value) ? value : [])

function has(items: Value, value: Value, search: Search): boolean {
  return itemsOf(items).some((item) => {
    search.look()
    return isEqual(item, value)
  })
}

function isOrdered(left: Value, right: Value, test: (difference: number) => boolean): boolean {
  const [a, b] = [exactNumberIn(left), exactNumberIn(right)]
  if (a !== undefined && b !== undefined) return test(a < b ? -1 : a > b ? 1 : 0)
  if (typeof left !== 'string' || typeof right !== 'string') return false
  return test(left < right ? -1 : left > right ? 1 : 0)
}

/** What a pattern looks at; in all else it sees an empty text. */
const isBare = (value: Value) =>
  typeof value === 'string' || typeof value === 'boolean' || numberIn(value) !== undefined

const sizeOf = (value: Value) => (typeof value === 'string' || isList(value) ? value.length : undefined)

type Operator = (left: Value, right: Value, search: Search) => boolean

/** Jayway's operators of filters; undefined is what a path does not find. */
export const operators: Readonly<Record<string, Operator>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '===': isSame,
  '!==': (left, right) => !isSame(left, right),
  '<': (left, right) => isOrdered(left, right, (difference) => difference < 0),
  '<=': (left, right) => isOrdered(left, right, (difference) => difference <= 0),
  '>': (left, right) => isOrdered(left, right, (difference) => difference > 0),
  '>=': (left, right) => isOrdered(left, right, (difference) => difference >= 0),
  '=~': (left, right) => typeof right === 'string' && matchesWhole(right, isBare(left) ? toText(left) : ''),
  in: (left, right, search) => has(right, left, search),
  nin: (left, right, search) => !has(right, left, search),
  subsetof: (left, right, search) => isList(left) && left.every((item) => has(right, item, search)),
  anyof: (left, right, search) => itemsOf(left).some((item) => has(right, item, search)),
  noneof: (left, right, search) => isList(left) && !left.some((item) => has(right, item, search)),
  contains: (left, right, search) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : has(left, right, search),
  size: (left, right) => sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
}
