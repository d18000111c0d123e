import { randomBytes } from 'node:crypto'
import type { EnvironmentPlan } from './job.ts'

/** Without these, Node does not start on Windows or has no temporary folder there. */
const ofWindows = ['SystemRoot', 'TEMP', 'TMP']

const logStream = (version: string, now: Date) =>
  `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${randomBytes(16).toString('hex')}`

/**
 * The whole environment of a handler: Lambda's variables and the function's own, nothing of this process.
 * Keys are given as on Lambda; they name the account, as everywhere here, and keep a handler that uses an SDK from
 * reading the keys of whoever runs this cloud.
 */
export function variablesOf(plan: EnvironmentPlan, taskRoot: string): Record<string, string> {
  const { configuration, region } = plan
  const host = process.platform === 'win32' ? ofWindows : []
  const inherited = ['PATH', ...host].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return {
    ...Object.fromEntries(inherited),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: plan.account,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: plan.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: plan.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.LoggingConfig.LogGroup ?? `/aws/lambda/${plan.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream(plan.version, new Date()),
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: configuration.Handler,
    ...configuration.Environment?.Variables,
  }
}
