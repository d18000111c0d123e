import { invalidParameter } from '../wire/awsError.ts'

export interface Page<T> {
  readonly items: readonly T[]
  readonly nextMarker?: string
}

const encode = (key: string) => Buffer.from(key).toString('base64url')

function decode(marker: string): string {
  const key = Buffer.from(marker, 'base64url').toString()
  if (encode(key) !== marker) throw invalidParameter('Invalid pagination token.')
  return key
}

/**
 * The items after the one that `marker` names, at most `maxItems` (AWS gives 50 where the request asks for more or
 * tells nothing). Items are in the order of their keys, so that what is deleted meanwhile moves nothing.
 */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  marker: string | undefined,
  maxItems = 50,
): Page<T> {
  const after = marker === undefined || marker === '' ? '' : decode(marker)
  const rest = items.filter((item) => keyOf(item) > after)
  const shown = rest.slice(0, Math.min(maxItems, 50))
  const last = shown.at(-1)
  return rest.length > shown.length && last !== undefined
    ? { items: shown, nextMarker: encode(keyOf(last)) }
    : { items: shown }
}
