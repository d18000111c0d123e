import {
  closeSync,
  copyFileSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Change } from './store.ts'

/** What was found in a journal: the transactions that are whole, in order, and whether anything else was there. */
export interface Journal {
  readonly transactions: readonly (readonly Change[])[]
  readonly damaged: boolean
}

/** One transaction a line: checksum, space, JSON. A line that was cut off or changed does not match its checksum. */
function writeLine(changes: readonly Change[]): string {
  const json = JSON.stringify(changes)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

function readLine(line: string): readonly Change[] | undefined {
  const json = line.slice(9)
  if (line[8] !== ' ' || crc32(json) !== Number.parseInt(line.slice(0, 8), 16)) return undefined
  return JSON.parse(json) as readonly Change[] // the checksum vouches that this program wrote it
}

/**
 * Reads the transactions up to the first line that is not whole. What stands after such a line may build on what is
 * lost, so it is not applied.
 */
export function readJournal(file: string): Journal {
  if (!existsSync(file)) return { transactions: [], damaged: false }
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n')
  const tail = lines.pop()
  const transactions: (readonly Change[])[] = []
  for (const line of lines) {
    const changes = readLine(line)
    if (!changes) return { transactions, damaged: true }
    transactions.push(changes)
  }
  return { transactions, damaged: tail !== '' }
}

/** Puts a journal of these changes in the place of the old one. It appears whole or not at all. */
export function replaceJournal(file: string, changes: Iterable<Change>): void {
  const lines = Array.from(changes, (change) => writeLine([change]))
  writeFileSync(`${file}.part`, lines.join(''), { flush: true })
  renameSync(`${file}.part`, file)
}

/** Copies a journal beside itself under a name that is free; gives that name. */
export function setAside(file: string): string {
  for (let n = 1; ; n++) {
    const copy = `${file.replace(/\.log$/, '')}-damaged-${n}.log`
    if (existsSync(copy)) continue
    copyFileSync(file, copy)
    return copy
  }
}

export interface JournalWriter {
  /** Returns when the changes are on disk: they outlive a kill of this process and a reboot. */
  append(changes: readonly Change[]): void
  close(): void
}

export function openJournal(file: string): JournalWriter {
  const descriptor = openSync(file, 'a')
  return {
    append(changes) {
      writeSync(descriptor, writeLine(changes))
      fdatasyncSync(descriptor)
    },
    close: () => closeSync(descriptor),
  }
}
