import type { GetRestApisRequest } from '@aws-sdk/client-api-gateway'
import type { Call } from '../context.ts'
import { pageBehind } from '../pageBehind.ts'
import { badRequest } from '../wire/awsError.ts'
import { find } from './find.ts'
import { type Noun, restApis } from './records.ts'

/** GetResources and the other lists: 25 items where `limit` says nothing, 500 at most (AWS's reference). */
const usual = 25
const most = 500

/** A limit below 1 is as good as none (test_negative_get_usage_plan_api_keys: -1 is no error). */
const sizeOf = (limit: number | undefined) => (limit && limit > 0 ? Math.min(limit, most) : usual)

const encode = (key: string) => Buffer.from(key).toString('base64')

function decode(position: string): string {
  const key = Buffer.from(position, 'base64').toString()
  if (encode(key) !== position) throw badRequest('Invalid position specified')
  return key
}

/**
 * One page, in the order of the keys: ids or names, not the order of creation (public log 46237550094: two APIs and 21
 * resources).
 */
export function pageOf<T, Shown>(
  all: readonly T[],
  keyOf: (item: T) => string,
  { limit, position }: GetRestApisRequest,
  view: (item: T) => Shown,
) {
  const { items, last } = pageBehind(position ? decode(position) : '', all, keyOf, sizeOf(limit))
  return { items: items.map((item) => view(item)), position: last && encode(last) }
}

/** What the list of a noun answers for an API that must be there. */
export const listOf = <T>(
  call: Call,
  noun: Noun<T>,
  input: GetRestApisRequest & { readonly restApiId: string },
  view = (record: T): unknown => record,
) => pageOf(call.scope.list(noun, find(call, restApis, input.restApiId).id), noun.keyOf, input, view)
