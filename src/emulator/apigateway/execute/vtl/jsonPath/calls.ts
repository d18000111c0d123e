import { isList, isMap, numberIn, TemplateError, toDouble, type Value } from '../values.ts'

const numbersOf = (value: Value): readonly number[] =>
  isList(value) ? value.map(numberIn).filter((number) => number !== undefined) : []

const ofNumbers =
  (work: (numbers: readonly number[]) => number) =>
  (value: Value): Value => {
    const numbers = numbersOf(value)
    if (numbers.length === 0) throw new TemplateError('A function of JSONPath has no numbers to work on')
    return toDouble(work(numbers))
  }

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
const average = (numbers: readonly number[]) => sum(numbers) / numbers.length

/** Of a list or an object; a text has none. */
function lengthOf(value: Value): number | undefined {
  if (isList(value)) return value.length
  return isMap(value) ? value.size : undefined
}

function itemOf(value: Value, at: number): Value {
  const item = isList(value) ? value.at(at) : undefined
  if (item === undefined) throw new TemplateError('A function of JSONPath has no item to take')
  return item
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
  first: (value) => itemOf(value, 0),
  last: (value) => itemOf(value, -1),
  keys: (value) => (isMap(value) ? [...value.keys()] : undefined),
}
