import { isAbsent } from '../../../json.ts'
import {
  ContextMap,
  checkLength,
  isList,
  isMap,
  JsonList,
  MapEntry,
  maxLength,
  TemplateError,
  tooLarge,
  type Value,
  VtlObject,
  WholeDouble,
} from './values.ts'

/** How a list or map, and what is in it, is written. */
interface Style {
  readonly separator: string
  readonly key: (key: string) => string
  readonly leaf: (value: Value) => string
}

/** json-smart escapes these too. */
const quoted = (text: string) =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2000-\u20ff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )

const styleOf = (quote: (text: string) => string): Style => ({
  separator: ',',
  key: (key) => `${quote(key)}:`,
  leaf: (value) =>
    typeof value === 'string' ? quote(value) : value instanceof VtlObject ? '""' : String(value ?? null),
})

const asJson = styleOf(quoted)
/** A list out of JSON prints itself so, slashes included; `$input.json` does not (json-smart, JSONArray.toString). */
const asList = styleOf((text) => quoted(text).replaceAll('/', '\\/'))

/** As Java prints them. */
const asText: Style = {
  separator: ', ',
  key: (key) => `${key}=`,
  leaf: (value) => (value instanceof VtlObject ? value.text : String(value ?? null)),
}

/** More than JSON may be nested. */
const deepest = 500

const withPoint = (digits: string) => (digits.includes('.') ? digits : `${digits}.0`)

/** As Java prints a double. */
function printDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e7) return withPoint(String(value))
  const [digits = '', exponent = ''] = value.toExponential().split(/e\+?/)
  return `${withPoint(digits)}E${exponent}`
}

/** undefined where a value is no number. */
function printNumber(value: Value): string | undefined {
  if (value instanceof WholeDouble) return printDouble(value.value)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : printDouble(value)
  return typeof value === 'bigint' ? String(value) : undefined
}

/** A list or map, or what is in one; ends where all of it grows too large, since a list may hold another many times. */
function print(whole: Value, outermost: Style): string {
  let room = maxLength
  const counted = (text: string) => {
    room -= text.length
    if (room < 0) throw tooLarge()
    return text
  }
  function write(value: Value, around: Style, depth: number): string {
    const number = printNumber(value)
    if (number !== undefined) return counted(around !== asText && /[fN]/.test(number) ? 'null' : number)
    if (value instanceof MapEntry) return `${counted(value.key)}=${write(value.value, around, depth)}`
    if (value instanceof ContextMap) return around.leaf('')
    if (!isList(value) && !isMap(value)) return counted(around.leaf(value))
    if (depth > deepest) throw new TemplateError('A list or map is nested too deeply')
    const style = around === asText && value instanceof JsonList ? asList : around
    const item = (inside: Value) => write(inside, style, depth + 1)
    counted(`[]${style.separator}`)
    if (isList(value)) return `[${value.map(item).join(style.separator)}]`
    const entries = [...value].map(([key, inside]) => counted(style.key(key)) + item(inside))
    return `{${entries.join(style.separator)}}`
  }
  return write(whole, outermost, 1)
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
  return typeof value === 'string' ? value : print(value, asText)
}

/** A value as JSON. */
export const toJson = (value: Value): string => print(value, asJson)
