import { GetFunctionConfigurationCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'
import { connect } from '../cloud/clients.ts'
import type { AccountCopies, Cloud, Identity } from '../cloud/cloud.ts'
import { find, wipe } from '../cloud/wipe.ts'
import type { AccountCopy } from '../emulator/index.ts'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
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
      } catch (error) {
        await settle(endpoint, identity) // says so where the cloud cannot run the function at all
        throw error
      } finally {
        sequence.close()
      }
      await settle(endpoint, identity)
    },
    read: async (recipe) => ({ recipe }),
  }
}

const patience = { maxWaitTime: 60, minDelay: 0.1, maxDelay: 1 }

/**
 * A script is not to find a function that is still Pending because it was made again a moment ago. One that cannot be
 * started is trouble with the cloud: LocalStack runs each function in a container whose image it has to pull.
 */
async function settle(endpoint: string, identity: Identity): Promise<void> {
  const clients = connect(endpoint, identity)
  const { lambda } = clients
  try {
    for (const FunctionName of (await find(clients, false)).functions) {
      const { State, StateReason } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
      if (State === 'Failed') throw new EnvironmentError(texts.trouble.lambdaImage(StateReason ?? ''))
      await waitUntilFunctionActiveV2({ client: lambda, ...patience }, { FunctionName })
    }
  } finally {
    clients.destroy()
  }
}

export const keeperOf = (cloud: Cloud, identity: Identity): Keeper =>
  cloud.copies ? copying(cloud.copies, identity.account) : replaying(cloud, identity)
