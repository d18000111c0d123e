import type { Call, LambdaHandlers } from '../context.ts'
import { reservedOf } from './concurrency.ts'
import { describe, summarize } from './configuration.ts'
import { readTarget } from './functionName.ts'
import { findTarget } from './lookup.ts'
import { pageOf, versionKey } from './pages.ts'
import { type FunctionRecord, functions, versions } from './records.ts'

/** The function's code as a URL that anyone can fetch; on AWS it is one of S3 that is valid for ten minutes. */
const codeLocation = ({ host }: Call, { deployed }: FunctionRecord) =>
  `${host.endpoint()}/_code/${Buffer.from(deployed.configuration.CodeSha256, 'base64').toString('hex')}`

function ofWholeFunction(call: Call, { functionName, tags }: FunctionRecord) {
  const reserved = reservedOf(call.scope, functionName)
  return {
    Concurrency: reserved === undefined ? undefined : { ReservedConcurrentExecutions: reserved },
    Tags: Object.keys(tags).length > 0 ? tags : undefined,
  }
}

export const readHandlers = {
  GetFunction(input, call) {
    const target = readTarget(call, input.FunctionName, input.Qualifier)
    const record = findTarget(call, target)
    return {
      Configuration: describe(call, record, target.qualifier),
      Code: { RepositoryType: 'S3', Location: codeLocation(call, record) },
      // Of a version only what is its own (API reference; terraform-provider-aws asks for the rest in other ways).
      ...(target.qualifier === undefined && ofWholeFunction(call, record)),
    }
  },

  GetFunctionConfiguration(input, call) {
    const target = readTarget(call, input.FunctionName, input.Qualifier)
    return describe(call, findTarget(call, target), target.qualifier)
  },

  ListFunctions(input, call) {
    const all = input.FunctionVersion === 'ALL'
    const records = call.scope
      .list(functions)
      .flatMap((record) => (all ? [record, ...call.scope.list(versions, record.functionName)] : [record]))
    const { items, NextMarker } = pageOf(records, versionKey, input)
    return {
      Functions: items.map((record) => summarize(call, record, all ? record.version : undefined)),
      NextMarker,
    }
  },
} satisfies LambdaHandlers
