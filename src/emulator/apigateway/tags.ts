import type { GetTagsRequest, TagResourceRequest, UntagResourceRequest } from '@aws-sdk/client-api-gateway'
import type { Call, With } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { findRestApi, findStage } from './find.ts'
import { restApis, stages } from './records.ts'

type Tags = Readonly<Record<string, string>>

/** What an ARN names: its tags, and how to keep others in their place. */
interface Tagged {
  readonly tags: Tags
  keep(tags: Tags): void
}

/** `arn:aws:apigateway:{region}::/restapis/{id}`, and the same with `/stages/{name}`. */
const arn = /^arn:[^:]+:apigateway:([^:]+)::\/restapis\/([^/]+)(?:\/stages\/([^/]+))?$/

const orNone = (tags: Tags) => (Object.keys(tags).length > 0 ? tags : undefined)

function find(call: Call, resourceArn: string): Tagged {
  const [, region, id = '', stageName] = arn.exec(resourceArn) ?? []
  if (region !== call.region) throw badRequest('Invalid ARN specified in the request')
  const api = findRestApi(call, id)
  if (stageName === undefined)
    return {
      tags: api.tags ?? {},
      keep: (tags) => void call.scope.put(restApis, id, { ...api, tags: orNone(tags) }),
    }
  const stage = findStage(call, id, stageName)
  return {
    tags: stage.tags ?? {},
    keep: (tags) => void call.scope.put(stages, stageName, { ...stage, tags: orNone(tags) }, id),
  }
}

export const tagHandlers = {
  TagResource({ resourceArn, tags }: With<TagResourceRequest, 'resourceArn' | 'tags'>, call: Call) {
    const tagged = find(call, resourceArn)
    tagged.keep({ ...tagged.tags, ...tags })
    return {}
  },

  UntagResource({ resourceArn, tagKeys }: With<UntagResourceRequest, 'resourceArn' | 'tagKeys'>, call: Call) {
    const tagged = find(call, resourceArn)
    const left = Object.entries(tagged.tags).filter(([key]) => !tagKeys.includes(key))
    tagged.keep(Object.fromEntries(left))
    return {}
  },

  GetTags: ({ resourceArn }: With<GetTagsRequest, 'resourceArn'>, call: Call) => ({
    tags: find(call, resourceArn).tags,
  }),
}
