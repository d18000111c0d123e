import { randomUUID } from 'node:crypto'
import type { FunctionCode } from '@aws-sdk/client-lambda'
import type { Call, LambdaHandlers, LambdaInputs } from '../context.ts'
import { mayAssume } from '../identity/roles.ts'
import { invalidParameter, lambdaConflict, notImplemented } from '../wire/awsError.ts'
import { checkCodePackage } from './code/codePackage.ts'
import { configure, describe, newConfiguration } from './configuration.ts'
import { checkConfiguration, checkSnapStart } from './configurationChecks.ts'
import { readTarget } from './functionName.ts'
import { latest } from './lookup.ts'
import { type Configuration, type FunctionRecord, functions, versions } from './records.ts'
import { startChange } from './state.ts'
import { checkTags } from './tags.ts'

/** Code is given as a zip: this cloud has neither S3 nor container images. */
export function readCode(code: FunctionCode): Uint8Array {
  // Without S3 there are no buckets, so AWS's answer to a wrong one is the true one (test_lambda_code_location_s3_errors).
  if (code.S3Bucket !== undefined)
    throw invalidParameter(
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    )
  if (code.ImageUri !== undefined) throw notImplemented('Functions from container images are')
  if (code.ZipFile === undefined) throw invalidParameter('Please provide a source for function code.')
  checkCodePackage(code.ZipFile)
  return code.ZipFile
}

/** AWS's text for a role that is not there, or whose trust policy does not name Lambda. */
export function checkRole(call: Call, arn: string): void {
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
  checkSnapStart(input.Runtime, input.SnapStart)
  return configure(name, newConfiguration(name), input)
}

export const createHandlers = {
  CreateFunction(input, call) {
    const { name } = readTarget(call, input.FunctionName)
    checkName(name)
    checkConfiguration(input)
    checkTags(input.Tags ?? {})
    checkRole(call, input.Role)
    const code = readCode(input.Code)
    if (call.scope.get(functions, name)) throw lambdaConflict(`Function already exist: ${name}`)
    const record: FunctionRecord = {
      functionName: name,
      version: latest,
      deployed: {
        id: randomUUID(),
        configuration: {
          ...readConfiguration(input, name),
          CodeSha256: call.host.blobs.put(code),
          CodeSize: code.length,
        },
      },
      ...startChange('create', call.host.now()),
      tags: input.Tags ?? {},
      lastVersion: input.Publish ? 1 : 0,
    }
    call.scope.put(functions, name, record)
    if (!input.Publish) return describe(call, record)
    const published = { ...record, ...startChange('create', call.host.now()), version: '1' }
    call.scope.put(versions, '1', published, name)
    // The answer tells the version, but its ARN is the function's (test_list_functions).
    return { ...describe(call, record), Version: '1' }
  },
} satisfies LambdaHandlers
