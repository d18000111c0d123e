import { sameValue } from './methods.ts'
import { toText } from './printed.ts'
import type { Evaluate } from './run.ts'
import { checkLength, numberIn, toDouble, type Value } from './values.ts'

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

/** What is no number is neither more nor less than another. */
const compare = (work: (a: number, b: number) => boolean) =>
  ofValues((left, right) => {
    const [a, b] = [numberIn(left), numberIn(right)]
    return a !== undefined && b !== undefined && work(a, b)
  })

const isWhole = (value: Value) => typeof value === 'number' && Number.isInteger(value)

type Calculate = (a: number, b: number, areWhole: boolean) => number | null

/** What is no number gives nothing; whole numbers give a whole one (Velocity 1.7, MathUtils). */
const calculation =
  (work: Calculate) =>
  (left: Value, right: Value): Value => {
    const [a, b] = [numberIn(left), numberIn(right)]
    if (a === undefined || b === undefined) return null
    const areWhole = isWhole(left) && isWhole(right)
    const result = work(a, b, areWhole)
    return result === null || areWhole ? result : toDouble(result)
  }
const calculate = (work: Calculate) => ofValues(calculation(work))

const sum = calculation((a, b) => a + b)

function add(left: Value, right: Value): Value {
  const joins = typeof left === 'string' || typeof right === 'string'
  return joins ? checkLength(toText(left) + toText(right)) : sum(left, right)
}

function divide(a: number, b: number, areWhole: boolean): number | null {
  if (b === 0) return null
  return areWhole ? Math.trunc(a / b) : a / b
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
