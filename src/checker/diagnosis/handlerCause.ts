import { texts } from '../../i18n/index.ts'
import { readFunctionError } from '../functionError.ts'
import { parseJson, show } from '../json.ts'
import { greeting } from '../subjects.ts'
import type { Explanation } from './case.ts'

const { handler } = texts.facts

/** What is wrong with an answer that should be `{ statusCode: 200, body: JSON text }`. */
function wrongAnswer(payload: string): string {
  const answer = parseJson(payload)
  if (answer === null || answer === undefined) return handler.nothing
  if (typeof answer !== 'object') return handler.noObject(show(payload))
  const { statusCode, body }: { statusCode?: unknown; body?: unknown } = answer
  if (statusCode === undefined) return handler.noStatus
  if (statusCode !== 200) return handler.status(JSON.stringify(statusCode))
  if (body === undefined) return handler.noBody
  if (typeof body !== 'string') return handler.bodyIsObject
  if (body === JSON.stringify(JSON.stringify(greeting))) return handler.twice
  return body === greeting ? handler.bare : handler.otherBody(show(body))
}

const notFound = /^Runtime\.(ImportModuleError|HandlerNotFound|MalformedHandlerName)$/

/** What Lambda's runtime says of an answer that JSON has no form for. */
const noJson = 'TypeError: Wrong arguments'

/** What Node says to an ES module's words in a CommonJS file, and the other way round. */
const otherModuleKind =
  /Unexpected token 'export'|Cannot use import statement|(exports|module|require) is not defined/

/** Why an invocation gave what it gave: the code was not found, failed, or returned something else. */
export function handlerCause(payload: string): Explanation {
  const error = readFunctionError(payload)
  if (error) {
    if (error.text === noJson) return { id: 'handler-answer', detail: handler.noJson, aws: error.text }
    if (otherModuleKind.test(error.text)) return { id: 'handler-module', aws: error.text }
    const isLost = notFound.test(error.type) && !error.text.includes('Cannot find package')
    return { id: isLost ? 'handler-not-found' : 'handler-error', aws: error.text }
  }
  return { id: 'handler-answer', detail: wrongAnswer(payload) }
}
