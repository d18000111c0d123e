import { javaRegex } from '../../javaRegex.ts'
import { own } from '../../maps.ts'
import { matchesWhole, runRegex } from './boundedRegex.ts'
import {
  checkLength,
  isList,
  isMap,
  MapEntry,
  maxLength,
  numberIn,
  TemplateError,
  toDouble,
  toText,
  type Value,
  VtlObject,
} from './values.ts'

type Method<T> = (self: T, args: readonly Value[]) => Value

const text = (args: readonly Value[], at = 0) => toText(args[at])
const integer = (args: readonly Value[], at = 0) => Math.trunc(numberIn(args[at]) ?? Number(args[at] ?? 0))

/** Java's replacement texts know `$1` and `\`, not JavaScript's `$&` and its like. */
const replacement = (value: string) =>
  value.replace(/\\(.)|\$(\d)|\$/g, (_, escaped: string | undefined, group: string | undefined) => {
    if (group !== undefined) return group === '0' ? '$&' : `$${group}`
    return escaped === undefined || escaped === '$' ? '$$' : escaped
  })

function regex(pattern: string, flags: string): RegExp {
  const compiled = javaRegex(pattern, flags)
  if (!compiled) throw new TemplateError(`${pattern} is no regular expression`)
  return compiled
}

function replaceBy(self: string, [pattern, by]: readonly Value[], flags: string): string {
  const expression = regex(toText(pattern), flags)
  return runRegex(expression, self.length, () => self.replace(expression, replacement(toText(by))))
}

/** Java's: at most `limit` parts where that is above 0; where it is 0, the empty texts at the end are left out. */
function split(self: string, pattern: string, limit: number): string[] {
  const separator = regex(pattern, 'g')
  const parts: string[] = []
  let from = 0
  runRegex(separator, self.length, () => {
    for (const { 0: text, index } of self.matchAll(separator)) {
      if (parts.length === limit - 1) break
      if (index + text.length === 0) continue // Java begins with no empty text
      parts.push(self.slice(from, index))
      from = index + text.length
    }
  })
  if (parts.length === 0) return [self]
  parts.push(self.slice(from))
  while (limit === 0 && parts.at(-1) === '') parts.pop()
  return parts
}

export const sameValue = (left: Value, right: Value): boolean => {
  // On AWS null equals the empty text (aws-recorded, test_input_path_template_formatting: empty-body).
  const [a, b] = [numberIn(left) ?? left ?? '', numberIn(right) ?? right ?? '']
  if (a === b) return true
  return typeof a === typeof b && typeof a !== 'object' ? false : toText(left) === toText(right)
}

/**
 * What Java's methods throw at makes the template fail: Velocity passes it on as MethodInvocationException.
 * An index that is no number finds no method there, and nothing is printed.
 */
function index(at: number, last: number): number {
  if (at < 0 || at > last) throw new TemplateError(`Index ${at} is out of bounds`)
  return at
}

function substring(self: string, args: readonly Value[]): string {
  const end = args.length > 1 ? index(integer(args, 1), self.length) : self.length
  return self.substring(index(integer(args), end), end)
}

const strings: Readonly<Record<string, Method<string>>> = {
  length: (self) => self.length,
  isEmpty: (self) => self === '',
  contains: (self, args) => self.includes(text(args)),
  startsWith: (self, args) => self.startsWith(text(args), integer(args, 1)),
  endsWith: (self, args) => self.endsWith(text(args)),
  indexOf: (self, args) => self.indexOf(text(args), integer(args, 1)),
  lastIndexOf: (self, args) => self.lastIndexOf(text(args), args.length > 1 ? integer(args, 1) : undefined),
  substring,
  charAt: (self, args) => self.charAt(index(integer(args), self.length - 1)),
  concat: (self, args) => self + text(args),
  replace: (self, args) => self.replaceAll(text(args), () => text(args, 1)),
  replaceAll: (self, args) => replaceBy(self, args, 'g'),
  replaceFirst: (self, args) => replaceBy(self, args, ''),
  split: (self, args) => split(self, text(args), integer(args, 1)),
  matches: (self, args) => matchesWhole(text(args), self),
  toUpperCase: (self) => self.toUpperCase(),
  toLowerCase: (self) => self.toLowerCase(),
  trim: (self) => self.trim(),
  equals: (self, args) => self === args[0],
  equalsIgnoreCase: (self, args) => self.toLowerCase() === text(args).toLowerCase(),
  compareTo: (self, args) => (self < text(args) ? -1 : self > text(args) ? 1 : 0),
}

function grow(list: Value[], items: readonly Value[]): void {
  if (list.length + items.length > maxLength / 10) throw new TemplateError('A list is too long')
  for (const item of items) list.push(item)
}

