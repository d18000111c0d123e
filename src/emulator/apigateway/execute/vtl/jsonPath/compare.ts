import { isDeepStrictEqual } from 'node:util'
import { itemsOf } from '../../../../json.ts'
import { matchesWhole } from '../boundedRegex.ts'

/** A number and a text of one are equal to Jayway. */
function isEqual(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'string')
    return right.trim() !== '' && left === Number(right)
  if (typeof left === 'string' && typeof right === 'number') return isEqual(right, left)
  return isDeepStrictEqual(left, right)
}

const isSame = (left: unknown, right: unknown) => typeof left === typeof right && isEqual(left, right)
const has = (items: unknown, value: unknown) => itemsOf(items).some((item) => isEqual(item, value))

function isOrdered(left: unknown, right: unknown, test: (difference: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return test(left - right)
  if (typeof left !== 'string' || typeof right !== 'string') return false
  return test(left < right ? -1 : left > right ? 1 : 0)
}

const sizeOf = (value: unknown) =>
  typeof value === 'string' || Array.isArray(value) ? value.length : undefined

/** Jayway's operators of filters; undefined is what a path does not find. */
export const operators: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '===': isSame,
  '!==': (left, right) => !isSame(left, right),
  '<': (left, right) => isOrdered(left, right, (difference) => difference < 0),
  '<=': (left, right) => isOrdered(left, right, (difference) => difference <= 0),
  '>': (left, right) => isOrdered(left, right, (difference) => difference > 0),
  '>=': (left, right) => isOrdered(left, right, (difference) => difference >= 0),
  '=~': (left, right) =>
    (typeof left === 'string' || typeof left === 'number') &&
    typeof right === 'string' &&
    matchesWhole(right, String(left)),
  in: (left, right) => has(right, left),
  nin: (left, right) => !has(right, left),
  subsetof: (left, right) => Array.isArray(left) && left.every((item) => has(right, item)),
  anyof: (left, right) => itemsOf(left).some((item) => has(right, item)),
  noneof: (left, right) => Array.isArray(left) && !left.some((item) => has(right, item)),
  contains: (left, right) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : has(left, right),
  size: (left, right) => sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
}
