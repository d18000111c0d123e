import type { FunctionCode } from '@aws-sdk/client-lambda'
import { AwsError, invalidParameter } from '../../wire/awsError.ts'
import { readContent, readEntries, unreadable, type ZipEntry } from './zip.ts'

interface CodeFile {
  /** Relative, with slashes, inside the function's folder. */
  readonly path: string
  readonly isLink: boolean
  readonly executable: boolean
  /** A link's is the path that it leads to, with slashes, from the folder that it is in. */
  readonly content: Buffer
}

export const maxZipped = 52_428_800
export const maxUnzipped = 262_144_000

/** On any system: not absolute, without a drive. */
const isRelative = (path: string) => path !== '' && !/^\/|\0|^[a-zA-Z]:/.test(path)

/**
 * Names that could lead out of the folder. A backslash is no separator: what was zipped with one lies under a name that has it,
 * beside index.js (aws/aws-cli#8501, cargo-lambda#271).
 */
const isUnsafe = (name: string) => !isRelative(name) || name.split('/').includes('..')

/** Linux takes 255 bytes for a name and 4095 for a path, in which the function's folder stands first. */
const isTooLong = (name: string) =>
  Buffer.byteLength(name) > 3840 || name.split('/').some((part) => Buffer.byteLength(part) > 255)

const cleanPath = (name: string) =>
  name
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')

const sumOf = (entries: readonly ZipEntry[], size: 'size' | 'compressedSize') =>
  entries.reduce((sum, entry) => sum + entry[size], 0)

function checkEntries(entries: readonly ZipEntry[], zipped: number): void {
  if (entries.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip')
  if (entries.some(({ name }) => isUnsafe(name) || isTooLong(name))) throw unreadable()
  // Entries that share their bytes can keep a reader busy for hours.
  if (sumOf(entries, 'compressedSize') > zipped) throw unreadable()
  if (sumOf(entries, 'size') > maxUnzipped)
    throw invalidParameter(`Unzipped size must be smaller than ${maxUnzipped} bytes`)
}

/**
 * Whether a link stays in the function's folder. One that goes up, then down, is led elsewhere by no other link: the folders above
 * it are none. A small zip can hold a very long target, which is not taken apart.
 */
function staysInside(path: string, target: string): boolean {
  if (isTooLong(target) || !isRelative(target)) return false
  const parts = target.split('/').filter((part) => part !== '' && part !== '.')
  const down = parts.findIndex((part) => part !== '..')
  const up = down === -1 ? parts.length : down
  return up < path.split('/').length && !parts.slice(up).includes('..')
}

function checkLink(path: string, target: string): void {
  if (!staysInside(path, target))
    throw invalidParameter(
      `Could not unzip uploaded file: '${path}' is a symbolic link that may lead out of its folder, which this cloud does not unpack.`,
    )
}

/** A folder by its names; a file is one that nothing is in. */
interface Tree extends Map<string, Tree | undefined> {}

/**
 * The same name as a file and as a folder cannot be unpacked; of two files of one name the last counts. Each part of a path is
 * looked at once: a small zip may have thousands of files a thousand folders deep.
 */
function checkTree(paths: Iterable<string>): void {
  const root: Tree = new Map()
  for (const path of paths) {
    const folders = path.split('/')
    const name = folders.pop() ?? ''
    let tree = root
    for (const folder of folders) {
      const known = tree.get(folder)
      if (known === undefined && tree.has(folder)) throw unreadable()
      const inner: Tree = known ?? new Map()
      tree.set(folder, inner)
      tree = inner
    }
    if (tree.get(name)) throw unreadable()
    tree.set(name, undefined)
  }
}

const depthOf = (path: string) => path.split('/').length

/**
 * Unpacks one file after the other, so that no more than one is in memory; then links, the deepest first: nothing is written through
 * a link, also where upper and lower case are the same. AWS keeps them (terraform-aws-modules/terraform-aws-lambda#596). Throws
 * AwsError with AWS's text.
 */
export function* unpack(bytes: Uint8Array): Generator<CodeFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readEntries(buffer)
  checkEntries(entries, buffer.length)
  const all = entries
    .filter(({ kind }) => kind !== 'folder')
    .map((entry) => ({ entry, path: cleanPath(entry.name), isLink: entry.kind === 'link' }))
    .filter(({ path }) => path !== '')
  checkTree(all.map(({ path }) => path))
  const files = all.filter(({ isLink }) => !isLink)
  const links = all.filter(({ isLink }) => isLink).sort((a, b) => depthOf(b.path) - depthOf(a.path))
  for (const { entry, path, isLink } of [...files, ...links]) {
    const content = readContent(buffer, entry)
    if (isLink) checkLink(path, String(content))
    yield { path, isLink, executable: (entry.mode & 0o111) !== 0, content }
  }
}

/** Throws AWS's error where the bytes are not a deployment package that can be run. */
export function checkCodePackage(bytes: Uint8Array): void {
  if (bytes.length > maxZipped)
    throw new AwsError(
      'RequestEntityTooLargeException',
      413,
      `Zipped size must be smaller than ${maxZipped} bytes`,
    )
  if (bytes.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip')
  for (const _ of unpack(bytes));
}

/** Code is given as a zip: this cloud has neither S3 nor container images. */
export function readCode(code: FunctionCode): Uint8Array {
  const { ZipFile, S3Bucket, S3Key, S3ObjectVersion, ImageUri } = code
  // cdk-preflight pf-lambda-code-zipfile-exclusive, pf-lambda-code-s3-pair.
  if (ZipFile !== undefined && (S3Bucket ?? S3Key ?? S3ObjectVersion ?? ImageUri) !== undefined)
    throw invalidParameter('Please do not provide other FunctionCode parameters when providing a ZipFile.')
  if ((S3Bucket === undefined) !== (S3Key === undefined))
    throw invalidParameter('S3 Bucket and Key are required for uploading with S3 parameters.')
  // Without S3 there are no buckets, so AWS's answer to a wrong one is the true one (test_lambda_code_location_s3_errors).
  if (S3Bucket !== undefined)
    throw invalidParameter(
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    )
  // An image is no source for a function of a zip (cdk-preflight pf-lambda-zip-no-imageuri).
  if (ZipFile === undefined) throw invalidParameter('Please provide a source for function code.')
  checkCodePackage(ZipFile)
  return ZipFile
}
