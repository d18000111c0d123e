import type {
  ApiKey,
  Authorizer,
  CanarySettings,
  GatewayResponse,
  Integration,
  IntegrationResponse,
  Method,
  MethodResponse,
  Model,
  RequestValidator,
  RestApi,
  Stage,
  UsagePlan,
} from '@aws-sdk/client-api-gateway'
import { defineTable, type Table } from '../store/store.ts'

/** Records are JSON: dates are milliseconds since 1970. */
type Json<T> = T extends Date ? number : T extends readonly (infer Item)[] ? readonly Item[] : Readonly<T>

/** What AWS shows of a noun, as it is kept: `Known` members are always there, `Other` ones not kept or in another way. */
type Kept<Shown, Known extends keyof Shown, Other extends keyof Shown = never> = {
  readonly [M in Known]-?: Json<NonNullable<Shown[M]>>
} & {
  readonly [M in Exclude<keyof Shown, Known | Other>]?: Json<NonNullable<Shown[M]>>
}

export type RestApiRecord = Kept<
  RestApi,
  | 'id'
  | 'name'
  | 'createdDate'
  | 'rootResourceId'
  | 'apiKeySource'
  | 'endpointConfiguration'
  | 'disableExecuteApiEndpoint'
> & {
  /** Whether its address is closed to clients: what `disableExecuteApiEndpoint` was when a stage changed last. */
  readonly isClosed?: boolean
}

/** By content type. AWS keeps (and shows) an empty template as null: it is none. */
export type Templates = Readonly<Record<string, string | null>>

export type IntegrationResponseRecord = Kept<IntegrationResponse, 'statusCode', 'responseTemplates'> & {
  readonly responseTemplates?: Templates
}

export type IntegrationRecord = Kept<Integration, 'type', 'requestTemplates' | 'integrationResponses'> & {
  readonly requestTemplates?: Templates
  readonly integrationResponses?: Readonly<Record<string, IntegrationResponseRecord>>
}

export type MethodResponseRecord = Kept<MethodResponse, 'statusCode'>

/** Integration and responses are nested as GetMethod shows them. */
export type MethodRecord = Kept<
  Method,
  'httpMethod' | 'authorizationType' | 'apiKeyRequired',
  'methodIntegration' | 'methodResponses'
> & {
  readonly methodIntegration?: IntegrationRecord
  readonly methodResponses?: Readonly<Record<string, MethodResponseRecord>>
}

export interface ResourceRecord {
  readonly id: string
  /** The root has none. */
  readonly parentId?: string
  readonly pathPart?: string
  readonly path: string
  readonly methods: Readonly<Record<string, MethodRecord>>
}

export type ModelRecord = Kept<Model, 'id' | 'name' | 'contentType'>

export type RequestValidatorRecord = Kept<RequestValidator, keyof RequestValidator>

/** A gateway response of an API's own; without a status the failure keeps the one that it has. */
export type GatewayResponseRecord = Kept<
  GatewayResponse,
  'responseType' | 'responseParameters' | 'responseTemplates',
  'defaultResponse'
>

export type AuthorizerRecord = Kept<Authorizer, 'id' | 'name' | 'type', 'providerARNs'>

/** What validates an API's requests. */
export interface Validation {
  readonly validators: readonly RequestValidatorRecord[]
  readonly models: readonly ModelRecord[]
}

/** What a deployment froze. Records are never changed in place, so the live API and its snapshots share them. */
export interface DeploymentRecord {
  readonly id: string
  readonly description?: string
  readonly createdDate: number
  readonly api: RestApiRecord
  readonly resources: readonly ResourceRecord[]
  /** Absent where the API had no request validator. */
  readonly validation?: Validation
  readonly gatewayResponses?: readonly GatewayResponseRecord[]
  /** Absent where the API had none. */
  readonly authorizers?: readonly AuthorizerRecord[]
}

export type StageRecord = Kept<
  Stage,
  | 'stageName'
  | 'deploymentId'
  | 'createdDate'
  | 'lastUpdatedDate'
  | 'methodSettings'
  | 'cacheClusterEnabled'
  | 'tracingEnabled',
  'cacheClusterSize' | 'canarySettings'
> & {
  readonly cacheClusterSize?: string
  readonly canarySettings?: Kept<CanarySettings, 'deploymentId'>
}

export type ApiKeyRecord = Kept<
  ApiKey,
  'id' | 'value' | 'enabled' | 'createdDate' | 'lastUpdatedDate',
  'stageKeys'
>

export type UsagePlanRecord = Kept<UsagePlan, 'id' | 'name' | 'apiStages'>

export interface AccountRecord {
  readonly cloudwatchRoleArn?: string
}

/** A kind of record: where it is kept, what it is named by, and AWS's text for a name that is not there. */
export interface Noun<T> extends Table<T> {
  keyOf(record: T): string
  missing(key: string, account: string): string
}

type Missing = string | Noun<unknown>['missing']

const noun = <T>(name: string, keyOf: (record: T) => string, missing: Missing): Noun<T> => ({
  ...defineTable<T>(name),
  keyOf,
  missing: typeof missing === 'string' ? () => missing : missing,
})

const byId = <T extends { readonly id: string }>(name: string, missing: Missing) =>
  noun<T>(name, ({ id }) => id, missing)

/** One a region, under the id `account`. */
export const accounts = defineTable<AccountRecord>('accounts')
/** Text: public logs (Zappa #1876). */
export const apiKeys = byId<ApiKeyRecord>('apiKeys', 'Invalid API Key identifier specified')
export const usagePlans = byId<UsagePlanRecord>('usagePlans', 'Invalid Usage Plan ID specified')
/** Which keys a plan has, by the key's id. Parent: the plan's id. */
export const usagePlanKeys = byId<{ readonly id: string }>(
  'usagePlanKeys',
  'Invalid API Key identifier specified',
)
/** Ids are case-sensitive (test_get_api_case_insensitive). */
export const restApis = byId<RestApiRecord>(
  'restApis',
  (id, account) => `Invalid API identifier specified ${account}:${id}`,
)
/**
 * Parent: the API's id, as for all below. AWS looks for the part at once: an unknown API gives the part's text too
 * (test_put_method_validation, test_model_validation/get-model-wrong-id, test_invalid_get_request_validator).
 */
export const resources = byId<ResourceRecord>('resources', 'Invalid Resource identifier specified')
export const deployments = byId<DeploymentRecord>('deployments', 'Invalid Deployment identifier specified')
export const stages = noun<StageRecord>(
  'stages',
  ({ stageName }) => stageName,
  'Invalid stage identifier specified',
)
export const models = noun<ModelRecord>(
  'models',
  ({ name }) => name,
  (name) => `Invalid model name specified: ${name}`,
)
export const requestValidators = byId<RequestValidatorRecord>(
  'requestValidators',
  'Invalid Request Validator identifier specified',
)
export const gatewayResponses = noun<GatewayResponseRecord>(
  'gatewayResponses',
  ({ responseType }) => responseType,
  'Gateway response type not defined on api',
)
export const authorizers = byId<AuthorizerRecord>('authorizers', 'Invalid Authorizer identifier specified')
/** Everything that belongs to an API. */
export const partsOfApi = [
  resources,
  deployments,
  stages,
  models,
  requestValidators,
  gatewayResponses,
  authorizers,
]
