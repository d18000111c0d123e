/** Maps whose keys come from requests: only their own keys count, whatever `Object.prototype` has. */
export type StringMap<V> = Readonly<Record<string, V>>

export const own = <V>(map: StringMap<V> | undefined, key: string): V | undefined =>
  map && Object.hasOwn(map, key) ? map[key] : undefined

export const mapValues = <V, W>(map: StringMap<V>, change: (value: V) => W): StringMap<W> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))

/** Maps without entries are not kept. */
export const orNone = <V>(map: StringMap<V> | undefined): StringMap<V> | undefined =>
  map && Object.keys(map).length > 0 ? map : undefined

export const withEntry = <V>(map: StringMap<V> | undefined, key: string, value: V): StringMap<V> => ({
  ...map,
  [key]: value,
})

/** A map that lost its last entry is no longer shown (test_update_method_response, test_put_integration_responses). */
export function withoutEntry<V>(map: StringMap<V> | undefined, key: string): StringMap<V> | undefined {
  const rest = Object.entries(map ?? {}).filter(([name]) => name !== key)
  return rest.length > 0 ? Object.fromEntries(rest) : undefined
}
