import {
  GetAccountCommand,
  GetAuthorizersCommand,
  GetGatewayResponsesCommand,
  GetRequestValidatorsCommand,
  GetStagesCommand,
  paginateGetDeployments,
  paginateGetModels,
  paginateGetResources,
  paginateGetRestApis,
  type RestApi,
} from '@aws-sdk/client-api-gateway'
import {
  GetFunctionConfigurationCommand,
  paginateListAliases,
  paginateListFunctions,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda'
import type { Clients } from '../cloud/clients.ts'
import type { Identity } from '../cloud/cloud.ts'
import type { ObservedAccount, ObservedApi, ObservedFunction } from '../emulator/index.ts'
import { readPolicy } from './inventory.ts'

async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const found: Item[] = []
  for await (const page of pages) found.push(...(itemsOf(page) ?? []))
  return found
}

async function observeApi({ apigateway: client }: Clients, api: RestApi): Promise<ObservedApi> {
  const of = { restApiId: api.id ?? '' }
  const every = { ...of, limit: 500 } // there are no more in one API
  const [resources, deployments, models, { item: stages = [] }, validators, gatewayResponses, authorizers] =
    await Promise.all([
      all(paginateGetResources({ client }, { ...of, embed: ['methods'] }), ({ items }) => items),
      all(paginateGetDeployments({ client }, of), ({ items }) => items),
      all(paginateGetModels({ client }, of), ({ items }) => items),
      client.send(new GetStagesCommand(of)),
      client.send(new GetRequestValidatorsCommand(every)),
      client.send(new GetGatewayResponsesCommand(every)),
      client.send(new GetAuthorizersCommand(every)),
    ])
  return {
    ...{ api, resources, deployments, stages, models },
    validators: validators.items ?? [],
    gatewayResponses: gatewayResponses.items ?? [],
    authorizers: authorizers.items ?? [],
  }
}

/** LocalStack's accounts have one from the start (differences.ts, account-role); AWS's have none. */
const isUsualRole = (arn = '') => arn.endsWith(':role/api-gw-cw-role')

const latest = '$LATEST'

async function observeFunction(clients: Clients, FunctionName: string): Promise<ObservedFunction> {
  const client = clients.lambda
  const of = { FunctionName }
  const [current, versions, aliases] = await Promise.all([
    client.send(new GetFunctionConfigurationCommand(of)), // only this one tells the state
    all(paginateListVersionsByFunction({ client }, of), ({ Versions }) => Versions),
    all(paginateListAliases({ client }, of), ({ Aliases }) => Aliases),
  ])
  const published = versions.filter(({ Version }) => Version !== latest)
  const qualifiers = [...published.map(({ Version }) => Version), ...aliases.map(({ Name }) => Name)]
  const policies = await Promise.all(
    [undefined, ...qualifiers].map(
      async (qualifier) => [qualifier ?? latest, await readPolicy(clients, FunctionName, qualifier)] as const,
    ),
  )
  return { versions: [current, ...published], aliases, policies: Object.fromEntries(policies) }
}

/** Everything in an account that decides whether a call is taken, read through the SDK with every page followed. */
export async function observeAccount(clients: Clients, identity: Identity): Promise<ObservedAccount> {
  const { lambda, apigateway } = clients
  const [settings, names, apis] = await Promise.all([
    apigateway.send(new GetAccountCommand({})),
    all(paginateListFunctions({ client: lambda }, {}), ({ Functions }) => Functions),
    all(paginateGetRestApis({ client: apigateway }, {}), ({ items }) => items),
  ])
  return {
    account: identity.account,
    region: identity.region,
    settings: isUsualRole(settings.cloudwatchRoleArn) ? {} : settings,
    apis: await Promise.all(apis.map((api) => observeApi(clients, api))),
    functions: await Promise.all(
      names.map(({ FunctionName = '' }) => observeFunction(clients, FunctionName)),
    ),
  }
}
