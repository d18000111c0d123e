import { randomUUID } from 'node:crypto'
import type { Call, LambdaHandlers } from '../context.ts'
import { type AwsError, invalidParameter, lambdaNotFound } from '../wire/awsError.ts'
import { readTarget } from './functionName.ts'
import { findFunction, functionNotFound } from './lookup.ts'
import { type FunctionRecord, functions } from './records.ts'
import { checkUpdated } from './state.ts'

type Tags = Readonly<Record<string, string>>

/** Texts of this file: test_tag_exceptions, test_tag_limits. */
export function checkTags(tags: Tags): void {
  if (Object.keys(tags).length > 50) throw invalidParameter('Number of tags exceeds resource tag limit.')
  // Lambda's own text is not known; this is CloudFormation's.
  if (Object.keys(tags).some((key) => /^aws:/i.test(key)))
    throw invalidParameter('aws: prefixed tag key names are not allowed for external use.')
}

/** Tagged things that this cloud has not, and so none of them (test_tag_exceptions at LocalStack's v4.14.0). */
const notFoundBy: Readonly<Record<string, (arn: string) => AwsError>> = {
  'event-source-mapping': (arn) => lambdaNotFound(`Event source mapping not found: ${arn}`),
  'capacity-provider': (arn) => lambdaNotFound(`Capacity provider not found: ${arn}`),
}

function readTagged(call: Call, resource: string): FunctionRecord {
  const [, , , , , kind = ''] = resource.split(':')
  if (kind !== 'function') throw notFoundBy[kind]?.(resource) ?? functionNotFound(resource)
  const { name, qualifier } = readTarget(call, resource)
  if (qualifier !== undefined)
    throw invalidParameter(
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    )
  return findFunction(call, name)
}

function put(call: Call, record: FunctionRecord, tags: Tags): object {
  checkTags(tags)
  // A function with other tags has another revision (test_tag_lifecycle).
  const revisionId = randomUUID()
  const revisions = { changing: revisionId, settled: revisionId }
  call.scope.put(functions, record.functionName, { ...record, tags, revisions })
  return {}
}

export const tagHandlers = {
  TagResource(input, call) {
    const record = readTagged(call, input.Resource)
    if (Object.keys(input.Tags).length === 0)
      throw invalidParameter('An error occurred and the request cannot be processed.')
    checkUpdated(call, record) // developer guide, functions-states, which does not name UntagResource
    return put(call, record, { ...record.tags, ...input.Tags })
  },

  UntagResource(input, call) {
    const record = readTagged(call, input.Resource)
    const kept = Object.entries(record.tags).filter(([key]) => !input.TagKeys.includes(key))
    return put(call, record, Object.fromEntries(kept))
  },

  ListTags: (input, call) => ({ Tags: readTagged(call, input.Resource).tags }),
} satisfies LambdaHandlers
