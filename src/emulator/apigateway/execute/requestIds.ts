import { randomUUID } from 'node:crypto'
import { extendedRequestId } from '../../ids.ts'

/** The ids of one request. They are made of the same random digits, since these cost the most. */
export interface RequestIds {
  readonly requestId: string
  /** No client can choose this one. */
  readonly extendedRequestId: string
  /** 32 hexadecimal digits. */
  readonly digits: string
}

/**
 * A client may name its request by the header `x-amzn-RequestId` (developer guide, set-up-logging). What is no UUID is
 * replaced in access logs only, and comes back too (awsdocs/amazon-api-gateway-developer-guide#71).
 */
export function newRequestIds(given?: string): RequestIds {
  const own = randomUUID()
  const digits = own.replaceAll('-', '')
  return { requestId: given || own, digits, extendedRequestId: extendedRequestId(digits) }
}
