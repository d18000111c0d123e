import { createHash } from 'node:crypto'
import type { FunctionConfiguration, LoggingConfig } from '@aws-sdk/client-lambda'
import type { Call } from '../context.ts'
import { functionArn } from './functionName.ts'
import { latest } from './lookup.ts'
import type { Configuration, FunctionRecord } from './records.ts'
import { revisionOf, stateOf } from './state.ts'

/** What AWS fills in where the request tells nothing (test_basic_invoke). */
export const defaultConfiguration = {
  Description: '',
  Timeout: 3,
  MemorySize: 128,
  Architectures: ['x86_64'],
  EphemeralStorage: { Size: 512 },
  TracingConfig: { Mode: 'PassThrough' },
} satisfies Partial<Configuration>

/** Levels exist in JSON format alone; a change of format brings the defaults back (TestLoggingConfig). */
export function loggingConfig(
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

/** `2026-01-31T12:00:00.000+0000`: AWS writes the zone so, and not as `Z`. */
const lastModified = (milliseconds: number) => new Date(milliseconds).toISOString().replace('Z', '+0000')

/** AWS's own form; the hash names a patch level of the runtime, which this cloud has only one of for each. */
const runtimeVersionArn = (region: string, runtime = '') =>
  `arn:aws:lambda:${region}::runtime:${createHash('sha256').update(runtime).digest('hex')}`

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
    Architectures: [...configuration.Architectures],
    Environment: configuration.Environment && { Variables: { ...configuration.Environment.Variables } },
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
export const describe = (call: Call, record: FunctionRecord, qualifier?: string): FunctionConfiguration => ({
  ...summarize(call, record, qualifier),
  RuntimeVersionConfig: {
    RuntimeVersionArn: runtimeVersionArn(call.region, record.deployed.configuration.Runtime),
  },
  ...stateOf(record, call.host.now()),
})
