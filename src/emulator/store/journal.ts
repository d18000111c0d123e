import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Change } from './store.ts'

type Transaction = readonly Change[]

/** One transaction a line: checksum, space, JSON. A line that was cut off or changed does not match its checksum. */
function writeLine(changes: Transaction): string {
  const json = JSON.stringify(changes)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

function readLine(line: string): Transaction | undefined {
  const json = line.slice(9)
  if (line[8] !== ' ' || crc32(json) !== Number.parseInt(line.slice(0, 8), 16)) return undefined
  return JSON.parse(json) as Transaction // the checksum vouches that this program wrote it
}

/**
 * Reads the transactions up to the first line that is not whole, which makes a journal `damaged`. What stands after
 * such a line may build on what is lost, so it is not applied.
 */
export function readJournal(file: string) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : ['']
  const transactions: Transaction[] = []
  for (const line of lines.slice(0, -1)) {
    const changes = readLine(line)
    if (!changes) return { transactions, damaged: true }
    transactions.push(changes)
  }
  return { transactions, damaged: lines.at(-1) !== '' }
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

export function openJournal(file: string) {
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT)
  let length = fstatSync(descriptor).size
  /** Whether a part of a line may stand behind that, which would hide what comes after it. */
  let isTorn = false
  function mend(): void {
    if (isTorn) ftruncateSync(descriptor, length)
    isTorn = false
  }
  return {
    /**
     * Returns when the changes are on disk: they outlive a kill of this process and a reboot. Throws the system's error
     * where the disk is full.
     */
    append(changes: Transaction): void {
      mend()
      const line = Buffer.from(writeLine(changes))
      isTorn = true
      for (let at = 0; at < line.length; )
        at += writeSync(descriptor, line, at, line.length - at, length + at)
      fdatasyncSync(descriptor)
      isTorn = false
      length += line.length
    },
    close(): void {
      mend()
      closeSync(descriptor)
    },
  }
}
