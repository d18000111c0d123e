import type {
  ApiKeySourceType,
  ApiStage,
  Authorizer,
  AuthorizerType,
  CanarySettings,
  EndpointConfiguration,
  GatewayResponseType,
  Integration,
  IntegrationResponse,
  IntegrationType,
  Method,
  MethodResponse,
  MethodSetting,
  QuotaSettings,
  ThrottleSettings,
} from '@aws-sdk/client-api-gateway'
import { defineTable } from '../store/store.ts'

/** Records are JSON: dates are milliseconds since 1970. */
export interface RestApiRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly version?: string
  readonly createdDate: number
  readonly rootResourceId: string
  readonly apiKeySource: ApiKeySourceType
  readonly endpointConfiguration: EndpointConfiguration
  readonly binaryMediaTypes?: readonly string[]
  readonly minimumCompressionSize?: number
  readonly disableExecuteApiEndpoint: boolean
  readonly policy?: string
  readonly tags?: Readonly<Record<string, string>>
}

/** By content type. AWS keeps (and shows) an empty template as null: it is none. */
export type Templates = Readonly<Record<string, string | null>>

export type IntegrationResponseRecord = Readonly<
  Omit<IntegrationResponse, 'statusCode' | 'responseTemplates'>
> & {
  readonly statusCode: string
  readonly responseTemplates?: Templates
}

export type IntegrationRecord = Readonly<
  Omit<Integration, 'type' | 'requestTemplates' | 'integrationResponses'>
> & {
  readonly type: IntegrationType
  readonly requestTemplates?: Templates
  readonly integrationResponses?: Readonly<Record<string, IntegrationResponseRecord>>
}

export type MethodResponseRecord = Readonly<Omit<MethodResponse, 'statusCode'>> & {
  readonly statusCode: string
}

/** Integration and responses are nested as GetMethod shows them. */
export type MethodRecord = Readonly<
  Omit<
    Method,
    'httpMethod' | 'authorizationType' | 'apiKeyRequired' | 'methodIntegration' | 'methodResponses'
  >
> & {
  readonly httpMethod: string
  readonly authorizationType: string
  readonly apiKeyRequired: boolean
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

export interface ModelRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly schema?: string
  readonly contentType: string
}

export interface RequestValidatorRecord {
  readonly id: string
  readonly name: string
  readonly validateRequestBody: boolean
  readonly validateRequestParameters: boolean
}

/** A gateway response of an API's own; without a status the failure keeps the one that it has. */
export interface GatewayResponseRecord {
  readonly responseType: GatewayResponseType
  readonly statusCode?: string
  readonly responseParameters: Readonly<Record<string, string>>
  readonly responseTemplates: Readonly<Record<string, string>>
}

export type AuthorizerRecord = Readonly<Omit<Authorizer, 'id' | 'name' | 'type' | 'providerARNs'>> & {
  readonly id: string
  readonly name: string
  readonly type: AuthorizerType
}

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

export interface StageRecord {
  readonly stageName: string
  readonly deploymentId: string
  readonly description?: string
  readonly createdDate: number
  readonly lastUpdatedDate: number
  readonly variables?: Readonly<Record<string, string>>
  readonly methodSettings: Readonly<Record<string, MethodSetting>>
  readonly tags?: Readonly<Record<string, string>>
  readonly cacheClusterEnabled: boolean
  readonly cacheClusterSize?: string
  readonly tracingEnabled: boolean
  readonly canarySettings?: Readonly<CanarySettings> & { readonly deploymentId: string }
  readonly accessLogSettings?: { readonly destinationArn?: string; readonly format?: string }
  readonly documentationVersion?: string
  readonly clientCertificateId?: string
}

export interface ApiKeyRecord {
  readonly id: string
  readonly value: string
  readonly name?: string
  readonly description?: string
  readonly customerId?: string
  readonly enabled: boolean
  readonly createdDate: number
  readonly lastUpdatedDate: number
  readonly tags?: Readonly<Record<string, string>>
}

export interface UsagePlanRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly apiStages: readonly Readonly<ApiStage>[]
  readonly throttle?: Readonly<ThrottleSettings>
  readonly quota?: Readonly<QuotaSettings>
  readonly productCode?: string
  readonly tags?: Readonly<Record<string, string>>
}

export interface AccountRecord {
  readonly cloudwatchRoleArn?: string
}

/** One a region, under the id `account`. */
export const accounts = defineTable<AccountRecord>('accounts')
export const apiKeys = defineTable<ApiKeyRecord>('apiKeys')
export const usagePlans = defineTable<UsagePlanRecord>('usagePlans')
/** Which keys a plan has, by the key's id. Parent: the plan's id. */
export const usagePlanKeys = defineTable<{ readonly id: string }>('usagePlanKeys')
export const restApis = defineTable<RestApiRecord>('restApis')
/** Parent: the API's id, as for all below. */
export const resources = defineTable<ResourceRecord>('resources')
export const deployments = defineTable<DeploymentRecord>('deployments')
export const stages = defineTable<StageRecord>('stages')
/** By name. */
export const models = defineTable<ModelRecord>('models')
export const requestValidators = defineTable<RequestValidatorRecord>('requestValidators')
/** By type. */
export const gatewayResponses = defineTable<GatewayResponseRecord>('gatewayResponses')
export const authorizers = defineTable<AuthorizerRecord>('authorizers')
/** Everything that belongs to an API. */
export const partsOfApi = [
  ...[resources, deployments, stages, models],
  ...[requestValidators, gatewayResponses, authorizers],
]
