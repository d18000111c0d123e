import { isRecord, itemsOf } from '../../../../json.ts'

const numbersOf = (value: unknown): readonly number[] =>
  itemsOf(value).filter((item) => typeof item === 'number')

const ofNumbers =
  (work: (numbers: readonly number[]) => number) =>
  (value: unknown): unknown => {
    const numbers = numbersOf(value)
    return numbers.length === 0 ? undefined : work(numbers)
  }

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
const average = (numbers: readonly number[]) => sum(numbers) / numbers.length

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  return isRecord(value) ? Object.keys(value).length : undefined
}

/** Jayway's functions, at the end of a path. */
export const calls: Readonly<Record<string, (value: unknown) => unknown>> = {
  length: lengthOf,
  size: lengthOf,
  min: ofNumbers((numbers) => numbers.reduce((least, each) => Math.min(least, each))),
  max: ofNumbers((numbers) => numbers.reduce((most, each) => Math.max(most, each))),
  sum: ofNumbers(sum),
  avg: ofNumbers(average),
  stddev: ofNumbers((numbers) =>
    Math.sqrt(sum(numbers.map((each) => (each - average(numbers)) ** 2)) / numbers.length),
  ),
  first: (value) => (Array.isArray(value) ? value[0] : undefined),
  last: (value) => (Array.isArray(value) ? value.at(-1) : undefined),
  keys: (value) => (isRecord(value) ? Object.keys(value) : undefined),
}
