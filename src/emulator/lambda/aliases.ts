import { randomUUID } from 'node:crypto'
import type { AliasConfiguration, AliasRoutingConfiguration } from '@aws-sdk/client-lambda'
import type { Call, LambdaHandlers } from '../context.ts'
import {
  invalidParameter,
  lambdaConflict,
  lambdaNotFound,
  untypedInvalidParameter,
} from '../wire/awsError.ts'
import { functionArn, readTarget } from './functionName.ts'
import { findFunction, functionNotFound, latest, versionIn } from './lookup.ts'
import { pageOf } from './pages.ts'
import { type AliasRecord, aliases, policies } from './records.ts'
import { checkRevision } from './state.ts'

const show = (call: Call, functionName: string, alias: AliasRecord): AliasConfiguration => ({
  AliasArn: functionArn(call, functionName, alias.name),
  Name: alias.name,
  FunctionVersion: alias.functionVersion,
  Description: alias.description,
  RoutingConfig: alias.weights && { AdditionalVersionWeights: alias.weights },
  RevisionId: alias.revisionId,
})

export const aliasNotFound = (call: Call, functionName: string, alias: string) =>
  lambdaNotFound(`Cannot find alias arn: ${functionArn(call, functionName, alias)}`)

function findAlias(call: Call, functionName: string, alias: string): AliasRecord {
  const record = call.scope.get(aliases, alias, functionName)
  if (!record) throw aliasNotFound(call, functionName, alias)
  return record
}

function checkVersion(call: Call, functionName: string, version: string): void {
  if (!versionIn(call.scope, functionName, version))
    throw functionNotFound(functionArn(call, functionName, version))
}

/** Texts: test_notfound_and_invalid_routingconfigs. */
function readWeights(
  call: Call,
  functionName: string,
  version: string,
  routing: AliasRoutingConfiguration,
): AliasRecord['weights'] {
  const weights = routing.AdditionalVersionWeights ?? {}
  const others = Object.keys(weights)
  if (others.length === 0) return undefined
  if (others.length > 1)
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1')
  if (others.includes(version))
    throw invalidParameter(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    )
  if (version === latest)
    throw untypedInvalidParameter('$LATEST is not supported for an alias pointing to more than 1 version')
  for (const other of others) checkVersion(call, functionName, other)
  const roles = [version, ...others].map(
    (each) => versionIn(call.scope, functionName, each)?.deployed.configuration.Role,
  )
  // serverless-heaven/serverless-aws-alias#64.
  if (new Set(roles).size > 1)
    throw invalidParameter('Specified versions must be associated with the same execution role')
  return weights
}

export const aliasHandlers = {
  CreateAlias(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    checkVersion(call, name, input.FunctionVersion)
    const weights = readWeights(call, name, input.FunctionVersion, input.RoutingConfig ?? {})
    if (call.scope.get(aliases, input.Name, name))
      throw lambdaConflict(`Alias already exists: ${functionArn(call, name, input.Name)}`)
    const alias = {
      name: input.Name,
      functionVersion: input.FunctionVersion,
      description: input.Description ?? '',
      weights,
      revisionId: randomUUID(),
    }
    return show(call, name, call.scope.put(aliases, alias.name, alias, name))
  },

  GetAlias(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    return show(call, name, findAlias(call, name, input.Name))
  },

  /** Its text alone is another one (test_non_existent_alias_update). */
  UpdateAlias(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    const before = call.scope.get(aliases, input.Name, name)
    if (!before) throw lambdaNotFound(`Alias not found: ${functionArn(call, name, input.Name)}`)
    checkRevision(input.RevisionId, before.revisionId)
    const functionVersion = input.FunctionVersion ?? before.functionVersion
    checkVersion(call, name, functionVersion)
    const kept = { AdditionalVersionWeights: before.weights }
    const alias = {
      ...before,
      functionVersion,
      description: input.Description ?? before.description,
      weights: readWeights(call, name, functionVersion, input.RoutingConfig ?? kept),
      revisionId: randomUUID(),
    }
    return show(call, name, call.scope.put(aliases, alias.name, alias, name))
  },

  /** An alias that is not there is deleted as well as one that is. */
  DeleteAlias(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    if (call.scope.get(aliases, input.Name, name)) {
      call.scope.delete(aliases, input.Name, name)
      call.scope.delete(policies, input.Name, name)
    }
    return {}
  },

  ListAliases(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    findFunction(call, name)
    const asked = call.scope
      .list(aliases, name)
      .filter((alias) => (input.FunctionVersion ?? alias.functionVersion) === alias.functionVersion)
    const { items, NextMarker } = pageOf(asked, (alias) => alias.name, input)
    return { Aliases: items.map((alias) => show(call, name, alias)), NextMarker }
  },
} satisfies LambdaHandlers
