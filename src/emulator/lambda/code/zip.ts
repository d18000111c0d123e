import { inflateRawSync } from 'node:zlib'
import { invalidParameter } from '../../wire/awsError.ts'

/** An entry of a zip file's central directory. */
export interface ZipEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link'
  /** POSIX permission bits; 0 where the zip was not made on POSIX. */
  readonly mode: number
  readonly size: number
  readonly compressedSize: number
  readonly method: number
  readonly offset: number
}

/** AWS's text for bytes that are no zip file, and for one that leads out of the function's folder. */
export const unreadable = () =>
  invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.')

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

/** The record at a zip's end, before a comment of at most 65535 bytes. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--)
    if (bytes.readUInt32LE(at) === endSignature) return at
  throw unreadable()
}

function kindOf(name: string, mode: number): ZipEntry['kind'] {
  if ((mode & 0o170000) === 0o120000) return 'link'
  return name.endsWith('/') || (mode & 0o170000) === 0o040000 ? 'folder' : 'file'
}

function readEntry(bytes: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } {
  if (at + 46 > bytes.length) throw unreadable()
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
  const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
  if (next > bytes.length || isEncrypted) throw unreadable()
  const madeOn = bytes.readUInt8(at + 5)
  const mode = madeOn === 3 || madeOn === 19 ? bytes.readUInt32LE(at + 38) >>> 16 : 0
  const name = bytes.toString('utf8', at + 46, nameEnd)
  const entry: ZipEntry = {
    name,
    kind: kindOf(name, mode),
    mode: mode & 0o777,
    method: bytes.readUInt16LE(at + 10),
    compressedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  }
  return { entry, next }
}

/**
 * A zip's entries by its central directory. It is read here and not by a library because libraries hide what must be
 * refused: links, and sizes that are told before anything is unpacked. Some programs count no further than 65,535, and then from 0.
 */
export function readEntries(bytes: Buffer): readonly ZipEntry[] {
  const end = findEnd(bytes)
  const entries: ZipEntry[] = []
  for (let at = bytes.readUInt32LE(end + 16); at < end && bytes.readUInt32LE(at) === entrySignature; ) {
    const { entry, next } = readEntry(bytes, at)
    entries.push(entry)
    at = next
  }
  if ((entries.length & 0xffff) !== bytes.readUInt16LE(end + 10)) throw unreadable()
  return entries
}

/** A file's content; never more bytes than its entry tells. Throws where it is not what the entry tells. */
export function readContent(bytes: Buffer, { offset, size, compressedSize, method }: ZipEntry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localSignature) throw unreadable()
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const raw = bytes.subarray(start, start + compressedSize)
  if (raw.length < compressedSize || (method !== 0 && method !== 8)) throw unreadable()
  const content = method === 8 ? inflate(raw, size) : raw
  if (content.length !== size) throw unreadable()
  return content
}

function inflate(raw: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) })
  } catch {
    throw unreadable()
  }
}
