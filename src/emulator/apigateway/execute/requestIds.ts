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
