import { randomUUID } from 'node:crypto'
import { extendedRequestId } from '../../ids.ts'

/** The ids of one request. They are made of the same random digits, since these cost the most. */
export interface RequestIds {
  readonly requestId: string
  readonly extendedRequestId: string
  /** 32 hexadecimal digits. */
  readonly digits: string
}

export function newRequestIds(): RequestIds {
  const requestId = randomUUID()
  const digits = requestId.replaceAll('-', '')
  return { requestId, digits, extendedRequestId: extendedRequestId(digits) }
}

/** `X-Amzn-Trace-Id` of a request, as it goes on to the endpoint and as it comes back to the client. */
export interface Trace {
  readonly forward: string
  readonly back: string
}

const field = (header: string, name: string) =>
  new RegExp(`(?:^|;)\\s*${name}=([\\w-]+)`, 'i').exec(header)?.[1]

/**
 * A client's trace goes on; what it lacks is made (test_invocation_trace_id). Not sampled, unless the client
 * names a parent.
 */
export function traceOf(header: string | undefined, digits: string, time: number): Trace {
  const root = header === undefined ? undefined : field(header, 'Root')
  if (header === undefined || root === undefined) {
    const made = `Root=1-${Math.floor(time / 1000)
      .toString(16)
      .padStart(8, '0')}-${digits.slice(0, 24)}`
    return { forward: made, back: `${made};Parent=${digits.slice(0, 16)};Sampled=0` }
  }
  const parent = field(header, 'Parent')
  const sampled = field(header, 'Sampled') ?? (parent === undefined ? '0' : '1')
  return { forward: header, back: `Root=${root};Parent=${parent ?? digits.slice(0, 16)};Sampled=${sampled}` }
}
