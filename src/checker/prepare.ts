import type { AccountCopies, Cloud, Identity } from '../cloud/cloud.ts'
import { scriptFile, steps } from '../steps.ts'
import { type Bases, makeBases, readCachedBases } from './bases.ts'
import { startSequence } from './sequence.ts'

/** Brings an account to the state that the solutions of the first `before` steps leave. */
export type Prepare = (identity: Identity, before: number) => Promise<void>

function hasCopies(cloud: Cloud): cloud is Cloud & { readonly copies: AccountCopies } {
  return cloud.copies !== undefined
}

/**
 * Where accounts can be copied the solutions run once, and not at all while their states are cached; elsewhere they
 * run again in each account. The cache is read while the cloud is still starting.
 */
export async function preparer(starting: Promise<Cloud>): Promise<Prepare> {
  const cached = readCachedBases()
  const cloud = await starting
  if (!hasCopies(cloud)) return (identity, before) => replay(cloud, identity, before)
  let bases: Promise<Bases> | undefined = cached.bases && Promise.resolve(cached.bases)
  return async (identity, before) => {
    if (before === 0) return
    bases ??= makeBases(cloud, cached.file)
    const base = (await bases)[before]
    if (base) await cloud.copies.write(identity.account, base)
  }
}

async function replay(cloud: Cloud, identity: Identity, before: number): Promise<void> {
  if (before === 0) return
  const sequence = startSequence(cloud.endpoint, identity)
  try {
    for (const step of steps) if (step.number <= before) await sequence.run(scriptFile(step, 'solutions'))
  } finally {
    sequence.close()
  }
}
