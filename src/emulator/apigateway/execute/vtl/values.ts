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
  readonly fields: ReadonlyMap<string, Value>
  readonly methods: ReadonlyMap<string, (args: readonly Value[]) => Value>

  constructor(fields: Readonly<Record<string, Value>>, methods: VtlObject['methods'] = new Map()) {
    this.fields = new Map(Object.entries(fields))
    this.methods = methods
  }
}

/** A list that came out of JSON: it prints as JSON, where a list made in a template prints as Java's. */
export class JsonList extends Array<Value> {}

/** API Gateway's limit on a payload, and so on everything that a template makes. */
export const maxLength = 10 * 1024 * 1024

export const tooLarge = () => new TemplateError('The output of a template is larger than 10 MB')

export function checkLength(text: string): string {
  if (text.length > maxLength) throw tooLarge()
  return text
}

export const isMap = (value: Value): value is Map<string, Value> => value instanceof Map
export const isList = (value: Value): value is Value[] => Array.isArray(value)

export function fromJson(json: unknown): Value {
  if (Array.isArray(json)) {
    const list = new JsonList()
    for (const item of json) list.push(fromJson(item))
    return list
  }
  if (json === null || json === undefined) return null
  if (typeof json === 'object') {
    const map = new Map<string, Value>()
    for (const [key, value] of Object.entries(json)) map.set(key, fromJson(value))
    return map
  }
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null
}

/** Joins texts; ends where they grow too large, since a list may hold another many times. */
class Writer {
  readonly #parts: string[] = []
  #length = 0
  #depth = 0

  add(text: string): void {
    this.#length += text.length
    if (this.#length > maxLength) throw tooLarge()
    this.#parts.push(text)
  }

  each<T>(items: Iterable<T>, separator: string, write: (item: T) => void): void {
    if (++this.#depth > 200) throw new TemplateError('A list or map is nested too deeply')
    let first = true
    for (const item of items) {
      if (!first) this.add(separator)
      first = false
      write(item)
    }
    this.#depth--
  }

  get text(): string {
    return this.#parts.join('')
  }
}

function writeJson(writer: Writer, value: Value): void {
  if (isList(value)) {
    writer.add('[')
    writer.each(value, ',', (item) => writeJson(writer, item))
    writer.add(']')
  } else if (isMap(value)) {
    writer.add('{')
    writer.each(value, ',', ([key, item]) => {
      writer.add(`${JSON.stringify(key)}:`)
      writeJson(writer, item)
    })
    writer.add('}')
  } else writer.add(JSON.stringify(value instanceof VtlObject ? '' : (value ?? null)))
}

function writeText(writer: Writer, value: Value): void {
  if (value instanceof JsonList) writeJson(writer, value)
  else if (isList(value)) {
    writer.add('[')
    writer.each(value, ', ', (item) => writeText(writer, item))
    writer.add(']')
  } else if (isMap(value)) {
    writer.add('{')
    writer.each(value, ', ', ([key, item]) => {
      writer.add(`${key}=`)
      writeText(writer, item)
    })
    writer.add('}')
  } else if (!(value instanceof VtlObject))
    writer.add(value === null || value === undefined ? '' : String(value))
}

/**
 * A value as a template prints it: null and undefined as nothing, maps as `{k=v}`, lists out of JSON as JSON
 * (aws-recorded, test_input_path_template_formatting).
 */
export function toText(value: Value): string {
  if (typeof value === 'string') return value
  const writer = new Writer()
  writeText(writer, value)
  return writer.text
}
