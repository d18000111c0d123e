import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda'
import { invalidParameter, notImplemented } from '../wire/awsError.ts'
import type { Configuration } from './records.ts'
import { checkRuntime } from './runtimes.ts'

type Asked = Partial<CreateFunctionRequest> & Partial<UpdateFunctionConfigurationRequest>

const reserved = [
  ...['_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV'],
  ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION'],
  ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME'],
  ...['AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  ...['AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR'],
]

function checkVariables(variables: Readonly<Record<string, string>>): void {
  const taken = Object.keys(variables).filter((name) => reserved.includes(name))
  if (taken.length > 0)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    )
  const text = JSON.stringify(variables)
  if (Buffer.byteLength(text) > 4096)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${text}`,
    )
}

/** Members that change how a function runs, and that this cloud cannot honour: it refuses, it never pretends. */
const unsupported = [
  ...['VpcConfig', 'DeadLetterConfig', 'KMSKeyArn', 'Layers', 'FileSystemConfigs', 'CodeSigningConfigArn'],
  ...['ImageConfig', 'TenancyConfig', 'CapacityProviderConfig', 'DurableConfig', 'PublishTo'],
]

/** An empty list or structure asks for nothing. */
const asksSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).some(asksSomething) : Boolean(value)

function checkSupport(asked: Asked): void {
  const members = Object.entries(asked)
    .filter(([member, value]) => unsupported.includes(member) && asksSomething(value))
    .map(([member]) => member)
  if (asked.PackageType === 'Image') members.push('PackageType Image')
  if (members.length > 0) throw notImplemented(`Functions with ${members.join(', ')} are`)
}

/** Text: bedrock-chat #617. Which runtimes have it: developer guide, snapstart. */
export function checkSnapStart(runtime: string, snapStart: Configuration['SnapStart']): void {
  if (snapStart?.ApplyOn !== 'PublishedVersions') return
  if (!/^(java(11|17|2\d)|python3\.1[2-9]|dotnet([89]|\d\d))$/.test(runtime))
    throw invalidParameter(`${runtime} is not supported for SnapStart enabled functions.`)
}

/** Throws where the service refuses settings that its front end lets pass, or where this cloud cannot honour them. */
export function checkConfiguration(asked: Asked): void {
  checkSupport(asked)
  if (asked.Runtime !== undefined) checkRuntime(asked.Runtime)
  if (asked.Environment?.Variables) checkVariables(asked.Environment.Variables)
}
