import { hash } from 'node:crypto'
import type { FunctionConfiguration, LoggingConfig } from '@aws-sdk/client-lambda'
import type { Call } from '../context.ts'
import { functionArn } from './functionName.ts'
import { latest } from './lookup.ts'
import type { Configuration, FunctionRecord, SettingName } from './records.ts'
import { revisionOf, stateOf } from './state.ts'

type Asked = Pick<FunctionConfiguration, SettingName | 'Environment' | 'SnapStart' | 'VpcConfig'>

/** Levels exist in JSON format alone; a change of format brings the defaults back (TestLoggingConfig). */
function loggingConfig(
  functionName: string,
  asked: LoggingConfig = {},
  before: LoggingConfig = {},
): LoggingConfig {
  const format = asked.LogFormat ?? before.LogFormat ?? 'Text'
  const group = asked.LogGroup ?? before.LogGroup ?? `/aws/lambda/${functionName}`
  if (format === 'Text') return { LogFormat: format, LogGroup: group }
  return {
    LogFormat: format,
    ApplicationLogLevel: asked.ApplicationLogLevel ?? before.ApplicationLogLevel ?? 'INFO',
    SystemLogLevel: asked.SystemLogLevel ?? before.SystemLogLevel ?? 'INFO',
    LogGroup: group,
  }
}

/** A function of which nothing is told yet; what AWS fills in then is in test_basic_invoke. */
export const newConfiguration = (functionName: string): Configuration => ({
  Role: '',
  Runtime: 'nodejs20.x',
  Handler: '',
  Description: '',
  Timeout: 3,
  MemorySize: 128,
  Architectures: ['x86_64'],
  EphemeralStorage: { Size: 512 },
  TracingConfig: { Mode: 'PassThrough' },
  LoggingConfig: loggingConfig(functionName),
  CodeSha256: '',
  CodeSize: 0,
})

/** Empty lists are shown, with what AWS adds to them (test_vpc_config; cloud-custodian's placebo, test_eb_scheduler). */
function vpcConfig(
  asked: Asked['VpcConfig'],
  before: Configuration['VpcConfig'],
): Configuration['VpcConfig'] {
  if (!asked?.SubnetIds || !asked.SecurityGroupIds) return before
  return { SubnetIds: [], SecurityGroupIds: [], VpcId: '', Ipv6AllowedForDualStack: false }
}

/** A configuration with what a request asks for. */
export const configure = (name: string, before: Configuration, asked: Asked): Configuration => ({
  ...before,
  Role: asked.Role ?? before.Role,
  Runtime: asked.Runtime ?? before.Runtime,
  Handler: asked.Handler ?? before.Handler,
  Description: asked.Description ?? before.Description,
  Timeout: asked.Timeout ?? before.Timeout,
  MemorySize: asked.MemorySize ?? before.MemorySize,
  Architectures: asked.Architectures ?? before.Architectures,
  EphemeralStorage: asked.EphemeralStorage ?? before.EphemeralStorage,
  TracingConfig: { ...before.TracingConfig, ...asked.TracingConfig },
  LoggingConfig: loggingConfig(name, asked.LoggingConfig, before.LoggingConfig),
  SnapStart: asked.SnapStart ?? before.SnapStart,
  VpcConfig: vpcConfig(asked.VpcConfig, before.VpcConfig),
  Environment: asked.Environment ? { Variables: asked.Environment.Variables ?? {} } : before.Environment,
})

/** `2026-01-31T12:00:00.000+0000`: AWS writes the zone so, and not as `Z`. */
const lastModified = (milliseconds: number) => new Date(milliseconds).toISOString().replace('Z', '+0000')

/** AWS's own form; the hash names a patch level of the runtime, which this cloud has only one of for each. */
const runtimeVersionArn = (region: string, runtime = '') =>
  `arn:aws:lambda:${region}::runtime:${hash('sha256', runtime)}`

/** Only versions are optimized (test_snapstart_lifecycle). */
function snapStart({ version, deployed }: FunctionRecord): FunctionConfiguration['SnapStart'] {
  const ApplyOn = deployed.configuration.SnapStart?.ApplyOn ?? 'None'
  return { ApplyOn, OptimizationStatus: ApplyOn === 'None' || version === latest ? 'Off' : 'On' }
}

/** What ListFunctions shows: everything but the state. */
export function summarize(call: Call, record: FunctionRecord, qualifier?: string): FunctionConfiguration {
  const { configuration } = record.deployed
  const shown = qualifier ?? (record.version === latest ? undefined : record.version)
  return {
    ...configuration,
    FunctionName: record.functionName,
    FunctionArn: functionArn(call, record.functionName, shown),
    Version: record.version,
    LastModified: lastModified(record.lastModified),
    PackageType: 'Zip',
    RevisionId: revisionOf(record, call.host.now()),
    SnapStart: snapStart(record),
  }
}

/** `qualifier`: as the request named it; an answer's ARN carries it (test_publish_version_on_create). */
export const describe = (call: Call, record: FunctionRecord, qualifier?: string) => ({
  ...summarize(call, record, qualifier),
  RuntimeVersionConfig: {
    RuntimeVersionArn: runtimeVersionArn(call.region, record.deployed.configuration.Runtime),
  },
  ...stateOf(record, call.host.now()),
})
