import { waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'
import { connect } from '../cloud/clients.ts'
import type { AccountCopies, Cloud, Identity } from '../cloud/cloud.ts'
import { find, wipe } from '../cloud/wipe.ts'
import type { AccountCopy } from '../emulator/index.ts'
import { type Source, scriptFile, steps } from '../steps.ts'
import { startSequence } from './sequence.ts'

/** Whose script made which step, in order: what an account's content can be made from again. */
export type Recipe = readonly { readonly step: number; readonly by: Source }[]

/** What an account holds: how it was made and, where the cloud can give one, a copy. */
export interface Content {
  readonly recipe: Recipe
  readonly copy?: AccountCopy
}

export const nothing: Content = { recipe: [] }

/** Brings an account back to an earlier content, in whatever way its cloud can. */
export interface Keeper {
  restore(content: Content): Promise<void>
  /** What the account holds now, given how it was made. */
  read(recipe: Recipe): Promise<Content>
}

/** Whole accounts are copied: the same ids, in milliseconds. */
function copying(copies: AccountCopies, account: string): Keeper {
  const empty: AccountCopy = { account, changes: [], blobs: {} }
  return {
    restore: ({ copy = empty }) => copies.write(account, copy),
    read: async (recipe) => ({ recipe, copy: await copies.read(account) }),
  }
}

/** Everything is deleted and made again by the same scripts: other ids, and as long as the scripts take. */
function replaying({ endpoint, only }: Cloud, identity: Identity): Keeper {
  return {
    async restore({ recipe }) {
      const clients = connect(endpoint, identity)
      await wipe(clients, only !== undefined).finally(() => clients.destroy())
      const sequence = startSequence(endpoint, identity)
      try {
        for (const { step: number, by } of recipe) {
          const step = steps.find((one) => one.number === number)
          if (step) await sequence.run(scriptFile(step, by))
        }
        await settle(endpoint, identity)
      } finally {
        sequence.close()
      }
    },
    read: async (recipe) => ({ recipe }),
  }
}

/** A script is not to find a function that is still Pending because it was made again a moment ago. */
async function settle(endpoint: string, identity: Identity): Promise<void> {
  const clients = connect(endpoint, identity)
  const patience = { client: clients.lambda, maxWaitTime: 60, minDelay: 0.1, maxDelay: 1 }
  try {
    const { functions } = await find(clients, false)
    for (const FunctionName of functions) await waitUntilFunctionActiveV2(patience, { FunctionName })
  } finally {
    clients.destroy()
  }
}

export const keeperOf = (cloud: Cloud, identity: Identity): Keeper =>
  cloud.copies ? copying(cloud.copies, identity.account) : replaying(cloud, identity)
