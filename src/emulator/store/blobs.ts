import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Blobs } from '../context.ts'

const sha256Of = (bytes: Uint8Array) => hash('sha256', bytes, 'base64')

export function memoryBlobs(): Blobs {
  const held = new Map<string, Uint8Array>()
  return {
    put(bytes) {
      const sha256 = sha256Of(bytes)
      held.set(sha256, bytes)
      return sha256
    },
    get(sha256) {
      const bytes = held.get(sha256)
      if (!bytes) throw new Error(`no blob ${sha256}`)
      return bytes
    },
    has: (sha256) => held.has(sha256),
  }
}

/** Blobs as files. A file appears whole: it is written beside its place and then renamed. */
export function folderBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true })
  const fileOf = (sha256: string) => join(folder, Buffer.from(sha256, 'base64').toString('hex'))
  return {
    put(bytes) {
      const sha256 = sha256Of(bytes)
      const file = fileOf(sha256)
      if (!existsSync(file)) {
        writeFileSync(`${file}.part`, bytes, { flush: true })
        renameSync(`${file}.part`, file)
      }
      return sha256
    },
    get: (sha256) => readFileSync(fileOf(sha256)),
    has: (sha256) => existsSync(fileOf(sha256)),
  }
}
