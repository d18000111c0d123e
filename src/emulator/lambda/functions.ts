import { randomUUID } from 'node:crypto'
import type { Call, LambdaHandlers, LambdaInputs } from '../context.ts'
import { mayAssume } from '../identity/roles.ts'
import { invalidParameter, lambdaConflict, notImplemented } from '../wire/awsError.ts'
import { readCode } from './code/codePackage.ts'
import { configure, describe, newConfiguration } from './configuration.ts'
import { checkConfiguration, checkConfigured, checkPackage } from './configurationChecks.ts'
import { functionArn, readFunctionName, readTarget } from './functionName.ts'
import { findFunction, latest } from './lookup.ts'
import {
  aliases,
  type Configuration,
  concurrencies,
  type FunctionRecord,
  functions,
  goneFunctions,
  policies,
  versions,
} from './records.ts'
import { findChangeable, startChange } from './state.ts'
import { checkTags } from './tags.ts'
import { deleteVersion, publish, takeLastVersion } from './versions.ts'

/** AWS's text for a role that is not there, or whose trust policy does not name Lambda. */
function checkRole(call: Call, arn: string): void {
  if (!mayAssume(call.host.store, arn, 'lambda.amazonaws.com'))
    throw invalidParameter('The role defined for the function cannot be assumed by Lambda.')
}

function checkName(name: string): void {
  // AWS's own mix: a front end's text in an error of the service (test_function_arns).
  if (name.length > 64)
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    )
}

function readConfiguration(input: LambdaInputs['CreateFunction'], name: string): Configuration {
  if (input.Runtime === undefined || input.Handler === undefined)
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    )
  const configuration = configure(name, newConfiguration(name), input)
  checkConfigured(input, configuration)
  return configuration
}

/** Keeps a package; what the configuration tells of it. */
const keepCode = ({ host }: Call, code: Uint8Array) => ({
  CodeSha256: host.blobs.put(code),
  CodeSize: code.length,
})

/** Public log 48348416384, appleboy/lambda-action#6: of the code; the configuration's by analogy. */
const latestOnly =
  'Current operation does not support versions other than $LATEST. Please set the version to $LATEST or do not set a version in your request.'

const readUpdatable = (call: Call, functionName: string, revisionId: string | undefined): FunctionRecord =>
  findChangeable(call, readFunctionName(call, functionName, latestOnly, latest), revisionId)

function update(call: Call, record: FunctionRecord, configuration: Configuration): FunctionRecord {
  return call.scope.put(functions, record.functionName, {
    ...record,
    ...startChange('update', call.host.now()),
    deployed: { id: randomUUID(), configuration },
    previous: record.deployed,
  })
}

function deleteAll(call: Call, { functionName: name, lastVersion }: FunctionRecord): void {
  call.scope.delete(functions, name)
  if (lastVersion > 0) call.scope.put(goneFunctions, name, { lastVersion })
  if (call.scope.get(concurrencies, name)) call.scope.delete(concurrencies, name)
  for (const table of [versions, aliases, policies]) call.scope.deleteAll(table, name)
}

export const functionHandlers = {
  CreateFunction(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    checkName(name)
    checkPackage(input)
    checkConfiguration(input)
    checkTags(input.Tags ?? {})
    checkRole(call, input.Role)
    const code = readCode(input.Code)
    if (call.scope.get(functions, name)) throw lambdaConflict(`Function already exist: ${name}`)
    const lastVersion = takeLastVersion(call, name) + (input.Publish ? 1 : 0)
    const configuration = { ...readConfiguration(input, name), ...keepCode(call, code) }
    const record: FunctionRecord = {
      functionName: name,
      version: latest,
      deployed: { id: randomUUID(), configuration },
      ...startChange('create', call.host.now()),
      tags: input.Tags ?? {},
      lastVersion,
    }
    call.scope.put(functions, name, record)
    if (!input.Publish) return describe(call, record)
    const version = String(lastVersion)
    const published = { ...record, ...startChange('create', call.host.now()), version }
    call.scope.put(versions, version, published, name)
    // The answer tells the version, but its ARN is the function's (test_list_functions).
    return { ...describe(call, record), Version: version }
  },

  UpdateFunctionCode(input, call) {
    if (input.PublishTo !== undefined) throw notImplemented('Versions with PublishTo are')
    const record = readUpdatable(call, input.FunctionName, input.RevisionId)
    // test_lambda_zip_file_to_image
    if (input.ImageUri !== undefined)
      throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.")
    const code = readCode(input)
    const before = record.deployed.configuration
    const { Architectures = before.Architectures } = input
    const configuration = { ...before, Architectures, ...keepCode(call, code) }
    if (input.DryRun) return describe(call, { ...record, deployed: { ...record.deployed, configuration } })
    const updated = update(call, record, configuration)
    return input.Publish ? publish(call, updated) : describe(call, updated)
  },

  UpdateFunctionConfiguration(input, call) {
    checkConfiguration(input)
    if (input.Role !== undefined) checkRole(call, input.Role)
    const record = readUpdatable(call, input.FunctionName, input.RevisionId)
    const configuration = configure(record.functionName, record.deployed.configuration, input)
    checkConfigured(input, configuration)
    return describe(call, update(call, record, configuration))
  },

  /** Order and texts: test_ops_with_arn_qualifier_mismatch, test_delete_on_nonexisting_version. */
  DeleteFunction(input, call) {
    const { name, qualifier } = readTarget(call, input.FunctionName, input.Qualifier)
    if (qualifier === latest)
      throw invalidParameter('$LATEST version cannot be deleted without deleting the function.')
    if (qualifier !== undefined && !/^(\d+$|\$)/.test(qualifier))
      throw invalidParameter('Deletion of aliases is not currently supported.')
    const record = findFunction(call, name)
    // A version that is not there is deleted as well as one that is: AWS answers 204 to both.
    if (qualifier === undefined) deleteAll(call, record)
    else deleteVersion(call, name, qualifier)
    call.host.invoker.retire(functionArn(call, name), qualifier)
    return { StatusCode: 204 }
  },
} satisfies LambdaHandlers
