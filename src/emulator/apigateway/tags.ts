import type { ApiGatewayHandlers, Call } from '../context.ts'
import type { Table } from '../store/store.ts'
import { badRequest } from '../wire/awsError.ts'
import { findApiKey } from './apiKeys.ts'
import { findRestApi, findStage } from './find.ts'
import { orNone } from './maps.ts'
import { apiKeys, restApis, stages, usagePlans } from './records.ts'
import { findPlan } from './usagePlans.ts'

type Tags = Readonly<Record<string, string>>

/** What an ARN names: its tags, and how to keep others in their place. */
interface Tagged {
  readonly tags: Tags
  keep(tags: Tags): void
}

/** Text: serverless#9223. */
export function checkTags(tags: Tags | undefined): void {
  if (Object.keys(tags ?? {}).some((key) => /^aws:/i.test(key)))
    throw badRequest("Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)")
}

/** `arn:aws:apigateway:{region}::/restapis/{id}`, the same with `/stages/{name}`, `…/apikeys/{id}`, `…/usageplans/{id}`. */
const arn =
  /^arn:aws[\w-]*:apigateway:([^:]+)::\/(?:restapis\/([^/]+)(?:\/stages\/([^/]+))?|apikeys\/([^/]+)|usageplans\/([^/]+))$/

function taggedOf<T extends { readonly tags?: Tags }>(
  call: Call,
  record: T,
  table: Table<T>,
  id: string,
  parent?: string,
): Tagged {
  return {
    tags: record.tags ?? {},
    keep: (tags) => void call.scope.put(table, id, { ...record, tags: orNone(tags) }, parent),
  }
}

function find(call: Call, resourceArn: string): Tagged {
  const [, region, api = '', stage, key, plan] = arn.exec(resourceArn) ?? []
  if (region !== call.region) throw badRequest('Invalid ARN specified in the request')
  if (key !== undefined) return taggedOf(call, findApiKey(call, key), apiKeys, key)
  if (plan !== undefined) return taggedOf(call, findPlan(call, plan), usagePlans, plan)
  return stage === undefined
    ? taggedOf(call, findRestApi(call, api), restApis, api)
    : taggedOf(call, findStage(call, api, stage), stages, stage, api)
}

export const tagHandlers = {
  TagResource({ resourceArn, tags }, call) {
    const tagged = find(call, resourceArn)
    checkTags(tags)
    tagged.keep({ ...tagged.tags, ...tags })
    return {}
  },

  UntagResource({ resourceArn, tagKeys }, call) {
    const tagged = find(call, resourceArn)
    const left = Object.entries(tagged.tags).filter(([key]) => !tagKeys.includes(key))
    tagged.keep(Object.fromEntries(left))
    return {}
  },

  GetTags: ({ resourceArn }, call) => ({
    tags: find(call, resourceArn).tags,
  }),
} satisfies ApiGatewayHandlers
