import { setTimeout as wait } from 'node:timers/promises'
import { DeleteRestApiCommand, paginateGetRestApis } from '@aws-sdk/client-api-gateway'
import { DeleteFunctionCommand, ListTagsCommand, paginateListFunctions } from '@aws-sdk/client-lambda'
import { tag } from './awsRelay.ts'
import type { Clients } from './clients.ts'

/** What there is of the workshop's in an account: names for people, ids to delete by. */
export interface Found {
  readonly apis: readonly { readonly id: string; readonly name: string }[]
  readonly functions: readonly string[]
}

const isTagged = (tags: Readonly<Record<string, string>> = {}) => tags[tag.key] === tag.value

/** Every REST API and function of an account in one region, or only those that carry the workshop's tag. */
export async function find({ apigateway, lambda }: Clients, onlyTagged: boolean): Promise<Found> {
  const apis: { id: string; name: string }[] = []
  for await (const { items = [] } of paginateGetRestApis({ client: apigateway }, {}))
    for (const { id, name = '', tags } of items)
      if (id && (!onlyTagged || isTagged(tags))) apis.push({ id, name })
  const functions: string[] = []
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {}))
    for (const { FunctionName, FunctionArn } of Functions) {
      if (!FunctionName) continue
      const tags = onlyTagged
        ? (await lambda.send(new ListTagsCommand({ Resource: FunctionArn }))).Tags
        : undefined
      if (!onlyTagged || isTagged(tags)) functions.push(FunctionName)
    }
  return { apis, functions }
}

/** AWS deletes one REST API of an account in 30 s; the SDK's own patience ends before. */
const betweenDeletions = 31_000

async function deleteApi({ apigateway }: Clients, restApiId: string): Promise<void> {
  for (let left = 5; ; left--) {
    try {
      await apigateway.send(new DeleteRestApiCommand({ restApiId }))
      return
    } catch (error) {
      if (left === 0 || !(error instanceof Error) || error.name !== 'TooManyRequestsException') throw error
      await wait(betweenDeletions)
    }
  }
}

/** Deletes what `find` finds. A function's policy goes with it, an API's stages and deployments too. */
export async function wipe(clients: Clients, onlyTagged: boolean): Promise<Found> {
  const found = await find(clients, onlyTagged)
  for (const { id } of found.apis) await deleteApi(clients, id)
  for (const FunctionName of found.functions)
    await clients.lambda.send(new DeleteFunctionCommand({ FunctionName }))
  return found
}
