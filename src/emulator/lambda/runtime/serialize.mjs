/** What a handler answers, as JSON. */
import { named } from './errors.mjs'
import { isModern } from './places.mjs'

function stringify(result) {
  try {
    return JSON.stringify(result === undefined ? null : result)
  } catch {
    const text = 'Unable to stringify response body'
    throw isModern ? named('Runtime.JSONStringifyError', text) : new Error(text)
  }
}

/** A function or a symbol gives no text, which the runtime's own client refuses (rapid-client.cc; public log 6783563847). */
export function serialize(result) {
  const json = stringify(result)
  if (json === undefined) throw new TypeError('Wrong arguments')
  return json
}
