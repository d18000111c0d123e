import { randomUUID } from 'node:crypto'

/** The ids of one request. They are made of the same random digits, since these cost the most. */
export interface RequestIds {
  readonly requestId: string
  /** AWS's long id (`x-amz-apigw-id`): 15 characters of base64 and `=`. */
  readonly extendedRequestId: string
  /** 32 hexadecimal digits. */
  readonly digits: string
}

export function newRequestIds(): RequestIds {
  const requestId = randomUUID()
  const digits = requestId.replaceAll('-', '')
  return {
    requestId,
    digits,
    extendedRequestId: `${Buffer.from(digits, 'hex').toString('base64url', 0, 11)}=`,
  }
}

/** A trace's root: that of the client's header, else a new one (aws-recorded, test_invocation_trace_id). */
export function traceIdOf(header: string | undefined, digits: string, time: number): string {
  const given = header && /(?:^|;)\s*(Root=1-[0-9a-f]{8}-[0-9a-f]{24})/i.exec(header)?.[1]
  if (given) return given
  const seconds = Math.floor(time / 1000)
    .toString(16)
    .padStart(8, '0')
  return `Root=1-${seconds}-${digits.slice(0, 24)}`
}
