import { sameValue } from './methods.ts'
import type { Evaluate } from './run.ts'
import { checkLength, toText, type Value } from './values.ts'

type Operator = (left: Evaluate, right: Evaluate) => Evaluate

/** Velocity: null and false are false, everything else (the empty text and 0 too) is true. */
export const isTrue = (value: Value): boolean => value !== null && value !== undefined && value !== false

const ofValues =
  (work: (left: Value, right: Value) => Value): Operator =>
  (left, right) =>
  (run) => {
    run.step()
    return work(left(run), right(run))
  }

/** What is no number gives nothing, and is neither more nor less than another. */
const ofNumbers = <T extends Value>(work: (a: number, b: number) => T, otherwise: T) =>
  ofValues((left, right) =>
    typeof left === 'number' && typeof right === 'number' ? work(left, right) : otherwise,
  )
const compare = (work: (a: number, b: number) => boolean) => ofNumbers(work, false)
const calculate = (work: (a: number, b: number) => number | null) => ofNumbers(work, null)

function add(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return left + right
  const joins = typeof left === 'string' || typeof right === 'string'
  return joins ? checkLength(toText(left) + toText(right)) : null
}

function divide(a: number, b: number): number | null {
  if (b === 0) return null
  return Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b
}

/** From the weakest to the strongest, with the words that Velocity has for them. */
export const operators: readonly (readonly (readonly [RegExp, Operator])[])[] = [
  [[/\|\||or\b/y, (left, right) => (run) => isTrue(left(run)) || isTrue(right(run))]],
  [[/&&|and\b/y, (left, right) => (run) => isTrue(left(run)) && isTrue(right(run))]],
  [
    [/==|eq\b/y, ofValues(sameValue)],
    [/!=|ne\b/y, ofValues((left, right) => !sameValue(left, right))],
  ],
  [
    [/<=|le\b/y, compare((a, b) => a <= b)],
    [/>=|ge\b/y, compare((a, b) => a >= b)],
    [/<|lt\b/y, compare((a, b) => a < b)],
    [/>|gt\b/y, compare((a, b) => a > b)],
  ],
  [
    [/\+/y, ofValues(add)],
    [/-/y, calculate((a, b) => a - b)],
  ],
  [
    [/\*/y, calculate((a, b) => a * b)],
    [/\//y, calculate(divide)],
    [/%/y, calculate((a, b) => (b === 0 ? null : a % b))],
  ],
]
