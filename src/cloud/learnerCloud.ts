import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from '../steps.ts'
import { type AccountCopies, accountCopies, type Cloud } from './cloud.ts'
import { ownCopies } from './embedded.ts'
import { type Holder, isLock, type Lock, takeLock } from './lock.ts'

/** Where everything of the learner's is kept that is not a script: git ignores it. */
export const workshopFolder = join(root, '.workshop')

export interface Notices {
  /** Another command holds the cloud; told once. */
  waiting(what: string): void
  /** A damaged file was found: what can be read of it is in use, all of it is kept in the copy. */
  setAside(file: string, copy: string): void
}

/** Thrown when another command did not let go in time. */
export class HeldTooLong extends Error {
  readonly holder: Holder
  constructor(holder: Holder) {
    super(holder.what)
    this.holder = holder
  }
}

const patience = 60_000

/** Waits until nobody else holds the lock. `accept` may be content with the holder as it is. */
async function waitFor<T>(
  file: string,
  what: string,
  notices: Notices,
  accept: (holder: Holder) => T | undefined,
): Promise<Lock | T> {
  const deadline = Date.now() + patience
  for (let told = false; ; told = true) {
    const taken = await takeLock(file, what)
    if (isLock(taken)) return taken
    const accepted = accept(taken)
    if (accepted !== undefined) return accepted
    if (!told) notices.waiting(taken.what)
    if (Date.now() > deadline) throw new HeldTooLong(taken)
    await wait(50)
  }
}

/** One command at a time may work on the learner's account; the others wait. */
export const takeTurn = (what: string, notices: Notices): Promise<Lock> =>
  waitFor<Lock>(join(workshopFolder, 'turn.lock'), what, notices, () => undefined)

export type LearnerCloud = Cloud & { readonly copies: AccountCopies }

const served = (endpoint: string): LearnerCloud => ({
  name: 'embedded',
  endpoint,
  copies: accountCopies(endpoint),
  close: async () => {},
})

/** Opens the cloud that is kept, in this process; the lock says where it answers. */
async function open(lock: Lock, port: number, notices: Notices): Promise<LearnerCloud> {
  try {
    const { startEmulator } = await import('../emulator/index.ts')
    const emulator = await startEmulator({ port, folder: join(workshopFolder, 'cloud') })
    if (emulator.setAside) notices.setAside(emulator.setAside.file, emulator.setAside.copy)
    lock.serve({ endpoint: emulator.endpoint, instance: emulator.instance })
    const close = async () => {
      await emulator.close()
      lock.release()
    }
    return { ...served(emulator.endpoint), copies: ownCopies(emulator), close }
  } catch (error) {
    lock.release()
    throw error
  }
}

const lockFile = join(workshopFolder, 'cloud.lock')

/** The learner's cloud: the one that `npm run cloud` serves while it runs, else opened here for as long as it is needed. */
export async function openLearnerCloud(what: string, notices: Notices): Promise<LearnerCloud> {
  const lock = await waitFor(lockFile, what, notices, (holder) =>
    holder.what === 'cloud' && holder.serves ? served(holder.serves.endpoint) : undefined,
  )
  return isLock(lock) ? open(lock, 0, notices) : lock
}

/** For `npm run cloud`: opens it for all other commands. Gives where it is served already, if it is. */
export async function serveLearnerCloud(
  port: number,
  notices: Notices,
): Promise<LearnerCloud | { readonly servedAt: string }> {
  const lock = await waitFor(lockFile, 'cloud', notices, (holder) =>
    holder.what === 'cloud' && holder.serves ? { servedAt: holder.serves.endpoint } : undefined,
  )
  return isLock(lock) ? open(lock, port, notices) : lock
}
