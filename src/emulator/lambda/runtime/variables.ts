import { randomBytes } from 'node:crypto'
import type { Credentials } from '../../identity/sessions.ts'
import type { EnvironmentPlan } from './job.ts'

/** Without these, Node does not start on Windows or has no temporary folder there. */
const ofWindows = ['SystemRoot', 'TEMP', 'TMP']

/** Where an environment is, and who it is there. */
export interface Place {
  readonly credentials: Credentials
  readonly endpoint: string
}

const logStream = (version: string, now: Date) =>
  `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${randomBytes(16).toString('hex')}`

/** All that a handler has of this process's environment. */
export function inheritedVariables(): Record<string, string> {
  const host = process.platform === 'win32' ? ofWindows : []
  const found = ['PATH', ...host].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(found)
}

/**
 * The whole environment of a handler: Lambda's variables and the function's own, nothing of this process.
 * Keys are given as on Lambda, for a session of the function's role. AWS has no AWS_ENDPOINT_URL: it is what makes a
 * handler that uses an SDK call this cloud, and not AWS.
 */
export function variablesOf(
  plan: EnvironmentPlan,
  taskRoot: string,
  { credentials, endpoint }: Place,
): Record<string, string> {
  const { configuration, region } = plan
  return {
    ...inheritedVariables(),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpoint,
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
