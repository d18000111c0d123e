/**
 * `_X_AMZN_TRACE_ID`, which is another one in each invocation. It is put into the real environment only when somebody may
 * look at that: the C library keeps every value that it was ever given.
 */
import { syncBuiltinESMExports } from 'node:module'

const name = '_X_AMZN_TRACE_ID'
const real = process.env
let trace
let isSynced = true // while a handler is loaded there is no trace

/** For those that see the real environment: `console.log(process.env)`, and whoever lists the names. */
export function syncTrace() {
  if (isSynced) return
  real[name] = trace
  isSynced = true
}

export function setTrace(traceId) {
  if (trace === undefined) standBefore()
  trace = traceId
  isSynced = false
}

const synced =
  (ask) =>
  (...args) => {
    syncTrace()
    return ask(...args)
  }

/** Puts an environment in the place of the real one that looks like it, and knows the trace. */
function standBefore() {
  process.env = new Proxy(real, {
    get: (_, key) => (key === name && !isSynced ? trace : real[key]),
    has: synced(Reflect.has),
    ownKeys: synced(Reflect.ownKeys),
    getOwnPropertyDescriptor: synced(Reflect.getOwnPropertyDescriptor),
    set(_, key, value) {
      if (key === name) isSynced = true // it is the function's own from now on
      real[key] = value
      return true
    },
    deleteProperty(_, key) {
      if (key === name) isSynced = true
      return delete real[key]
    },
  })
  syncBuiltinESMExports()
}
