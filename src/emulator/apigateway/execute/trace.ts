import { hash } from 'node:crypto'
import { traceField, traceRoot } from '../../ids.ts'
import { remember } from '../../remember.ts'
import type { MethodRequest } from './methodRequest.ts'

/** `X-Amzn-Trace-Id` of a request, as it goes on to the endpoint and as it comes back to the client. */
export interface Trace {
  readonly forward: string
  readonly back: string
}

/**
 * A client's trace goes on; what it lacks is made (test_invocation_trace_id). Not sampled, unless the client
 * names a parent.
 */
export function traceOf(header: string | undefined, digits: string, time: number): Trace {
  const root = header === undefined ? undefined : traceField(header, 'Root')
  if (header === undefined || root === undefined) {
    const made = traceRoot(digits, time)
    return { forward: made, back: `${made};Parent=${digits.slice(0, 16)};Sampled=0` }
  }
  const parent = traceField(header, 'Parent')
  const sampled = traceField(header, 'Sampled') ?? (parent === undefined ? '0' : '1')
  return { forward: header, back: `Root=${root};Parent=${parent ?? digits.slice(0, 16)};Sampled=${sampled}` }
}

const lineageOf = remember((uri) => `;Lineage=1:${hash('sha256', uri).slice(0, 8)}:0`)

/** Since 2025 Lambda adds to a trace which functions it has been through (public logs 36275093982, 35706564338). */
export const lambdaTrace = (
  { trace, method }: MethodRequest,
  uri = method.methodIntegration?.uri ?? '',
): string => trace.back + lineageOf(uri)