const lists: Readonly<Record<string, Method<Value[]>>> = {
  size: (self) => self.length,
  isEmpty: (self) => self.length === 0,
  get: (self, args) => self[index(integer(args), self.length - 1)],
  contains: (self, args) => self.some((item) => sameValue(item, args[0])),
  indexOf: (self, args) => self.findIndex((item) => sameValue(item, args[0])),
  lastIndexOf: (self, args) => self.findLastIndex((item) => sameValue(item, args[0])),
  subList: (self, args) => {
    const end = index(integer(args, 1), self.length)
    return self.slice(index(integer(args), end), end)
  },
  equals: (self, args) => sameValue(self, args[0]),
  add: (self, args) => {
    if (args.length > 1) self.splice(index(integer(args), self.length), 0, args[1])
    else grow(self, [args[0]])
    return args.length > 1 ? null : true
  },
  addAll: (self, args) => {
    const items = args[0]
    if (isList(items)) grow(self, [...items])
    return isList(items)
  },
  set: (self, args) => {
    const at = index(integer(args), self.length - 1)
    const before = self[at]
    if (Number.isInteger(at)) self[at] = args[1]
    return before
  },
  remove: (self, args) => {
    if (typeof args[0] === 'number') return self.splice(index(integer(args), self.length - 1), 1)[0]
    const at = self.findIndex((item) => sameValue(item, args[0]))
    if (at >= 0) self.splice(at, 1)
    return at >= 0
  },
  clear: (self) => {
    self.length = 0
    return null
  },
}

const maps: Readonly<Record<string, Method<Map<string, Value>>>> = {
  size: (self) => self.size,
  isEmpty: (self) => self.size === 0,
  get: (self, args) => self.get(text(args)),
  getOrDefault: (self, args) => self.get(text(args)) ?? args[1],
  containsKey: (self, args) => self.has(text(args)),
  containsValue: (self, args) => [...self.values()].some((item) => sameValue(item, args[0])),
  keySet: (self) => [...self.keys()],
  values: (self) => [...self.values()],
  entrySet: (self) => [...self].map(([key, value]) => new MapEntry(key, value)),
  equals: (self, args) => sameValue(self, args[0]),
  put: (self, args) => {
    const before = self.get(text(args))
    self.set(text(args), args[1])
    return before
  },
  putAll: (self, args) => {
    const other = args[0]
    if (isMap(other)) for (const [key, value] of other) self.set(key, value)
    return null
  },
  remove: (self, args) => {
    const before = self.get(text(args))
    self.delete(text(args))
    return before
  },
}

const numbers: Readonly<Record<string, Method<number>>> = {
  intValue: (self) => Math.trunc(self),
  longValue: (self) => Math.trunc(self),
  doubleValue: toDouble,
  compareTo: (self, args) => {
    const other = numberIn(args[0])
    return other === undefined ? null : Math.sign(self - other)
  },
  // `#set($Integer = 0) $Integer.parseInt("5")`: the way that templates have to read a number.
  parseInt: (_, args) => parsed(text(args), /^[+-]?\d+$/),
  parseDouble: (_, args) => toDouble(parsed(text(args), /^[+-]?\d+(\.\d+)?$/)),
}

function parsed(value: string, form: RegExp): number {
  if (!form.test(value)) throw new TemplateError(`${value} is no number`)
  return Number(value)
}

const booleans: Readonly<Record<string, Method<boolean>>> = {
  equals: (self, args) => self === args[0],
}

/** A field by its getter, `getCount()` or `isLast()`. */
function got({ fields }: VtlObject, method: string): Value {
  const [, first = '', rest = ''] = /^(?:get|is)([A-Z])(\w*)$/.exec(method) ?? []
  return own(fields, first.toLowerCase() + rest)
}

/** Calls a method of a value; null where it has none of that name, as nothing is printed then. */
export function callMethod(self: Value, name: string, args: readonly Value[]): Value {
  const number = numberIn(self)
  if (self instanceof VtlObject && number === undefined)
    return own(self.methods, name)?.(args) ?? got(self, name) ?? null
  if (name === 'toString') return toText(self)
  if (typeof self === 'string') {
    const result = own(strings, name)?.(self, args)
    return typeof result === 'string' ? checkLength(result) : result
  }
  if (isList(self)) return own(lists, name)?.(self, args)
  if (isMap(self)) return own(maps, name)?.(self, args)
  if (number !== undefined && name === 'equals')
    return typeof self === typeof args[0] && number === numberIn(args[0])
  if (number !== undefined) return own(numbers, name)?.(number, args)
  return typeof self === 'boolean' ? own(booleans, name)?.(self, args) : null
}
