import type {
  Account,
  Authorizer,
  Deployment,
  GatewayResponse,
  Model,
  RequestValidator,
  Resource,
  RestApi,
  Stage,
} from '@aws-sdk/client-api-gateway'
import type { AliasConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda'
import type { AccountCopy } from './accountCopy.ts'
import * as api from './apigateway/records.ts'
import { configure, newConfiguration } from './lambda/configuration.ts'
import { latest } from './lambda/lookup.ts'
import type { Statement } from './lambda/policy.ts'
import * as lambda from './lambda/records.ts'
import { startChange } from './lambda/state.ts'
import type { Change, Table } from './store/store.ts'

/** An account in one region, as the read operations of any cloud tell of it. */
export interface ObservedAccount {
  readonly account: string
  readonly region: string
  readonly settings: Account
  readonly apis: readonly ObservedApi[]
  readonly functions: readonly ObservedFunction[]
}

export interface ObservedApi {
  readonly api: RestApi
  /** With their methods embedded. */
  readonly resources: readonly Resource[]
  readonly deployments: readonly Deployment[]
  readonly stages: readonly Stage[]
  readonly models: readonly Model[]
  readonly validators: readonly RequestValidator[]
  readonly gatewayResponses: readonly GatewayResponse[]
  readonly authorizers: readonly Authorizer[]
}

export interface ObservedFunction {
  /** `$LATEST` and what was published. */
  readonly versions: readonly FunctionConfiguration[]
  readonly aliases: readonly AliasConfiguration[]
  /** Statements by qualifier; `$LATEST` for those of the unqualified function. */
  readonly policies: Readonly<Record<string, readonly Statement[]>>
}

type Row = Pick<Change, 'table' | 'parent' | 'id' | 'value'>

const row = <T>(table: Table<T>, id: string, value: T, parent = ''): Row => ({
  table: table.name,
  parent,
  id,
  value,
})

/** A record of API Gateway's, by the name that its noun gives it. */
const part = <T>(noun: api.Noun<T>, value: T, parent?: string) => row(noun, noun.keyOf(value), value, parent)

const ms = (date: Date | undefined) => date?.getTime() ?? 0

function* rowsOfApi({ api: seen, resources, deployments, stages, ...parts }: ObservedApi) {
  const restApi: api.RestApiRecord = {
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['EDGE'] },
    disableExecuteApiEndpoint: false,
    ...seen,
    id: seen.id ?? '',
    name: seen.name ?? '',
    createdDate: ms(seen.createdDate),
    isClosed: seen.disableExecuteApiEndpoint,
    rootResourceId: seen.rootResourceId ?? resources.find(({ path }) => path === '/')?.id ?? '',
  }
  yield part(api.restApis, restApi)
  const own = <T>(noun: api.Noun<T>, value: T) => part(noun, value, restApi.id)
  const records = resources.map(({ id = '', parentId, pathPart, path = '', resourceMethods = {} }) => ({
    id,
    parentId,
    pathPart,
    path,
    methods: resourceMethods as api.ResourceRecord['methods'], // a cloud shows what PutMethod was told, which is all of it
  }))
  for (const resource of records) yield own(api.resources, resource)
  for (const { id = '', description, createdDate } of deployments) {
    const frozen = { api: restApi, resources: records }
    yield own(api.deployments, { id, description, createdDate: ms(createdDate), ...frozen })
  }
  for (const { stageName = '', deploymentId = '', ...stage } of stages)
    yield own(api.stages, {
      methodSettings: {},
      cacheClusterEnabled: false,
      tracingEnabled: false,
      ...stage,
      stageName,
      deploymentId,
      createdDate: ms(stage.createdDate),
      lastUpdatedDate: ms(stage.lastUpdatedDate),
      canarySettings: stage.canarySettings && { deploymentId, ...stage.canarySettings },
    })
  for (const { id = '', name = '', contentType = '', description, schema } of parts.models)
    yield own(api.models, { id, name, contentType, description, schema })
  const validates = { validateRequestBody: false, validateRequestParameters: false }
  for (const { id = '', name = '', ...said } of parts.validators)
    yield own(api.requestValidators, { ...validates, ...said, id, name })
  const mappings = { responseParameters: {}, responseTemplates: {} }
  for (const { responseType, defaultResponse, ...said } of parts.gatewayResponses)
    if (responseType && !defaultResponse)
      yield own(api.gatewayResponses, { ...mappings, ...said, responseType })
  for (const { id = '', name = '', type = 'TOKEN', ...said } of parts.authorizers)
    yield own(api.authorizers, { ...said, id, name, type })
}

function recordOf(seen: FunctionConfiguration, lastVersion: number, now: number): lambda.FunctionRecord {
  const { FunctionName: functionName = '', Version: version = latest, RevisionId: id = '' } = seen
  const change = startChange(seen.State === 'Pending' ? 'create' : 'update', now)
  const changes = seen.State === 'Pending' || seen.LastUpdateStatus === 'InProgress'
  return {
    functionName,
    version,
    tags: {},
    lastVersion,
    ...change,
    change: changes ? change.change : { ...change.change, settlesAt: 0 },
    lastModified: Date.parse(seen.LastModified ?? '') || now,
    deployed: {
      id,
      configuration: {
        ...configure(functionName, newConfiguration(functionName), seen),
        CodeSha256: seen.CodeSha256 ?? '',
        CodeSize: seen.CodeSize ?? 0,
      },
    },
  }
}

function* rowsOfFunction({ versions, aliases, policies }: ObservedFunction, now: number) {
  const last = Math.max(0, ...versions.map(({ Version }) => Number(Version) || 0))
  for (const seen of versions) {
    const record = recordOf(seen, last, now)
    const { functionName, version } = record
    if (version === latest) yield row(lambda.functions, functionName, record)
    else yield row(lambda.versions, version, record, functionName)
  }
  const functionName = versions[0]?.FunctionName ?? ''
  for (const alias of aliases) {
    const { Name: name = '', FunctionVersion: functionVersion = latest, RoutingConfig } = alias
    const { Description: description = '', RevisionId: revisionId = '' } = alias
    const weights = RoutingConfig?.AdditionalVersionWeights
    const record = { name, functionVersion, description, weights, revisionId }
    yield row(lambda.aliases, name, record, functionName)
  }
  for (const [qualifier, statements] of Object.entries(policies))
    if (statements.length > 0)
      yield row(lambda.policies, qualifier, { revisionId: '', statements }, functionName)
}

/**
 * The account as this cloud keeps one, for a twin of another cloud: what may be called there and what AWS would refuse.
 * It has no function's code, and its deployments hold what the API is now.
 */
export function copyOf(seen: ObservedAccount, now: number): AccountCopy {
  const { account, region, settings, apis, functions } = seen
  const rows: readonly Row[] = [
    row(api.accounts, 'account', { cloudwatchRoleArn: settings.cloudwatchRoleArn }),
    ...apis.flatMap((one) => [...rowsOfApi(one)]),
    ...functions.flatMap((one) => [...rowsOfFunction(one, now)]),
  ]
  return { account, changes: rows.map((one) => ({ account, region, ...one })), blobs: {} }
}
