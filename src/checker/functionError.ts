import { membersIn } from './json.ts'

/** The payload of a function that failed, in its first line: `Runtime.HandlerNotFound: index.main is undefined …`. */
export interface FunctionError {
  readonly type: string
  readonly text: string
}

/** Undefined where a payload is an answer and no error. */
export function readFunctionError(payload: string): FunctionError | undefined {
  const answer = membersIn(payload)
  if (!('errorMessage' in answer)) return undefined
  const type = 'errorType' in answer ? String(answer.errorType) : ''
  const [message = ''] = String(answer.errorMessage).split('\n')
  return { type, text: type === '' ? message : `${type}: ${message}` }
}

/** What an invocation that failed shows: `FunctionError Unhandled: …`. */
export const showFunctionError = (kind: string | undefined, payload: string): string =>
  `FunctionError ${kind}: ${readFunctionError(payload)?.text ?? payload}`
