/**
 * Loaded into a learner's script before it starts. A connection to anything but this machine is refused, so that a
 * forgotten endpoint does not reach a real account; the error says so by this code.
 */
import { Socket } from 'node:net'

const code = 'WORKSHOP_NOT_LOCAL'
const isLocal = (host) => /^(localhost|.*\.localhost|127(\.\d+){3}|::1|0\.0\.0\.0)$/.test(host)
const connect = Socket.prototype.connect

Socket.prototype.connect = function guarded(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args
  const host = typeof first === 'object' && first !== null ? first.host : undefined
  if (host === undefined || isLocal(host)) return connect.apply(this, args)
  const error = Object.assign(new Error(`${code} ${host}`), { code, host })
  process.nextTick(() => this.destroy(error))
  return this
}
