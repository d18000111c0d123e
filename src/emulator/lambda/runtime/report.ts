import type { EnvironmentPlan } from './job.ts'
import { asOnLambda, type Printed } from './log.ts'

export interface Lasted {
  readonly durationMs: number
  /** Milliseconds since 1970, as are the next. */
  readonly startedAt: number
  readonly endedAt: number
}

export interface Report extends Lasted {
  readonly plan: EnvironmentPlan
  readonly requestId: string
  readonly printed: Printed
  /** Of the first invocation of an environment. */
  readonly initMs?: number
  readonly maxMemoryMb: number
  /** The invocation did not end well: `timeout`, or `error` with AWS's error type. */
  readonly status?: 'timeout' | { readonly errorType: string }
  /** The handler could not be loaded, in the phase `invoke`. */
  readonly initFailed?: boolean
  /** What was logged when it could not be loaded in the phase `init`. */
  readonly earlierLog?: string
  /** The folder that Lambda calls /var/task. */
  readonly taskRoot: string
}

const milliseconds = (value: number) => `${value.toFixed(2)} ms`

/** Since August 2025 a cold start is billed too (2.37 ms and 423.98 ms are 427 ms in public logs). */
const billedMs = ({ durationMs, initMs = 0 }: Report) => Math.ceil(durationMs + initMs)

const usedMb = ({ maxMemoryMb, plan }: Report) => Math.min(maxMemoryMb, plan.configuration.MemorySize)

/** In public logs a line with a status ends with it, and one without ends with a tab (test_invocation_with_logs). */
const statusFields = (status: Report['status']) =>
  status === undefined
    ? ['']
    : status === 'timeout'
      ? ['Status: timeout']
      : ['Status: error', `Error Type: ${status.errorType}`]

function reportLine(report: Report): string {
  const { durationMs, initMs, plan } = report
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${milliseconds(durationMs)}`,
    `Billed Duration: ${billedMs(report)} ms`,
    `Memory Size: ${plan.configuration.MemorySize} MB`,
    `Max Memory Used: ${usedMb(report)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${milliseconds(initMs)}`]),
    ...statusFields(report.status),
  ]
  return `${fields.join('\t')}\n`
}

type InitPhase = 'init' | 'invoke'

function initReport(phase: InitPhase, durationMs: number, status: Report['status']): string {
  const fields = [
    `INIT_REPORT Init Duration: ${milliseconds(durationMs)}`,
    `Phase: ${phase}`,
    ...statusFields(status),
  ]
  return `${fields.join('\t')}\n`
}

const record = (time: number, type: string, content: object) =>
  `${JSON.stringify({ time: new Date(time).toISOString(), type, record: content })}\n`

const outcomeOf = (status: Report['status']) =>
  typeof status === 'object' ? { status: 'error', ...status } : { status: status ?? 'success' }

const roundedMs = (value: number) => Number(value.toFixed(3))

function initRecords(time: number, phase: InitPhase, durationMs: number, status: Report['status']): string {
  const done = { initializationType: 'on-demand', phase, ...outcomeOf(status) }
  const report = { ...done, metrics: { durationMs: roundedMs(durationMs) } }
  return record(time, 'platform.initRuntimeDone', done) + record(time, 'platform.initReport', report)
}

/**
 * The same as JSON, as the Telemetry API documents it, with members and their order as in public logs (71517255706; of timeouts
 * 55551217042, and of loading 3784738943 and awslabs/llrt#225). `DEBUG` would say more.
 */
function platformRecords(report: Report) {
  const { requestId, status, durationMs, startedAt, endedAt, initMs, plan } = report
  const { functionArn, version } = plan
  const isSilent = plan.configuration.LoggingConfig.SystemLogLevel === 'WARN'
  const metrics = {
    durationMs: roundedMs(durationMs),
    billedDurationMs: billedMs(report),
    memorySizeMB: plan.configuration.MemorySize,
    maxMemoryUsedMB: usedMb(report),
    ...(initMs !== undefined && { initDurationMs: roundedMs(initMs) }),
  }
  const init = report.initFailed ? initRecords(startedAt, 'invoke', durationMs, status) : ''
  const start = isSilent ? '' : record(startedAt, 'platform.start', { requestId, functionArn, version })
  if (isSilent && status === undefined) return { start, end: '' }
  const outcome = outcomeOf(status)
  const done = { requestId, ...outcome, metrics: { durationMs: metrics.durationMs, producedBytes: 0 } }
  return {
    start: `${init}${start}`,
    end: `${status === undefined ? '' : record(endedAt, 'platform.runtimeDone', done)}${record(endedAt, 'platform.report', { requestId, metrics, ...outcome })}`,
  }
}

const platformLines = (report: Report) => ({
  start: `${report.initFailed ? initReport('invoke', report.durationMs, report.status) : ''}START RequestId: ${report.requestId} Version: ${report.plan.version}\n`,
  end: `END RequestId: ${report.requestId}\n${reportLine(report)}`,
})

/** A last line that was not ended is, since 2025 (test_dead_letter_queue, public log 55496717496); see its recording of 2024. */
function endedAsOnLambda(printed: string, taskRoot: string): string {
  const text = asOnLambda(printed, taskRoot)
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

const isJson = ({ configuration }: EnvironmentPlan) => configuration.LoggingConfig.LogFormat === 'JSON'

/** What is logged where a handler cannot be loaded in the phase `init`; see FailedInit. */
export function formatFailedInit(report: Omit<Report, 'requestId' | 'startedAt' | 'maxMemoryMb'>): string {
  const { printed, plan, taskRoot, durationMs, endedAt, status } = report
  const told = isJson(plan)
    ? initRecords(endedAt, 'init', durationMs, status)
    : initReport('init', durationMs, status)
  return endedAsOnLambda(printed.before, taskRoot) + told
}

/** The lines around what a handler printed (test_invocation_with_logs). */
export function formatLog(report: Report): string {
  const { printed, plan, taskRoot, earlierLog = '' } = report
  const { start, end } = isJson(plan) ? platformRecords(report) : platformLines(report)
  const [before, during] = [printed.before, printed.during].map((text) => endedAsOnLambda(text, taskRoot))
  return `${earlierLog}${before}${start}${during}${end}`
}
