import type { ApiGatewayHandlers, Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { find, keep } from './find.ts'
import { orNone } from './maps.ts'
import { apiKeys, type Noun, restApis, stages, usagePlans } from './records.ts'

type Tags = Readonly<Record<string, string>>

/** What an ARN names: its tags, and how to keep others in their place. */
interface Tagged {
  readonly tags: Tags
  keep(tags: Tags): void
}

/**
 * Developer guide, apigateway-tagging-restrictions: letters of every script and blanks too (a key with a blank was put on a stage in
 * serverless#6139), which the pattern in TagResource's reference does not know.
 */
const isPart = (text: string) => /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u.test(text)
const isKey = (key: string) => isPart(key) && key !== '' && key.length <= 128
/** The wire lets a null through. */
const isValue = (value: unknown) => typeof value === 'string' && isPart(value) && value.length <= 256

/** Text for `aws:`: serverless#9223. */
export function checkTags(tags: Tags = {}): void {
  if (Object.keys(tags).some((key) => /^aws:/i.test(key)))
    throw badRequest("Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)")
  if (!Object.keys(tags).every(isKey)) throw badRequest('Invalid tag key specified')
  if (!Object.values(tags).every(isValue)) throw badRequest('Invalid tag value specified')
  if (Object.keys(tags).length > 50) throw badRequest('A resource has at most 50 tags')
}

/** `arn:aws:apigateway:{region}::/restapis/{id}`, the same with `/stages/{name}`, `…/apikeys/{id}`, `…/usageplans/{id}`. */
const arn =
  /^arn:aws[\w-]*:apigateway:([^:]+)::\/(?:restapis\/([^/]+)(?:\/stages\/([^/]+))?|apikeys\/([^/]+)|usageplans\/([^/]+))$/

function taggedIn<T extends { readonly tags?: Tags }>(
  call: Call,
  noun: Noun<T>,
  key: string,
  parent?: string,
): Tagged {
  const record = find(call, noun, key, parent)
  return {
    tags: record.tags ?? {},
    keep: (tags) => void keep(call, noun, { ...record, tags: orNone(tags) }, parent),
  }
}

function findTagged(call: Call, resourceArn: string): Tagged {
  const [, region, api = '', stage, key, plan] = arn.exec(resourceArn) ?? []
  if (region !== call.region) throw badRequest('Invalid ARN specified in the request')
  if (key !== undefined) return taggedIn(call, apiKeys, key)
  if (plan !== undefined) return taggedIn(call, usagePlans, plan)
  return stage === undefined ? taggedIn(call, restApis, api) : taggedIn(call, stages, stage, api)
}

export const tagHandlers = {
  TagResource({ resourceArn, tags }, call) {
    const tagged = findTagged(call, resourceArn)
    const all = { ...tagged.tags, ...tags }
    checkTags(all)
    tagged.keep(all)
    return {}
  },

  /** One of the keys in a query may be a list with commas (developer guide, set-up-tags). */
  UntagResource({ resourceArn, tagKeys }, call) {
    const tagged = findTagged(call, resourceArn)
    const gone = tagKeys.flatMap((keys) => keys.split(','))
    const left = Object.entries(tagged.tags).filter(([key]) => !gone.includes(key))
    tagged.keep(Object.fromEntries(left))
    return {}
  },

  GetTags: ({ resourceArn }, call) => ({ tags: findTagged(call, resourceArn).tags }),
} satisfies ApiGatewayHandlers
