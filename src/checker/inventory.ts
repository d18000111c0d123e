import {
  GetStagesCommand,
  type Method,
  paginateGetResources,
  paginateGetRestApis,
  type RestApi,
  type Stage,
} from '@aws-sdk/client-api-gateway'
import { type FunctionConfiguration, GetPolicyCommand, paginateListFunctions } from '@aws-sdk/client-lambda'
import type { Clients } from '../cloud/clients.ts'
import type { PolicyStatement } from '../emulator/index.ts'
import { calledFunction } from './calledFunction.ts'

/** What is configured in one account and region, read once through the SDK with every page followed. */
export interface Inventory {
  readonly functions: readonly FunctionState[]
  readonly apis: readonly ApiState[]
}

export interface FunctionState {
  readonly name: string
  readonly arn: string
  readonly configuration: FunctionConfiguration
  /** The statements of its resource-based policies: '' for its own, else of a version or alias that an integration calls. */
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>
}

export interface ApiState {
  readonly id: string
  readonly name: string
  readonly api: RestApi
  readonly resources: readonly ResourceState[]
  readonly stages: readonly Stage[]
}

export interface ResourceState {
  readonly id: string
  readonly parentId?: string
  readonly path: string
  readonly methods: Readonly<Record<string, Method>>
}

export async function readPolicy(
  { lambda }: Clients,
  name: string,
  qualifier?: string,
): Promise<readonly PolicyStatement[]> {
  try {
    const { Policy } = await lambda.send(
      new GetPolicyCommand({ FunctionName: name, ...(qualifier && { Qualifier: qualifier }) }),
    )
    const { Statement = [] }: { readonly Statement?: readonly PolicyStatement[] } = JSON.parse(Policy ?? '{}')
    return Statement
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [] // no statement was ever added
    throw error
  }
}

async function readFunctions(clients: Clients, apis: readonly ApiState[]): Promise<readonly FunctionState[]> {
  const called = apis.flatMap(({ resources }) =>
    resources.flatMap(({ methods }) =>
      Object.values(methods).map(({ methodIntegration }) => calledFunction(methodIntegration?.uri)),
    ),
  )
  const found: FunctionConfiguration[] = []
  for await (const page of paginateListFunctions({ client: clients.lambda }, {}))
    found.push(...(page.Functions ?? []))
  return Promise.all(
    found.map(async (configuration) => {
      const { FunctionName: name = '', FunctionArn: arn = '' } = configuration
      const qualifiers = new Set(called.flatMap((one) => (one?.arn === arn ? (one.qualifier ?? []) : [])))
      const policies = await Promise.all(
        ['', ...qualifiers].map(
          async (qualifier) => [qualifier, await readPolicy(clients, name, qualifier || undefined)] as const,
        ),
      )
      return { name, arn, configuration, policies: Object.fromEntries(policies) }
    }),
  )
}

async function readResources({ apigateway }: Clients, restApiId: string): Promise<readonly ResourceState[]> {
  const found: ResourceState[] = []
  for await (const page of paginateGetResources({ client: apigateway }, { restApiId, embed: ['methods'] })) {
    for (const { id = '', parentId, path = '', resourceMethods = {} } of page.items ?? [])
      found.push({ id, parentId, path, methods: resourceMethods })
  }
  return found
}

async function readApi(clients: Clients, api: RestApi): Promise<ApiState> {
  const id = api.id ?? ''
  const [resources, { item: stages = [] }] = await Promise.all([
    readResources(clients, id),
    clients.apigateway.send(new GetStagesCommand({ restApiId: id })),
  ])
  return { id, name: api.name ?? '', api, resources, stages }
}

async function readApis(clients: Clients, made: readonly string[]): Promise<readonly ApiState[]> {
  const found: RestApi[] = []
  for await (const page of paginateGetRestApis({ client: clients.apigateway }, {}))
    found.push(...(page.items ?? []))
  // Oldest first: where a learner made a second API of the same name, the first is the one that earlier steps built.
  // AWS tells the second only: among those of the same second it is the order in which the script made them.
  const age = ({ createdDate, id = '' }: RestApi) => [createdDate?.getTime() ?? 0, made.indexOf(id)] as const
  found.sort((a, b) => age(a)[0] - age(b)[0] || age(a)[1] - age(b)[1])
  return Promise.all(found.map((api) => readApi(clients, api)))
}

/** `made`: ids of the APIs that the script has made, in their order. */
export async function readInventory(clients: Clients, made: readonly string[] = []): Promise<Inventory> {
  const apis = await readApis(clients, made)
  return { functions: await readFunctions(clients, apis), apis }
}
