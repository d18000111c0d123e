import { exactNumberIn, isList, isMap, isWhole, JsonList, type Value, VtlObject } from './values.ts'

const names: readonly (readonly [string, (value: Value) => boolean])[] = [
  ['java.lang.String', (value) => typeof value === 'string'],
  ['java.lang.Boolean', (value) => typeof value === 'boolean'],
  ['java.lang.Integer', (value) => Number.isInteger(value) && Math.abs(Number(value) + 0.5) < 2 ** 31],
  ['java.lang.Long', (value) => isWhole(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value)],
  ['java.math.BigInteger', (value) => typeof value === 'bigint'],
  ['java.lang.Double', (value) => exactNumberIn(value) !== undefined],
  ['net.minidev.json.JSONArray', (value) => value instanceof JsonList],
  ['java.util.ArrayList', isList],
  ['java.util.LinkedHashMap', isMap],
]

/** A value's class, by whose name templates tell lists, maps and texts apart (sam-goodwin/functionless#23). */
export function classOf(value: Value): Value {
  const name = names.find(([, is]) => is(value))?.[0]
  if (name === undefined) return null
  const simpleName = name.replace(/.*\./, '')
  return new VtlObject({ name, simpleName }, {}, `class ${name}`)
}
