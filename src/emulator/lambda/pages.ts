import { pageBehind } from '../pageBehind.ts'
import { invalidParameter } from '../wire/awsError.ts'
import { latest } from './lookup.ts'
import type { FunctionRecord } from './records.ts'

const encode = (key: string) => Buffer.from(key).toString('base64url')

function decode(marker: string): string {
  const key = Buffer.from(marker, 'base64url').toString()
  if (encode(key) !== marker) throw invalidParameter('Invalid pagination token.')
  return key
}

/** The items behind the one that `Marker` names; AWS gives 50 where the request asks for more or tells nothing. */
export function pageOf<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  { Marker, MaxItems = 50 }: { readonly Marker?: string; readonly MaxItems?: number },
) {
  const { items, last } = pageBehind(Marker ? decode(Marker) : '', all, keyOf, Math.min(MaxItems, 50))
  return { items, NextMarker: last && encode(last) }
}

/** By it a function's `$LATEST` is first, then come its versions in the order in which they were published. */
export const versionKey = ({ functionName, version }: FunctionRecord) =>
  `${functionName}:${version === latest ? '' : version.padStart(12, '0')}`
