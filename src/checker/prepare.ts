import type { AccountCopies, Cloud, Identity } from '../cloud/cloud.ts'
import { scriptFile, steps } from '../steps.ts'
import { type Bases, loadBases } from './bases.ts'
import { startSequence } from './sequence.ts'

/** Brings an account to the state that the solutions of the first `before` steps leave. */
export type Prepare = (identity: Identity, before: number) => Promise<void>

function hasCopies(cloud: Cloud): cloud is Cloud & { readonly copies: AccountCopies } {
  return cloud.copies !== undefined
}

/** Where accounts can be copied the solutions run once; elsewhere they run again in each account. */
export function preparer(cloud: Cloud): Prepare {
  if (!hasCopies(cloud)) return (identity, before) => replay(cloud, identity, before)
  let bases: Promise<Bases> | undefined
  return async (identity, before) => {
    if (before === 0) return
    bases ??= loadBases(cloud)
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
