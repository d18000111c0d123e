import type { Headers } from './headers.ts'

/** AWS cuts what it prints of headers and bodies here (aws-recorded, test_apigw_test_invoke_method_api). */
const maxPrinted = 998

export const truncated = (text: string) =>
  text.length > maxPrinted ? `${text.slice(0, maxPrinted)} [TRUNCATED]` : text

export const printMap = (entries: Iterable<readonly [string, string]>) =>
  `{${[...entries].map(([key, value]) => `${key}=${value}`).join(', ')}}`

export const printHeaders = (headers: Headers) =>
  truncated(printMap(Object.entries(headers.multi()).map(([name, values]) => [name, values.join(',')])))

/** `Fri Jun 28 23:22:29 UTC 2024` */
function printTime(milliseconds: number): string {
  const [day, date, month, year, time] = new Date(milliseconds).toUTCString().replace(',', '').split(' ')
  return `${day} ${month} ${date} ${time} UTC ${year}`
}

/**
 * What API Gateway writes while it executes a method. Only TestInvokeMethod shows it, so everything else
 * passes none, and no line is built: `log?.line(…)`.
 */
export class ExecutionLog {
  readonly #lines: string[]
  readonly #now: () => number

  constructor(requestId: string, now: () => number) {
    this.#lines = [`Execution log for request ${requestId}`]
    this.#now = now
  }

  line(text: string): void {
    this.#lines.push(`${printTime(this.#now())} : ${text}`)
  }

  /** What is sent to an endpoint. */
  sends(uri: string, headers: Headers, body: Buffer | string): void {
    this.line(`Endpoint request URI: ${uri}`)
    this.line(`Endpoint request headers: ${printHeaders(headers)}`)
    this.line(`Endpoint request body after transformations: ${truncated(body.toString())}`)
    this.line(`Sending request to ${uri}`)
  }

  /** What comes back from it. */
  receives(status: number, latencyMs: number, headers: Headers, body: Buffer | string): void {
    this.line(`Received response. Status: ${status}, Integration latency: ${latencyMs} ms`)
    this.line(`Endpoint response headers: ${printHeaders(headers)}`)
    this.line(`Endpoint response body before transformations: ${truncated(body.toString())}`)
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`
  }
}
