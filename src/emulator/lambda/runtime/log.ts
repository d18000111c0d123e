/** A log that keeps what fits and counts nothing more: a handler may write without end. */
export interface Log {
  write(text: string): void
  /** What was written since the last time. */
  take(): string
}

const maxLength = 1 << 20

export function newLog(): Log {
  let texts: string[] = []
  let room = maxLength
  return {
    write(text) {
      if (room <= 0) return
      texts.push(text.length <= room ? text : `${text.slice(0, room)}\n[this log is cut off here]\n`)
      room -= text.length
    },
    take() {
      const text = texts.join('')
      texts = []
      room = maxLength
      return text
    },
  }
}

export interface Report {
  readonly requestId: string
  readonly version: string
  readonly printed: string
  readonly durationMs: number
  /** Of the first invocation of an environment. */
  readonly initMs?: number
  readonly memorySize: number
  readonly maxMemoryMb: number
  /** `timeout`, or `error` with AWS's error type. */
  readonly status?: string
}

const milliseconds = (value: number) => `${value.toFixed(2)} ms`

/** The lines around what a handler printed (test_invocation_with_logs). A line that was not ended is ended. */
export function formatLog(report: Report): string {
  const { requestId, printed, durationMs, initMs } = report
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${milliseconds(durationMs)}`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    `Memory Size: ${report.memorySize} MB`,
    `Max Memory Used: ${Math.min(report.maxMemoryMb, report.memorySize)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${milliseconds(initMs)}`]),
    ...(report.status === undefined ? [] : [`Status: ${report.status}`]),
  ]
  const end = printed === '' || printed.endsWith('\n') ? '' : '\n'
  return `START RequestId: ${requestId} Version: ${report.version}\n${printed}${end}END RequestId: ${requestId}\n${fields.join('\t')}\t\n`
}
