import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cloud, Identity } from '../cloud/cloud.ts'
import { workshopFolder } from '../cloud/learnerCloud.ts'
import { type Source, type Step, scriptFile, steps } from '../steps.ts'
import { checkStep } from './checkStep.ts'
import { type Content, keeperOf, nothing } from './keeper.ts'
import { startSequence } from './sequence.ts'
import { isAsGiven } from './starter.ts'

/**
 * What the learner's account holds after a step, and what it was made from: the state before it (`base`) and the
 * learner's script as it then was. Once either has changed, the state is out of date and is made again.
 */
interface State {
  readonly id: string
  readonly base: string
  readonly script: string
  readonly by: Source
  readonly content: Content
}

export interface Base {
  readonly id: string
  readonly content: Content
  /** Steps that had to be put in place just now, by whose script did it. */
  readonly made: readonly { readonly step: Step; readonly by: Source }[]
}

/** States are kept for each kind of cloud: what is in one is not in the other. */
const folderOf = (cloud: string) => join(workshopFolder, 'states', cloud.replace(/\W+/g, '-'))
const fileOf = (cloud: string, step: Step) => join(folderOf(cloud), `${step.name}.json`)

function readState(cloud: string, step: Step): State | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(cloud, step), 'utf8')) as State // written by saveState, whole or not at all
  } catch {
    return undefined // none yet: the step is put in place again
  }
}

function hashScript(step: Step): string {
  const file = scriptFile(step, 'steps')
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none'
}

/** Keeps what a step has left in the account. */
export function saveState(cloud: string, step: Step, base: string, by: Source, content: Content): State {
  const state: State = { id: randomUUID(), base, script: hashScript(step), by, content }
  const file = fileOf(cloud, step)
  mkdirSync(folderOf(cloud), { recursive: true })
  writeFileSync(`${file}.part`, JSON.stringify(state), { flush: true })
  renameSync(`${file}.part`, file)
  return state
}

/** Whether a script could be the learner's own work. */
const isStarted = (step: Step) => {
  const file = scriptFile(step, 'steps')
  return existsSync(file) && !isAsGiven(step, file)
}

async function passes(step: Step, cloud: Cloud, identity: Identity, timeoutMs: number): Promise<boolean> {
  const target = { cloud: Promise.resolve(cloud), identity }
  const { result } = await checkStep(step, scriptFile(step, 'steps'), target, { timeoutMs })
  return result.status === 'passed'
}

/**
 * The state that step N starts from: what the learner's own scripts of the steps before it leave where they pass,
 * else the solutions. States that are kept and still true are taken as they are. The account holds it at the end.
 */
export async function makeBase(
  before: Step,
  cloud: Cloud,
  identity: Identity,
  timeoutMs: number,
): Promise<Base> {
  const keeper = keeperOf(cloud, identity)
  const made: { readonly step: Step; readonly by: Source }[] = []
  const sequence = startSequence(cloud.endpoint, identity)
  let id = 'empty'
  let content = nothing
  let held: string | undefined // the state that the account is in, as far as is known
  const hold = async () => {
    if (held !== id) await keeper.restore(content)
    held = id
  }
  const put = async (step: Step): Promise<Source> => {
    await hold()
    if (isStarted(step) && (await passes(step, cloud, identity, timeoutMs))) return 'steps'
    if (isStarted(step)) held = undefined
    await hold()
    await sequence.run(scriptFile(step, 'solutions'))
    return 'solutions'
  }
  try {
    for (const step of steps.filter(({ number }) => number < before.number)) {
      const saved = readState(cloud.name, step)
      if (saved?.base === id && saved.script === hashScript(step)) {
        ;({ id, content } = saved)
        continue
      }
      const by = await put(step)
      const after = await keeper.read([...content.recipe, { step: step.number, by }])
      ;({ id, content } = saveState(cloud.name, step, id, by, after))
      held = id
      made.push({ step, by })
    }
    await hold()
  } finally {
    sequence.close()
  }
  return { id, content, made }
}

export type Progress = 'passed' | 'stale' | 'started' | 'open'

/** How far each step is, as the last runs of `npm run step` left it, in whichever cloud. Nothing is run. */
export function progressOf(list: readonly Step[]): readonly Progress[] {
  return list.map((step) => {
    const saved = ['embedded', 'localstack']
      .map((cloud) => readState(cloud, step))
      .filter((state) => state?.by === 'steps')
    if (saved.some((state) => state?.script === hashScript(step))) return 'passed'
    if (saved.length > 0) return 'stale'
    return isStarted(step) ? 'started' : 'open'
  })
}

/** Forgets every state of a cloud: the next step starts from an empty one. */
export function forgetStates(cloud: string): void {
  rmSync(folderOf(cloud), { recursive: true, force: true })
}
