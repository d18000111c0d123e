/** What an error looks like in an answer: { errorType, errorMessage, trace }, with the paths that Lambda has. */

import { dirname, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { types } from 'node:util'

const root = process.env.LAMBDA_TASK_ROOT
const own = dirname(fileURLToPath(import.meta.url))

/** The folders of this machine, as plain paths and as URLs, and what Lambda calls them. */
const places = [
  [pathToFileURL(root).href, 'file:///var/task'],
  [root, '/var/task'],
  [pathToFileURL(own).href, 'file:///var/runtime'],
  [own, '/var/runtime'],
]

/** What follows a folder in a path, with slashes on every system; this runtime's files all stand for AWS's one. */
function moved(rest, folder) {
  return folder.endsWith('/var/runtime') ? '/index.mjs' : rest.replaceAll(sep, '/')
}

/** Text with the paths that it would have on Lambda. */
export function asOnLambda(text) {
  let result = text
  for (const [here, there] of places) {
    const parts = result.split(here)
    result = parts[0]
    for (const part of parts.slice(1)) {
      const [rest] = /^[^\s:)'"?]*/.exec(part)
      result += there + moved(rest, there) + part.slice(rest.length)
    }
  }
  return result
}

export const named = (name, message) => {
  const error = new Error(message)
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  error.stack = error.stack?.replace(/^Error/, name)
  return error
}

const isErrorLike = (value) =>
  types.isNativeError(value) ||
  (typeof value === 'object' &&
    value !== null &&
    [value.name, value.message, value.stack].every((text) => typeof text === 'string' && text !== ''))

/** A trace down to where this runtime called the function. */
function userTrace(stack) {
  const lines = stack.split('\n')
  const calls = lines.findIndex(
    (line) => /^\s+at /.test(line) && places.slice(2).some(([here]) => line.includes(here)),
  )
  return asOnLambda(lines.slice(0, calls < 0 ? lines.length : calls).join('\n')).split('\n')
}

export function describe(error) {
  try {
    if (isErrorLike(error))
      return {
        errorType: error.name,
        errorMessage: asOnLambda(error.message),
        trace: userTrace(error.stack),
      }
    return { errorType: typeof error, errorMessage: error.toString(), trace: [] }
  } catch {
    // A getter of the error threw.
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    }
  }
}
