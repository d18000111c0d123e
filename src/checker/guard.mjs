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

// Where the checker itself was killed, nobody is left to end a script that never ends.
process.on('disconnect', () => process.exit(1))
process.channel?.unref()

// As in a terminal: print returns when the text is gone, so that nothing is lost when a script ends itself and a
// script that prints without end does not fill its memory with what it has printed.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true)
