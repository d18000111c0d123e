import { isList, isMap, numberIn, toDouble, type Value } from '../values.ts'

const numbersOf = (value: Value): readonly number[] =>
  isList(value) ? value.map(numberIn).filter((number) => number !== undefined) : []

const ofNumbers =
  (work: (numbers: readonly number[]) => number) =>
  (value: Value): Value => {
    const numbers = numbersOf(value)
    return numbers.length === 0 ? undefined : toDouble(work(numbers))
  }

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
const average = (numbers: readonly number[]) => sum(numbers) / numbers.length

function lengthOf(value: Value): number | undefined {
  if (typeof value === 'string' || isList(value)) return value.length
  return isMap(value) ? value.size : undefined
}

/** Jayway's functions, at the end of a path. */
export const calls: Readonly<Record<string, (value: Value) => Value>> = {
  length: lengthOf,
  size: lengthOf,
  min: ofNumbers((numbers) => numbers.reduce((least, each) => Math.min(least, each))),
  max: ofNumbers((numbers) => numbers.reduce((most, each) => Math.max(most, each))),
  sum: ofNumbers(sum),
  avg: ofNumbers(average),
  stddev: ofNumbers((numbers) => {
    const mean = average(numbers)
    return Math.sqrt(sum(numbers.map((each) => (each - mean) ** 2)) / numbers.length)
  }),
  first: (value) => (isList(value) ? value[0] : undefined),
  last: (value) => (isList(value) ? value.at(-1) : undefined),
  keys: (value) => (isMap(value) ? [...value.keys()] : undefined),
}
