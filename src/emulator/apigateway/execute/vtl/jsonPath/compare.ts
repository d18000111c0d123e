import { isDeepStrictEqual } from 'node:util'
import { matchesWhole } from '../boundedRegex.ts'
import { toText } from '../printed.ts'
import { isList, numberIn, type Value } from '../values.ts'

/** A number and a text of one are equal to Jayway. */
function isEqual(left: Value, right: Value): boolean {
  const [a, b] = [numberIn(left), numberIn(right)]
  if (a !== undefined && b !== undefined) return a === b
  if (a !== undefined && typeof right === 'string') return right.trim() !== '' && a === Number(right)
  if (typeof left === 'string' && b !== undefined) return isEqual(right, left)
  return isDeepStrictEqual(left, right)
}

const kindOf = (value: Value) => (numberIn(value) === undefined ? typeof value : 'number')
const isSame = (left: Value, right: Value) => kindOf(left) === kindOf(right) && isEqual(left, right)
const itemsOf = (value: Value): readonly Value[] => (isList(value) ? value : [])
const has = (items: Value, value: Value) => itemsOf(items).some((item) => isEqual(item, value))

function isOrdered(left: Value, right: Value, test: (difference: number) => boolean): boolean {
  const [a, b] = [numberIn(left), numberIn(right)]
  if (a !== undefined && b !== undefined) return test(a - b)
  if (typeof left !== 'string' || typeof right !== 'string') return false
  return test(left < right ? -1 : left > right ? 1 : 0)
}

const sizeOf = (value: Value) => (typeof value === 'string' || isList(value) ? value.length : undefined)

/** Jayway's operators of filters; undefined is what a path does not find. */
export const operators: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '===': isSame,
  '!==': (left, right) => !isSame(left, right),
  '<': (left, right) => isOrdered(left, right, (difference) => difference < 0),
  '<=': (left, right) => isOrdered(left, right, (difference) => difference <= 0),
  '>': (left, right) => isOrdered(left, right, (difference) => difference > 0),
  '>=': (left, right) => isOrdered(left, right, (difference) => difference >= 0),
  '=~': (left, right) =>
    (typeof left === 'string' || numberIn(left) !== undefined) &&
    typeof right === 'string' &&
    matchesWhole(right, toText(left)),
  in: (left, right) => has(right, left),
  nin: (left, right) => !has(right, left),
  subsetof: (left, right) => isList(left) && left.every((item) => has(right, item)),
  anyof: (left, right) => itemsOf(left).some((item) => has(right, item)),
  noneof: (left, right) => isList(left) && !left.some((item) => has(right, item)),
  contains: (left, right) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : has(left, right),
  size: (left, right) => sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
}
