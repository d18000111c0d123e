import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Printed {
  /** While the handler was loaded. */
  readonly before: string
  readonly during: string
}

const maxLength = 1 << 20

/** A log that keeps what fits and counts nothing more: a handler may write without end. */
export function newLog() {
  let before = ''
  const texts: string[] = []
  let room = maxLength
  const taken = () => texts.splice(0).join('')
  return {
    write(text: string): void {
      if (room <= 0) return
      texts.push(text.length <= room ? text : `${text.slice(0, room)}\n[this log is cut off here]\n`)
      room -= text.length
    },
    /** What was written until now was before the first invocation. */
    begin(): void {
      before = taken()
    },
    /** What was written since the last time. */
    take(): Printed {
      const printed = { before, during: taken() }
      before = ''
      room = maxLength
      return printed
    },
  }
}

/** The files of this runtime, which all stand for the one that Lambda has of its kind. */
const ownFiles = { mjs: '/index.mjs', py: '/bootstrap.py' } as const

const ownFolder = dirname(fileURLToPath(import.meta.url)).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const ownPlaces = new RegExp(`${ownFolder}(?:[\\\\/]+[\\w.]+\\.(mjs|py))?`, 'g')

/**
 * What was printed, with the paths that it would have on Lambda. It is done here and not where it is printed: most logs
 * are never read. The runtime does the same with what it answers (places.mjs).
 */
export const asOnLambda = (text: string, taskRoot: string): string =>
  text
    .replaceAll(taskRoot, '/var/task')
    .replaceAll(
      ownPlaces,
      (_, kind?: keyof typeof ownFiles) => `/var/runtime${kind === undefined ? '' : ownFiles[kind]}`,
    )
