import { isAbsent } from '../../../json.ts'
import { own } from '../../maps.ts'
import { fitting, oneOf, sameValue } from './equality.ts'
import { classOf } from './javaClass.ts'
import { inBounds, integer, type Method, text } from './methodArguments.ts'
import { toText } from './printed.ts'
import { textMethods } from './textMethods.ts'
import {
  areSameNumber,
  checkLength,
  isList,
  isMap,
  MapEntry,
  maxLength,
  numberIn,
  readWhole,
  TemplateError,
  toDouble,
  type Value,
  VtlObject,
} from './values.ts'

function grow(list: Value[], items: readonly Value[]): void {
  if (list.length + items.length > maxLength / 10) throw new TemplateError('A list is too long')
  for (const item of items) list.push(item)
}

/** Leaves the items that fit; whether one is gone. */
function keepOnly(self: Value[], fits: (item: Value) => boolean): boolean {
  const kept = self.filter((item) => fits(item))
  const isLess = kept.length < self.length
  self.length = 0
  for (const item of kept) self.push(item)
  return isLess
}

const lists: Readonly<Record<string, Method<Value[]>>> = {
  size: (self) => self.length,
  isEmpty: (self) => self.length === 0,
  get: (self, args) =>
    numberIn(args[0]) === undefined ? null : self[inBounds(integer(args), self.length - 1)],
  contains: (self, args) => self.some(fitting(args[0])),
  containsAll: (self, [others]) => (isList(others) ? others.every(oneOf(self)) : null),
  indexOf: (self, args) => self.findIndex(fitting(args[0])),
  lastIndexOf: (self, args) => self.findLastIndex(fitting(args[0])),
  subList: (self, args) => {
    const end = inBounds(integer(args, 1), self.length)
    return self.slice(inBounds(integer(args), end), end)
  },
  equals: (self, args) => sameValue(self, args[0]),
  add: (self, args) => {
    if (args.length > 1) self.splice(inBounds(integer(args), self.length), 0, args[1])
    else grow(self, [args[0]])
    return args.length > 1 ? null : true
  },
  addAll: (self, args) => {
    const items = args[0]
    if (isList(items)) grow(self, [...items])
    return isList(items)
  },
  set: (self, args) => {
    const at = inBounds(integer(args), self.length - 1)
    const before = self[at]
    if (Number.isInteger(at)) self[at] = args[1]
    return before
  },
  remove: (self, args) => {
    if (typeof args[0] === 'number') return self.splice(inBounds(integer(args), self.length - 1), 1)[0]
    const at = self.findIndex(fitting(args[0]))
    if (at >= 0) self.splice(at, 1)
    return at >= 0
  },
  removeAll: (self, [others]) => {
    if (!isList(others)) return null
    const isGone = oneOf(others)
    return keepOnly(self, (item) => !isGone(item))
  },
  retainAll: (self, [others]) => (isList(others) ? keepOnly(self, oneOf(others)) : null),
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
  containsValue: (self, args) => [...self.values()].some(fitting(args[0])),
  keySet: (self) => [...self.keys()],
  values: (self) => [...self.values()],
  entrySet: (self) => [...self].map(([key, value]) => new MapEntry(key, value)),
  equals: (self, args) => sameValue(self, args[0]),
  put: (self, args) => {
    const before = self.get(text(args))
    self.set(text(args), args[1])
    return before
  },
  putIfAbsent: (self, args) => {
    const before = self.get(text(args))
    if (isAbsent(before)) self.set(text(args), args[1])
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
  floatValue: toDouble,
  compareTo: (self, args) => {
    const other = numberIn(args[0])
    return other === undefined ? null : Math.sign(self - other)
  },
  // `#set($Integer = 0) $Integer.parseInt("5")`: the way that templates have to read a number.
  parseInt: (_, args) => Number(inForm(text(args), /^[+-]?\d+$/)),
  parseLong: (_, args) => readWhole(inForm(text(args), /^[+-]?\d+$/)),
  parseDouble: (_, args) => toDouble(Number(inForm(text(args), /^[+-]?\d+(\.\d+)?$/))),
}

function inForm(number: string, form: RegExp): string {
  if (!form.test(number)) throw new TemplateError(`${number} is no number`)
  return number.replace('+', '')
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
  if (name === 'getClass') return classOf(self)
  if (typeof self === 'string') {
    const result = own(textMethods, name)?.(self, args)
    return typeof result === 'string' ? checkLength(result) : result
  }
  if (isList(self)) return own(lists, name)?.(self, args)
  if (isMap(self)) return own(maps, name)?.(self, args)
  if (number !== undefined && name === 'equals')
    return typeof self === typeof args[0] && areSameNumber(self, args[0]) === true
  if (number !== undefined) return own(numbers, name)?.(number, args)
  return typeof self === 'boolean' && name === 'equals' ? self === args[0] : null
}
