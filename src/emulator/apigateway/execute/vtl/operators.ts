import { isAbsent } from '../../../json.ts'
import { sameValue } from './equality.ts'
import { toText } from './printed.ts'
import type { Evaluate, Run } from './run.ts'
import { checkLength, exactNumberIn, isWhole, numberIn, toDouble, toWhole, type Value } from './values.ts'

type Operator = (left: Evaluate, right: Evaluate) => Evaluate

/** Velocity: null and false are false, everything else that can be a truth (an empty text and 0 too) is true. */
export function isTrue(operand: Evaluate, run: Run): boolean {
  const value = operand.isUntrue ? undefined : operand(run)
  return !isAbsent(value) && value !== false
}

/** What is no reference, comparison or `true` is no truth either: `#if("x")` and `#if($a + 1)` go to `#else`. */
export const untrue = (evaluate: Evaluate): Evaluate => Object.assign(evaluate, { isUntrue: true } as const)

export const not =
  (operand: Evaluate): Evaluate =>
  (run) =>
    !isTrue(operand, run)

const ofValues =
  (work: (left: Value, right: Value) => Value): Operator =>
  (left, right) =>
  (run) => {
    run.step()
    return work(left(run), right(run))
  }

/** What these give is no truth. */
const ofNumbers =
  (work: (left: Value, right: Value) => Value): Operator =>
  (left, right) =>
    untrue(ofValues(work)(left, right))

/** What is no number is neither more nor less than another. */
const compare = (work: (a: number | bigint, b: number | bigint) => boolean) =>
  ofValues((left, right) => {
    const [a, b] = [exactNumberIn(left), exactNumberIn(right)]
    return a !== undefined && b !== undefined && work(a, b)
  })

interface Calculation {
  readonly ofDoubles: (a: number, b: number) => number | null
  readonly ofWhole: (a: bigint, b: bigint) => bigint | null
}

/** What is no number gives nothing; whole numbers give a whole one (Velocity 1.7, MathUtils). */
const calculation =
  ({ ofDoubles, ofWhole }: Calculation) =>
  (left: Value, right: Value): Value => {
    if (isWhole(left) && isWhole(right)) {
      const result = ofWhole(BigInt(left), BigInt(right))
      return result === null ? null : toWhole(result)
    }
    const [a, b] = [numberIn(left), numberIn(right)]
    if (a === undefined || b === undefined) return null
    const result = ofDoubles(a, b)
    return result === null ? null : toDouble(result)
  }
const calculate = (work: Calculation) => ofNumbers(calculation(work))

const sum = calculation({ ofDoubles: (a, b) => a + b, ofWhole: (a, b) => a + b })

function add(left: Value, right: Value): Value {
  const joins = typeof left === 'string' || typeof right === 'string'
  return joins ? checkLength(toText(left) + toText(right)) : sum(left, right)
}

/** From the weakest to the strongest, with the words that Velocity has for them; a `-` before a digit is the number's. */
export const operators: readonly (readonly (readonly [RegExp, Operator])[])[] = [
  [[/\|\||or\b/y, (left, right) => (run) => isTrue(left, run) || isTrue(right, run)]],
  [[/&&|and\b/y, (left, right) => (run) => isTrue(left, run) && isTrue(right, run)]],
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
    [/\+/y, ofNumbers(add)],
    [/-(?!\.?\d)/y, calculate({ ofDoubles: (a, b) => a - b, ofWhole: (a, b) => a - b })],
  ],
  [
    [/\*/y, calculate({ ofDoubles: (a, b) => a * b, ofWhole: (a, b) => a * b })],
    [
      /\//y,
      calculate({
        ofDoubles: (a, b) => (b === 0 ? null : a / b),
        ofWhole: (a, b) => (b === 0n ? null : a / b),
      }),
    ],
    [
      /%/y,
      calculate({
        ofDoubles: (a, b) => (b === 0 ? null : a % b),
        ofWhole: (a, b) => (b === 0n ? null : a % b),
      }),
    ],
  ],
]
