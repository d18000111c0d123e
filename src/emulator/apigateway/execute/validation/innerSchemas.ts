import { isRecord, itemsOf, type JsonRecord } from '../../../json.ts'
import { matchesSomewhere } from '../vtl/boundedRegex.ts'

/** What is by name in an object, in the order of the names; nothing in anything else. */
export const sortedEntries = (value: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(value) ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : []

/** The schemas that `properties` and `patternProperties` have for a member. */
export function schemasNamed(
  { properties, patternProperties }: JsonRecord,
  name: string,
): readonly unknown[] {
  const one = isRecord(properties) && Object.hasOwn(properties, name) ? [properties[name]] : []
  const patterns = sortedEntries(patternProperties).filter(([pattern]) => matchesSomewhere(pattern, name))
  return [...one, ...patterns.map(([, schema]) => schema)]
}

function schemasOfMember(schema: JsonRecord, name: string): readonly unknown[] {
  const named = schemasNamed(schema, name)
  return named.length > 0 ? named : [schema.additionalProperties]
}

function schemaOfItem({ items, additionalItems }: JsonRecord, index: number): unknown {
  if (isRecord(items)) return items
  return index < itemsOf(items).length ? itemsOf(items)[index] : additionalItems
}

/** What stands in a value, each with a schema that it must fit; a schema that is none fits all. */
export function* innerSchemas(
  schema: JsonRecord,
  value: unknown,
): Generator<readonly [schema: unknown, value: unknown]> {
  for (const [index, item] of itemsOf(value).entries()) yield [schemaOfItem(schema, index), item]
  for (const [name, member] of sortedEntries(value))
    for (const inner of schemasOfMember(schema, name)) yield [inner, member]
}
