import { randomUUID } from 'node:crypto'
import type { Call, LambdaHandlers } from '../context.ts'
import { configure, describe } from './configuration.ts'
import { checkConfiguration, checkSnapStart } from './configurationChecks.ts'
import { checkRole, readCode } from './createFunction.ts'
import { readFunctionName } from './functionName.ts'
import { latest } from './lookup.ts'
import { type Configuration, type FunctionRecord, functions } from './records.ts'
import { getChangeable, startChange } from './state.ts'
import { publish } from './versions.ts'

const readUpdatable = (call: Call, functionName: string, revisionId: string | undefined): FunctionRecord =>
  getChangeable(call, readFunctionName(call, functionName, latest), revisionId)

function update(call: Call, record: FunctionRecord, configuration: Configuration): FunctionRecord {
  const { previous: _, ...rest } = record
  return call.scope.put(functions, record.functionName, {
    ...rest,
    ...startChange('update', call.host.now()),
    deployed: { id: randomUUID(), configuration },
    previous: record.deployed,
  })
}

export const updateHandlers = {
  UpdateFunctionCode(input, call) {
    const record = readUpdatable(call, input.FunctionName, input.RevisionId)
    const code = readCode(input)
    const before = record.deployed.configuration
    const configuration: Configuration = {
      ...before,
      Architectures: input.Architectures ?? before.Architectures,
      CodeSha256: call.host.blobs.put(code),
      CodeSize: code.length,
    }
    if (input.DryRun) return describe(call, { ...record, deployed: { ...record.deployed, configuration } })
    const updated = update(call, record, configuration)
    return input.Publish ? publish(call, updated, {}) : describe(call, updated)
  },

  UpdateFunctionConfiguration(input, call) {
    checkConfiguration(input)
    if (input.Role !== undefined) checkRole(call, input.Role)
    const record = readUpdatable(call, input.FunctionName, input.RevisionId)
    const configuration = configure(record.functionName, record.deployed.configuration, input)
    checkSnapStart(configuration.Runtime, configuration.SnapStart)
    const updated = update(call, record, configuration)
    return describe(call, updated)
  },
} satisfies LambdaHandlers
