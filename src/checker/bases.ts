import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AccountCopies, type Cloud, learner } from '../cloud/cloud.ts'
import type { AccountCopy } from '../emulator/index.ts'
import { root, scriptFile, steps } from '../steps.ts'
import { startSequence } from './sequence.ts'

/** What the finished scripts leave in the cloud: `bases[n]` is the state after the first n steps. */
export type Bases = readonly AccountCopy[]

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else if (/(?<!\.test)\.(ts|mjs)$/.test(entry.name)) yield path
  }
}

/** Changes with anything that the states depend on: the solutions, the toolbox and the embedded cloud itself. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const folder of ['solutions', 'src/emulator'])
    for (const file of files(join(root, folder)))
      hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash
    .update(readFileSync(join(root, 'src', 'toolbox.ts')))
    .digest('hex')
    .slice(0, 16)
}

async function build(cloud: Cloud, copies: AccountCopies): Promise<Bases> {
  const sequence = startSequence(cloud.endpoint, learner)
  try {
    const bases = [await copies.read(learner.account)]
    for (const step of steps) {
      await sequence.run(scriptFile(step, 'solutions'))
      bases.push(await copies.read(learner.account))
    }
    return bases
  } finally {
    sequence.close()
  }
}

const folder = join(root, '.workshop', 'cache')

function readCache(file: string): Bases | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Bases // written below, under a name that is its content's hash
  } catch {
    return undefined // not there yet, or cut off: it is made again
  }
}

export interface CachedBases {
  readonly file: string
  /** Undefined where something has changed since they were made, or none were made yet. */
  readonly bases?: Bases
}

/** What the cache holds for the sources as they are. Needs no cloud. */
export function readCachedBases(): CachedBases {
  const file = join(folder, `bases-${fingerprint()}.json`)
  return { file, bases: readCache(file) }
}

/** Makes the states in a cloud that is empty, and keeps them. */
export async function makeBases(
  cloud: Cloud & { readonly copies: AccountCopies },
  file: string,
): Promise<Bases> {
  const bases = await build(cloud, cloud.copies)
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder))
    if (old.startsWith('bases-')) rmSync(join(folder, old), { force: true })
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(bases))
  renameSync(`${file}.${process.pid}`, file)
  return bases
}
