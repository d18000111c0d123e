import type { Call, LambdaHandlers } from '../context.ts'
import { invalidParameter, lambdaConflict, notImplemented } from '../wire/awsError.ts'
import { describe, summarize } from './configuration.ts'
import { readTarget } from './functionName.ts'
import { findFunction, versionIn } from './lookup.ts'
import { pageOf, versionKey } from './pages.ts'
import { aliases, type FunctionRecord, functions, goneFunctions, policies, versions } from './records.ts'
import { findChangeable, startChange } from './state.ts'

/**
 * Freezes `$LATEST` as the next number. Where it was not updated since the last one, that one is the answer; an update
 * with the same code counts, unlike the API reference says (getmoto/moto#8379, tried on AWS). Publishing gives
 * `$LATEST` a new revision (test_function_revisions_version_and_alias).
 */
export function publish(call: Call, record: FunctionRecord, description?: string) {
  const name = record.functionName
  const last = versionIn(call.scope, name, String(record.lastVersion))
  if (last && last.deployed.id === record.deployed.id) return describe(call, last, last.version)
  const version = String(record.lastVersion + 1)
  const now = call.host.now()
  const configuration = {
    ...record.deployed.configuration,
    Description: description ?? record.deployed.configuration.Description,
  }
  const published: FunctionRecord = {
    ...record,
    ...startChange('create', now),
    // A version is as settled as the function is: mostly it is Active at once (test_publish_version_on_create).
    // Not where a snapshot has to be taken of it (developer guide, snapstart-activate).
    ...(configuration.SnapStart?.ApplyOn !== 'PublishedVersions' && {
      change: { kind: 'create', settlesAt: record.change.settlesAt },
    }),
    version,
    deployed: { ...record.deployed, configuration },
    previous: undefined,
  }
  call.scope.put(versions, version, published, name)
  const { revisions } = startChange('update', now)
  call.scope.put(functions, name, { ...record, revisions, lastVersion: Number(version) })
  return describe(call, published, version)
}

/**
 * Numbers of versions are never used again, "even for a function that has been deleted and recreated" (developer guide,
 * versioning-intro).
 */
export function takeLastVersion(call: Call, name: string): number {
  const gone = call.scope.get(goneFunctions, name)
  if (gone) call.scope.delete(goneFunctions, name)
  return gone?.lastVersion ?? 0
}

export function deleteVersion(call: Call, name: string, version: string): void {
  const named = call.scope
    .list(aliases, name)
    .filter((alias) => alias.functionVersion === version || alias.weights?.[version] !== undefined)
  // Public logs zappa/Zappa#960, karl-cardenas-coding/go-lambda-cleanup#45.
  if (named.length > 0)
    throw lambdaConflict(
      `Unable to delete version because the following aliases reference it: [${named.map((alias) => alias.name).join(', ')}]`,
    )
  call.scope.delete(versions, version, name)
  call.scope.delete(policies, version, name)
}

export const versionHandlers = {
  PublishVersion(input, call) {
    if (input.PublishTo !== undefined) throw notImplemented('Versions with PublishTo are')
    const { name } = readTarget(call, input.FunctionName)
    const record = findChangeable(call, name, input.RevisionId)
    const current = record.deployed.configuration.CodeSha256
    if (input.CodeSha256 !== undefined && input.CodeSha256 !== current)
      throw invalidParameter(
        `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${current}). Please try again with the CodeSHA256 in $LATEST.`,
      )
    return publish(call, record, input.Description)
  },

  ListVersionsByFunction(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    const all = [findFunction(call, name), ...call.scope.list(versions, name)]
    const { items, NextMarker } = pageOf(all, versionKey, input)
    return { Versions: items.map((record) => summarize(call, record, record.version)), NextMarker }
  },
} satisfies LambdaHandlers
