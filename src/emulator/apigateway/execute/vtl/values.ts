import { isAbsent, isRecord, isScalar } from '../../../json.ts'

/** What a template works on. Java's maps are Maps here, so that no name reaches a prototype of the host. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | VtlObject

/** A template that cannot be run, or that asks for more than there is. */
export class TemplateError extends Error {}

/** An object of API Gateway's own, as `$input`: fields and methods by name. */
export class VtlObject {
  readonly fields: Readonly<Record<string, Value>>
  readonly methods: Readonly<Record<string, (args: readonly Value[]) => Value>>

  constructor(fields: VtlObject['fields'], methods: VtlObject['methods']) {
    this.fields = fields
    this.methods = methods
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

/** A double of Java that has no fraction: `2.0`, by which a division keeps its own. */
export class WholeDouble extends VtlObject {
  readonly value: number

  constructor(value: number) {
    super({}, {})
    this.value = value
  }
}

export const toDouble = (value: number): number | WholeDouble =>
  Number.isInteger(value) ? new WholeDouble(value) : value

export const numberIn = (value: Value): number | undefined => {
  if (value instanceof WholeDouble) return value.value
  return typeof value === 'number' ? value : undefined
}

/** A list that came out of JSON: it prints as JSON, where a list made in a template prints as Java's. */
class JsonList extends Array<Value> {}

/** API Gateway's limit on a payload, and so on everything that a template makes. */
export const maxLength = 10 * 1024 * 1024

export const tooLarge = () => new TemplateError('The output of a template is larger than 10 MB')

export function checkLength(text: string): string {
  if (text.length > maxLength) throw tooLarge()
  return text
}

export const isMap = (value: Value): value is Map<string, Value> => value instanceof Map
export const isList = (value: Value): value is Value[] => Array.isArray(value)

export const toMap = (record: Readonly<Record<string, Value>>): Map<string, Value> =>
  new Map(Object.entries(record))

export function fromJson(json: unknown): Value {
  if (Array.isArray(json)) return JsonList.from(json, (item) => fromJson(item))
  if (isRecord(json)) return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]))
  return isScalar(json) ? json : null
}

/** How a list or map, and what is in it, is written. */
interface Style {
  readonly separator: string
  readonly key: (key: string) => string
  readonly leaf: (value: Value) => string
}

const asJson: Style = {
  separator: ',',
  key: (key) => `${JSON.stringify(key)}:`,
  leaf: (value) => JSON.stringify(value instanceof VtlObject ? '' : (value ?? null)),
}

/** As Java prints them. */
const asText: Style = {
  separator: ', ',
  key: (key) => `${key}=`,
  leaf: (value) => (value instanceof VtlObject ? '' : String(value ?? null)),
}

const deepest = 200

/** As Java prints a double without a fraction. */
function printDouble(value: number): string {
  if (Math.abs(value) < 1e7) return `${Object.is(value, -0) ? '-0' : value}.0`
  const [digits = '', exponent = ''] = value.toExponential().split('e+')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent}`
}

/** A list or map, or what is in one; ends where all of it grows too large, since a list may hold another many times. */
function print(whole: Value): string {
  let room = maxLength
  const counted = (text: string) => {
    room -= text.length
    if (room < 0) throw tooLarge()
    return text
  }
  function write(value: Value, around: Style, depth: number): string {
    if (value instanceof WholeDouble) return counted(printDouble(value.value))
    if (value instanceof MapEntry) return `${counted(value.key)}=${write(value.value, around, depth)}`
    if (!isList(value) && !isMap(value)) return counted(around.leaf(value))
    if (depth > deepest) throw new TemplateError('A list or map is nested too deeply')
    const style = value instanceof JsonList ? asJson : around
    const item = (inside: Value) => write(inside, style, depth + 1)
    counted(`[]${style.separator}`)
    if (isList(value)) return `[${value.map(item).join(style.separator)}]`
    const entries = [...value].map(([key, inside]) => counted(style.key(key)) + item(inside))
    return `{${entries.join(style.separator)}}`
  }
  return write(whole, asText, 1)
}

/**
 * An override of a header: a list is its values with commas between them
 * (developer guide, apigateway-override-request-response-parameters).
 */
export const toHeader = (value: Value): string =>
  isList(value)
    ? value.reduce<string>((text, item, i) => checkLength(`${text}${i > 0 ? ',' : ''}${toText(item)}`), '')
    : toText(value)

/**
 * A value as a template prints it: null and undefined as nothing, maps as `{k=v}`, lists out of JSON as JSON
 * (aws-recorded, test_input_path_template_formatting).
 */
export function toText(value: Value): string {
  if (isAbsent(value)) return ''
  return typeof value === 'string' ? value : print(value)
}
