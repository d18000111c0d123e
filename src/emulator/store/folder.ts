import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Blobs } from '../context.ts'
import { folderBlobs } from './blobs.ts'
import { openJournal, readJournal, replaceJournal, setAside } from './journal.ts'
import { Store } from './store.ts'

export interface OpenFolder {
  readonly store: Store
  readonly blobs: Blobs
  /** Where a damaged journal was copied to; what could be read of it is in use. */
  readonly setAside?: { readonly file: string; readonly copy: string }
  close(): void
}

/** Journals grow with every change; above this they are written anew when they are opened. */
const compactAbove = 256 * 1024

/**
 * Opens the cloud that is kept in a folder: `journal.log` (every change, in order) and `code/` (zips by hash).
 * Throws the system's error where the folder cannot be written. Only one process may have it open.
 */
export function openFolder(folder: string): OpenFolder {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'journal.log')
  const { transactions, damaged } = readJournal(file)
  const copy = damaged ? setAside(file) : undefined
  const store = new Store((changes) => writer.append(changes))
  for (const changes of transactions) for (const change of changes) store.apply(change)
  if (damaged || (transactions.length > 0 && statSync(file).size > compactAbove))
    replaceJournal(file, store.changes())
  const writer = openJournal(file)
  return {
    store,
    blobs: folderBlobs(join(folder, 'code')),
    setAside: copy === undefined ? undefined : { file, copy },
    close: writer.close,
  }
}
