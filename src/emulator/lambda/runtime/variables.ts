import { randomBytes } from 'node:crypto'
import { delimiter } from 'node:path'
import type { LoggingConfig } from '@aws-sdk/client-lambda'
import type { Credentials } from '../../identity/sessions.ts'
import type { EnvironmentPlan } from './job.ts'

/** Without these, Node does not start on Windows or has no temporary folder there. */
const ofWindows = ['SystemRoot', 'TEMP', 'TMP']

/** How a handler reaches this cloud, and who it is there. */
export interface CloudAccess {
  readonly credentials: Credentials
  readonly endpoint: string
}

const ownLogGroup = (functionName: string) => `/aws/lambda/${functionName}`

/** In a group that functions may share a stream has its function's name too (developer guide, monitoring-cloudwatchlogs-loggroups). */
function logStream({ functionName, version }: EnvironmentPlan, group: string, now: Date): string {
  const owner = group === ownLogGroup(functionName) ? '' : functionName
  const day = now.toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/${owner}[${version}]${randomBytes(16).toString('hex')}`
}

/** All that a handler has of this process's environment. */
export function inheritedVariables(): Record<string, string> {
  const host = process.platform === 'win32' ? ofWindows : []
  const found = ['PATH', ...host].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(found)
}

/** By these the runtimes know the format of their lines; in the format Text there are none. */
const ofLogging = ({ LogFormat, ApplicationLogLevel = 'INFO' }: LoggingConfig): Record<string, string> =>
  LogFormat === 'JSON' ? { AWS_LAMBDA_LOG_FORMAT: LogFormat, AWS_LAMBDA_LOG_LEVEL: ApplicationLogLevel } : {}

/** The SDK warns of an old Node in a function's log, though it is this machine's and not the function's. */
const ofSdk: Readonly<Record<string, string>> =
  Number.parseInt(process.versions.node, 10) < 22
    ? { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }
    : {}

/** As test_introspection_invoke records them; nobody listens for X-Ray here, so its SDK is told to log what it misses and to go on. */
function ofSystem(runtime: string, taskRoot: string): Record<string, string> {
  const node = /^nodejs(\d+)\.x$/.exec(runtime)?.[1]
  const modules = [`/opt/nodejs/node${node}/node_modules`, '/opt/nodejs/node_modules']
  const ofRuntime = ['/var/runtime/node_modules', '/var/runtime', taskRoot]
  return {
    PWD: taskRoot,
    SHLVL: '0',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
    _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
    _AWS_XRAY_DAEMON_PORT: '2000',
    ...(node === undefined
      ? { PYTHONPATH: '/var/runtime' }
      : { NODE_PATH: [...modules, ...ofRuntime].join(delimiter), ...ofSdk }),
  }
}

/** Where modules are looked for is a function's to say; what lies in /var/task on Lambda lies in `taskRoot` here. */
function ofModules(variables: Readonly<Record<string, string>>, taskRoot: string): Record<string, string> {
  const found = Object.entries(variables).filter(([name]) => name === 'NODE_PATH' || name === 'PYTHONPATH')
  const inTaskRoot = (path: string) => path.replace(/^\/var\/task(?=\/|$)/, () => taskRoot)
  return Object.fromEntries(
    found.map(([name, paths]) => [name, paths.split(':').map(inTaskRoot).join(delimiter)]),
  )
}

/**
 * The whole environment of a handler: Lambda's variables and the function's own, nothing of this process.
 * Keys are given as on Lambda, for a session of the function's role. AWS has no AWS_ENDPOINT_URL: it is what makes a
 * handler that uses an SDK call this cloud, and not AWS.
 */
export function variablesOf(
  plan: EnvironmentPlan,
  taskRoot: string,
  { credentials, endpoint }: CloudAccess,
): Record<string, string> {
  const { configuration, region } = plan
  const logGroup = configuration.LoggingConfig.LogGroup ?? ownLogGroup(plan.functionName)
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
    AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream(plan, logGroup, new Date()),
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: configuration.Handler,
    ...ofLogging(configuration.LoggingConfig),
    ...ofSystem(configuration.Runtime, taskRoot),
    ...configuration.Environment?.Variables,
    ...ofModules(configuration.Environment?.Variables ?? {}, taskRoot),
  }
}
