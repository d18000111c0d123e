import { invalidParameter } from '../wire/awsError.ts'
import { latest } from './lookup.ts'
import type { FunctionRecord } from './records.ts'

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
 * The items behind the one that `Marker` names, at most `MaxItems` (AWS gives 50 where the request asks for more or
 * tells nothing). They are in the order of their keys, so that what is deleted meanwhile moves nothing.
 */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { Marker, MaxItems = 50 }: { readonly Marker?: string; readonly MaxItems?: number },
): Page<T> {
  const after = Marker === undefined || Marker === '' ? '' : decode(Marker)
  const rest = items.filter((item) => keyOf(item) > after).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const shown = rest.slice(0, Math.min(MaxItems, 50))
  const last = shown.at(-1)
  return rest.length > shown.length && last !== undefined
    ? { items: shown, nextMarker: encode(keyOf(last)) }
    : { items: shown }
}

/** By it a function's `$LATEST` is first, then come its versions in the order in which they were published. */
export const versionKey = ({ functionName, version }: FunctionRecord) =>
  `${functionName}:${version === latest ? '' : version.padStart(12, '0')}`
