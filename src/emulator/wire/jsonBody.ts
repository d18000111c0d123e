import type { NormalizedSchema } from '@smithy/core/schema'

/**
 * An output as the JSON value that AWS sends: members by their wire names, dates as epoch seconds, bytes as base64.
 * The SDK's own serializer leaves out a null in a map, which AWS sends: `{"application/json": null}` is an empty
 * template (recorded, test_integration_response_invalid_responsetemplates).
 */
export function toJson(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return value
  if (value instanceof Date) return value.getTime() / 1000
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (schema.isDocumentSchema() || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => toJson(schema.getValueSchema(), item))
  if (schema.isMapSchema())
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, toJson(schema.getValueSchema(), item)]),
    )
  const members = new Map<string, unknown>(Object.entries(value))
  const json: Record<string, unknown> = {}
  for (const [name, member] of schema.structIterator())
    json[String(member.getMergedTraits().jsonName ?? name)] = toJson(member, members.get(name))
  return json
}
