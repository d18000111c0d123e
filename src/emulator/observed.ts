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
import type { AccountCopy } from './accounts.ts'
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

const ms = (date: Date | undefined) => date?.getTime() ?? 0

function* rowsOfApi({ api: seen, resources, deployments, stages, ...parts }: ObservedApi) {
  const id = seen.id ?? ''
  const restApi: api.RestApiRecord = {
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['EDGE'] },
    disableExecuteApiEndpoint: false,
    ...seen,
    id,
    name: seen.name ?? '',
    createdDate: ms(seen.createdDate),
    rootResourceId: seen.rootResourceId ?? resources.find(({ path }) => path === '/')?.id ?? '',
  }
  yield row(api.restApis, id, restApi)
  const records = resources.map(
    ({ id: resource = '', parentId, pathPart, path = '', resourceMethods = {} }) => ({
      ...{ id: resource, parentId, pathPart, path },
      methods: resourceMethods as api.ResourceRecord['methods'], // a cloud shows what PutMethod was told, which is all of it
    }),
  )
  for (const resource of records) yield row(api.resources, resource.id, resource, id)
  for (const { id: deployment = '', description, createdDate } of deployments)
    yield row(
      api.deployments,
      deployment,
      { id: deployment, description, createdDate: ms(createdDate), api: restApi, resources: records },
      id,
    )
  for (const { stageName = '', deploymentId = '', ...stage } of stages)
    yield row(
      api.stages,
      stageName,
      {
        ...{ methodSettings: {}, cacheClusterEnabled: false, tracingEnabled: false, ...stage },
        ...{ stageName, deploymentId },
        createdDate: ms(stage.createdDate),
        lastUpdatedDate: ms(stage.lastUpdatedDate),
        canarySettings: stage.canarySettings && { deploymentId, ...stage.canarySettings },
      },
      id,
    )
  for (const { id: model = '', name = '', contentType = '', description, schema } of parts.models)
    yield row(api.models, name, { id: model, name, contentType, description, schema }, id)
  for (const { id: validator = '', name = '', ...validates } of parts.validators)
    yield row(
      api.requestValidators,
      validator,
      { validateRequestBody: false, validateRequestParameters: false, ...validates, id: validator, name },
      id,
    )
  for (const { responseType, statusCode, defaultResponse, ...response } of parts.gatewayResponses)
    if (responseType && !defaultResponse)
      yield row(
        api.gatewayResponses,
        responseType,
        { responseParameters: {}, responseTemplates: {}, ...response, responseType, statusCode },
        id,
      )
  for (const { id: authorizer = '', name = '', type = 'TOKEN', ...rest } of parts.authorizers)
    yield row(api.authorizers, authorizer, { ...rest, id: authorizer, name, type }, id)
}

function recordOf(seen: FunctionConfiguration, lastVersion: number, now: number): lambda.FunctionRecord {
  const { FunctionName: functionName = '', Version: version = latest, RevisionId: id = '' } = seen
  const change = startChange(seen.State === 'Pending' ? 'create' : 'update', now)
  const changes = seen.State === 'Pending' || seen.LastUpdateStatus === 'InProgress'
  return {
    ...{ functionName, version, tags: {}, lastVersion },
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
  for (const {
    Name: name = '',
    FunctionVersion = latest,
    Description: description = '',
    ...alias
  } of aliases) {
    const { RevisionId: revisionId = '', RoutingConfig } = alias
    const weights = RoutingConfig?.AdditionalVersionWeights
    const record = { name, functionVersion: FunctionVersion, description, weights, revisionId }
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
