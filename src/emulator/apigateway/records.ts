import type {
  ApiKeySourceType,
  CanarySettings,
  EndpointConfiguration,
  Integration,
  Method,
  MethodSetting,
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

/** `methodIntegration` and its responses are nested as GetMethod shows them. */
export type MethodRecord = Readonly<Omit<Method, 'methodIntegration'>> & {
  readonly methodIntegration?: Readonly<Integration>
}

export interface ResourceRecord {
  readonly id: string
  /** The root has none. */
  readonly parentId?: string
  readonly pathPart?: string
  readonly path: string
  readonly methods: Readonly<Record<string, MethodRecord>>
}

/** What a deployment froze. Records are never changed in place, so the live API and its snapshots share them. */
export interface DeploymentRecord {
  readonly id: string
  readonly description?: string
  readonly createdDate: number
  readonly api: RestApiRecord
  readonly resources: readonly ResourceRecord[]
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
  readonly canarySettings?: CanarySettings
  readonly accessLogSettings?: { readonly destinationArn?: string; readonly format?: string }
  readonly documentationVersion?: string
  readonly clientCertificateId?: string
}

export const restApis = defineTable<RestApiRecord>('restApis')
/** Parent: the API's id, as for the two below. */
export const resources = defineTable<ResourceRecord>('resources')
export const deployments = defineTable<DeploymentRecord>('deployments')
export const stages = defineTable<StageRecord>('stages')
