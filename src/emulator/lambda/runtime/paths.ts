import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const own = dirname(fileURLToPath(import.meta.url))

/** The files of this runtime, which all stand for the one that Lambda has of its kind. */
const ownFiles = { mjs: 'index.mjs', py: 'bootstrap.py' } as const

/**
 * What was printed, with the paths that it would have on Lambda. It is done here and not where it is printed: most logs
 * are never read.
 */
export function asOnLambda(text: string, taskRoot: string): string {
  const moved = text.replaceAll(taskRoot, '/var/task')
  if (!moved.includes(own)) return moved
  return moved
    .split(own)
    .map((part, i) => {
      if (i === 0) return part
      const [whole, kind] = /^[\\/]+[\w.]+\.(mjs|py)/.exec(part) ?? []
      const name = kind === 'mjs' || kind === 'py' ? `/${ownFiles[kind]}` : ''
      return `/var/runtime${name}${part.slice(whole?.length ?? 0)}`
    })
    .join('')
}
