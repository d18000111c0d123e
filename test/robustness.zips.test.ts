import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateFunctionCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { type Clients, connect } from '../src/cloud/clients.ts'
import { type Emulator, startEmulator } from '../src/emulator/index.ts'

let folder: string
let cloud: Emulator
let clients: Clients
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zips-'))
  cloud = await startEmulator({ folder: join(folder, 'cloud') })
  clients = connect(cloud.endpoint, { account: '111111111111', region: 'us-east-1' })
})
afterAll(async () => {
  clients.destroy()
  await cloud.close()
  rmSync(folder, { recursive: true })
})

const outside = () => join(folder, 'outside.txt')
const content = strToU8('exports.handler = async () => 1')
/** A megabyte of zeros takes a kilobyte in a zip. */
const zeros = new Uint8Array(8 << 20)

/** Tells another size of the first file in the central directory. */
function declaring(size: number, zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip)
  const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  bytes.writeUInt32LE(size, entry + 24)
  return bytes
}

const link = () => zipSync({ 'index.js': [strToU8(outside()), { os: 3, attrs: (0o120777 << 16) >>> 0 }] })

const unzipText = 'Could not unzip uploaded file. Please check your file, then try to upload again.'
const zips: readonly (readonly [string, () => Uint8Array, string])[] = [
  ['leads out by ..', () => zipSync({ '../../outside.txt': content }), unzipText],
  ['has an absolute name', () => zipSync({ [outside()]: content }), unzipText],
  ['has a drive and backslashes', () => zipSync({ 'C:\\outside.txt': content }), unzipText],
  [
    'has a link that leads out',
    link,
    "Could not unzip uploaded file: 'index.js' is a symbolic link that may lead out of its folder, which this cloud does not unpack.",
  ],
  [
    'declares a bomb',
    () => declaring(300 << 20, zipSync({ a: zeros })),
    'Unzipped size must be smaller than 262144000 bytes',
  ],
  ['is a bomb that it does not declare', () => declaring(1000, zipSync({ a: zeros })), unzipText],
]

describe('CreateFunction refuses a zip and writes nothing where it', () => {
  test.each(zips)('%s', async (_what, zip, message) => {
    const command = new CreateFunctionCommand({
      FunctionName: 'zipped',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111111111111:role/lambda-basic-execution',
      Code: { ZipFile: zip() },
    })
    await expect(clients.lambda.send(command)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message,
    })
    expect(existsSync(outside())).toBe(false)
    expect(readdirSync(join(folder, 'cloud', 'code'))).toEqual([])
  })
})
