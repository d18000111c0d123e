import { isRecord, isScalar } from '../../../json.ts'

/** What a template works on. Java's maps are Maps here, so that no name reaches a prototype of the host. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | VtlObject

/** A template that cannot be run, or that asks for more than there is. */
export class TemplateError extends Error {}

/** What `work` gives; undefined where it throws a TemplateError. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
}

/** An object of API Gateway's own, as `$input`: fields and methods by name. */
export class VtlObject {
  readonly fields: Readonly<Record<string, Value>>
  readonly methods: Readonly<Record<string, (args: readonly Value[]) => Value>>
  /** What it prints. */
  readonly text: string

  constructor(fields: VtlObject['fields'], methods: VtlObject['methods'], text = '') {
    this.fields = fields
    this.methods = methods
    this.text = text
  }
}

/** What a map's entrySet has; it prints as Java's. */
export class MapEntry extends VtlObject {
  readonly key: string
  readonly value: Value

  constructor(key: string, value: Value) {
    super({ key, value }, {})
    this.key = key
    this.value = value
  }
}

/** A double of Java that has no fraction: `2.0`, by which a division keeps its own. One that has is a number here. */
export class WholeDouble extends VtlObject {
  readonly value: number

  constructor(value: number) {
    super({}, {})
    this.value = value
  }
}

export const toDouble = (value: number): number | WholeDouble =>
  Number.isInteger(value) ? new WholeDouble(value) : value

/** With every digit: JavaScript compares numbers and bigints by what they are. */
export const exactNumberIn = (value: Value): number | bigint | undefined => {
  if (value instanceof WholeDouble) return value.value
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}

export const numberIn = (value: Value): number | undefined => {
  const exact = exactNumberIn(value)
  return exact === undefined ? undefined : Number(exact)
}

/** Whether two numbers are equal; undefined where one is none. */
export function areSameNumber(left: Value, right: Value): boolean | undefined {
  const [a, b] = [exactNumberIn(left), exactNumberIn(right)]
  return a === undefined || b === undefined ? undefined : a <= b && a >= b
}

export const isWhole = (value: Value): value is number | bigint =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))

/** The time that it takes to read and to print a number grows faster than its digits. */
const maxDigits = 1000
const most = 10n ** BigInt(maxDigits)
const tooLong = () => new TemplateError('A number has more than 1,000 digits')

/** A whole number of Java's, of whatever size that can be printed. */
export function toWhole(value: bigint): number | bigint {
  if (value > most || value < -most) throw tooLong()
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/** The same by its digits. */
export function readWhole(digits: string): number | bigint {
  if (digits.length > maxDigits) throw tooLong()
  return toWhole(BigInt(digits))
}

/** A list that came out of JSON: it prints as JSON, where a list made in a template prints as Java's. */
export class JsonList extends Array<Value> {}

/** `$context`, and what in it has members: it prints nothing (test_sqs_amz_json_protocol). */
export class ContextMap extends Map<string, Value> {}

/** API Gateway's limit on a payload, and so on everything that a template makes. */
export const maxLength = 10 * 1024 * 1024

export const tooLarge = () => new TemplateError('The output of a template is larger than 10 MB')

export function checkLength(text: string): string {
  if (text.length > maxLength) throw tooLarge()
  return text
}

export const isMap = (value: Value): value is Map<string, Value> => value instanceof Map
export const isList = (value: Value): value is Value[] => Array.isArray(value)

/** What a loop or a path goes through. */
export const childrenOf = (value: Value): readonly Value[] =>
  isList(value) ? value : isMap(value) ? [...value.values()] : []

export const toMap = (record: Readonly<Record<string, Value>>): Map<string, Value> =>
  new Map(Object.entries(record))

export function fromJson(json: unknown): Value {
  if (Array.isArray(json)) return JsonList.from(json, (item) => fromJson(item))
  if (isRecord(json)) return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]))
  return isScalar(json) ? json : null
}
