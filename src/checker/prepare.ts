import type { AccountCopies, Cloud, Identity } from '../cloud/cloud.ts'
import { steps } from '../steps.ts'
import { type Bases, makeBases, readCachedBases } from './bases.ts'
import type { Recipe } from './keeper.ts'

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
  if (!hasCopies(cloud)) {
    const { keeperOf } = await import('./keeper.ts') // not above: it brings the SDK, and scripts start before that is loaded
    return (identity, before) => keeperOf(cloud, identity).restore({ recipe: solutionsOf(before) })
  }
  let bases: Promise<Bases> | undefined = cached.bases && Promise.resolve(cached.bases)
  return async (identity, before) => {
    if (before === 0) return
    bases ??= makeBases(cloud, cached.file)
    const base = (await bases)[before]
    if (base) await cloud.copies.write(identity.account, base)
  }
}

const solutionsOf = (before: number): Recipe =>
  steps.filter(({ number }) => number <= before).map(({ number }) => ({ step: number, by: 'solutions' }))
