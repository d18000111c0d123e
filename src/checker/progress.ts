import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { learner } from '../cloud/cloud.ts'
import { type LearnerCloud, workshopFolder } from '../cloud/learnerCloud.ts'
import type { AccountCopy } from '../emulator/index.ts'
import { type Source, type Step, scriptFile, steps } from '../steps.ts'
import { checkStep } from './checkStep.ts'
import { startSequence } from './sequence.ts'
import { isAsGiven } from './starter.ts'

/**
 * The learner's account after a step, and what it was made from: the state before it (`base`) and the learner's script
 * as it then was. Once either has changed, the state is out of date and is made again.
 */
interface SavedState {
  readonly id: string
  readonly base: string
  readonly script: string
  readonly by: Source
  readonly copy: AccountCopy
}

export interface Base {
  readonly id: string
  readonly copy: AccountCopy
  /** Steps that had to be put in place just now, by whose script did it. */
  readonly made: readonly { readonly step: Step; readonly by: Source }[]
}

const folder = join(workshopFolder, 'states')
const fileOf = (step: Step) => join(folder, `${step.name}.json`)
const nothing: AccountCopy = { account: learner.account, changes: [], blobs: {} }

function readState(step: Step): SavedState | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(step), 'utf8')) as SavedState // written by saveState, whole or not at all
  } catch {
    return undefined // none yet: the step is put in place again
  }
}

function hashScript(step: Step): string {
  const file = scriptFile(step, 'steps')
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none'
}

/** Keeps what a step has left in the account. */
export function saveState(step: Step, base: string, by: Source, copy: AccountCopy): SavedState {
  const state: SavedState = { id: randomUUID(), base, script: hashScript(step), by, copy }
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${fileOf(step)}.part`, JSON.stringify(state), { flush: true })
  renameSync(`${fileOf(step)}.part`, fileOf(step))
  return state
}

/** Whether a script could be the learner's own work. */
const isStarted = (step: Step) => {
  const file = scriptFile(step, 'steps')
  return existsSync(file) && !isAsGiven(step, file)
}

async function runLearners(step: Step, cloud: LearnerCloud, timeoutMs: number): Promise<boolean> {
  const target = { endpoint: Promise.resolve(cloud.endpoint), identity: learner }
  const { result } = await checkStep(step, scriptFile(step, 'steps'), target, { timeoutMs })
  return result.status === 'passed'
}

/**
 * The state that step N starts from: what the learner's own scripts of the steps before it leave where they pass,
 * else the solutions. States that are kept and still true are taken as they are.
 */
export async function makeBase(before: Step, cloud: LearnerCloud, timeoutMs: number): Promise<Base> {
  const made: { readonly step: Step; readonly by: Source }[] = []
  let id = 'empty'
  let copy = nothing
  const sequence = startSequence(cloud.endpoint, learner)
  try {
    for (const step of steps.filter(({ number }) => number < before.number)) {
      const saved = readState(step)
      let state = saved?.base === id && saved.script === hashScript(step) ? saved : undefined
      if (!state) {
        await cloud.copies.write(learner.account, copy)
        const own = (isStarted(step) || saved?.by === 'steps') && (await runLearners(step, cloud, timeoutMs))
        if (!own) {
          await cloud.copies.write(learner.account, copy)
          await sequence.run(scriptFile(step, 'solutions'))
        }
        const by = own ? 'steps' : 'solutions'
        state = saveState(step, id, by, await cloud.copies.read(learner.account))
        made.push({ step, by })
      }
      id = state.id
      copy = state.copy
    }
  } finally {
    sequence.close()
  }
  return { id, copy, made }
}

export type Progress = 'passed' | 'stale' | 'started' | 'open'

/** How far each step is, as the last runs of `npm run step` left it. Nothing is run. */
export function progressOf(list: readonly Step[]): readonly Progress[] {
  return list.map((step) => {
    const saved = readState(step)
    if (saved?.by === 'steps') return saved.script === hashScript(step) ? 'passed' : 'stale'
    return isStarted(step) ? 'started' : 'open'
  })
}

/** Forgets every state: the next step starts from an empty cloud. */
export function forgetStates(): void {
  rmSync(folder, { recursive: true, force: true })
}
