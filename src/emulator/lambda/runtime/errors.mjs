/** What an error looks like in an answer: { errorType, errorMessage, trace }, with the paths that Lambda has. */
import { types } from 'node:util'
import { asOnLambda, isModern } from './places.mjs'

/** What AWS's runtimes call the class of such an error: a log in JSON shows that. */
function classNameOf(name) {
  const short = name.replace('Runtime.', '')
  return isModern && !/Error$|Streaming/.test(short) ? `${short}Error` : short
}

/** An error of the runtime; its stack begins with whoever asked for it. RIC4 makes the name a member of its own. */
export function named(name, message) {
  const className = classNameOf(name)
  const { [className]: Kind } = { [className]: class extends Error {} }
  const error = new Kind(message)
  if (isModern) error.name = name
  else Kind.prototype.name = name
  Error.captureStackTrace(error, named)
  return error
}

/** RIC4 takes nothing else for an error, RIC3 whatever looks like one. */
const isErrorLike = (value) =>
  (isModern ? value instanceof Error : types.isNativeError(value)) ||
  (!isModern &&
    typeof value === 'object' &&
    value !== null &&
    [value.name, value.message, value.stack].every((text) => typeof text === 'string' && text !== ''))

/** Throws where it is no text. Where there is none the answer has no such member (RIC3, Errors; RIC4, error.ts). */
function shown(text) {
  const safe = text?.replaceAll('\x7F', '%7F')
  return safe && asOnLambda(safe)
}

export function describe(error) {
  try {
    if (isErrorLike(error))
      return {
        errorType: shown(error.name),
        errorMessage: shown(error.message),
        trace: isModern ? (shown(error.stack)?.split('\n') ?? []) : shown(error.stack).split('\n'),
      }
    const errorMessage = isModern ? String(error) : error.toString()
    return { errorType: typeof error, errorMessage, trace: [] }
  } catch {
    // A getter of the error threw.
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
      ...(isModern ? { trace: [] } : {}),
    }
  }
}

/** Members that JSON leaves out of an error come first, the stack last (RIC3 and RIC4, toFormatted). */
function withMembers(value) {
  if (!(value instanceof Error)) return value
  const { name, message, code, stack } = value
  const shown = { errorType: name, errorMessage: message, code, ...value }
  return typeof stack === 'string' ? { ...shown, stack: stack.split('\n') } : shown
}

/** What is no error is logged as one that says it: `throw 'oops'` has a stack in the log, and none in the answer. */
export const asError = (value) =>
  value instanceof Error ? value : new Error(isModern ? String(value) : value)

/** An error as a log shows it, also inside of others. */
export function toJson(error) {
  try {
    return JSON.stringify(error, (_, value) => withMembers(value))
  } catch {
    return JSON.stringify(describe(error))
  }
}
