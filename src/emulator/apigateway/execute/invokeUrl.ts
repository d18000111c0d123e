import type { Host } from '../../context.ts'
import type { WireRequest } from '../../wire/dispatch.ts'
import type { Answer } from '../../wire/response.ts'

/** Answers a request to an invoke URL; undefined where the request is none. */
export function answerInvokeUrl(_request: WireRequest, _host: Host): Promise<Answer> | undefined {
  return undefined
}
