import {
  type CreateFunctionRequest,
  Runtime,
  type UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda'
import { invalidParameter, notImplemented } from '../wire/awsError.ts'
import { words } from '../words.ts'
import type { Configuration } from './records.ts'

type Asked = Partial<CreateFunctionRequest> & Partial<UpdateFunctionConfigurationRequest>

/** AWS's own order in its own message (test_create_lambda_exceptions, recorded January 2026). */
const accepted = words(`
  nodejs20.x python3.14 provided.al2023 python3.12 python3.13 nodejs24.x nodejs22.x java25 python3.10
  python3.11 java21 ruby3.3 ruby3.4 ruby3.2 python3.8 python3.9 java17 nodejs16.x dotnet10 dotnet8
  java11 dotnet6 nodejs18.x provided.al2 java8.al2
`)

/** AWS knows these and takes no new function for them. */
const retired = words(`
  nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x python2.7
  python3.6 python3.7 ruby2.5 ruby2.7 java8 go1.x provided dotnetcore1.0 dotnetcore2.0 dotnetcore2.1
  dotnetcore3.1
`)

/** Throws AWS's text where no function can be created with this runtime. */
function checkRuntime(runtime: string): void {
  if (retired.includes(runtime))
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    )
  // Those that came after that message are in the SDK's model.
  if (!accepted.includes(runtime) && !Object.values<string>(Runtime).includes(runtime))
    throw invalidParameter(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${accepted.join(', ')}] or be a valid ARN`,
    )
}

const reserved = words(`
  _HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME
  AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR AWS_LAMBDA_MAX_CONCURRENCY AWS_LAMBDA_METADATA_API
  AWS_LAMBDA_METADATA_TOKEN
`)

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

/** The limit is the account's; the front end's is that of Lambda Managed Instances (cdk-preflight pf-lambda-memory-max). */
const maxMemory = 10_240

function checkMemory(memory: number): void {
  if (memory > maxMemory)
    throw invalidParameter(
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${maxMemory}`,
    )
}

/** cdk-preflight pf-lambda-loggroup-no-aws-prefix. */
function checkLogGroup(group: string): void {
  if (/^aws\//i.test(group))
    throw invalidParameter(
      'Log groups starting with AWS/ are reserved for AWS. Update the LogGroup value and try again.',
    )
}

/** Members that change how a function runs, and that this cloud cannot honour: it refuses, it never pretends. */
const unsupported = words(`
  VpcConfig DeadLetterConfig KMSKeyArn Layers FileSystemConfigs CodeSigningConfigArn ImageConfig TenancyConfig
  CapacityProviderConfig DurableConfig PublishTo
`)

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

/** Text: bedrock-chat #617, for nodejs public log 2712878165. Which runtimes have it: developer guide, snapstart. */
function checkSnapStart({ Runtime: runtime, SnapStart }: Configuration): void {
  if (SnapStart?.ApplyOn !== 'PublishedVersions') return
  if (!/^(java(11|17|2\d)|python3\.1[2-9]|dotnet([89]|\d\d))$/.test(runtime))
    throw invalidParameter(`${runtime} is not supported for SnapStart enabled functions.`)
}

/** cdk-preflight pf-lambda-loglevel-requires-json. */
function checkLogLevels({ LoggingConfig: asked }: Asked, { LoggingConfig }: Configuration): void {
  const level = asked?.ApplicationLogLevel ?? asked?.SystemLogLevel
  if (level !== undefined && LoggingConfig.LogFormat === 'Text')
    throw invalidParameter(
      'LogLevel is not supported when LogFormat is set to "Text". Remove LogLevel from your request or change the LogFormat to "JSON" and try again.',
    )
}

/** cdk-preflight pf-lambda-image-requires-imageuri, pf-lambda-imageconfig-requires-image. */
export function checkPackage({ PackageType, Code, ImageConfig }: CreateFunctionRequest): void {
  if (PackageType === 'Image' && Code?.ImageUri === undefined) throw invalidParameter('ImageUri is required.')
  if (PackageType !== 'Image' && asksSomething(ImageConfig))
    throw invalidParameter(
      'The ImageConfig parameter is not supported for functions created with deployment packages.',
    )
}

/** Throws where the service refuses settings that its front end lets pass, or where this cloud cannot honour them. */
export function checkConfiguration(asked: Asked): void {
  checkSupport(asked)
  if (asked.Runtime !== undefined) checkRuntime(asked.Runtime)
  if (asked.Environment?.Variables) checkVariables(asked.Environment.Variables)
  if (asked.MemorySize !== undefined) checkMemory(asked.MemorySize)
  if (asked.LoggingConfig?.LogGroup !== undefined) checkLogGroup(asked.LoggingConfig.LogGroup)
}

/** Throws where the service refuses what a function would become by what is asked. */
export function checkConfigured(asked: Asked, configured: Configuration): void {
  checkSnapStart(configured)
  checkLogLevels(asked, configured)
}
