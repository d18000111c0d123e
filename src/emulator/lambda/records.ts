import type { FunctionConfiguration, SnapStart, VpcConfigResponse } from '@aws-sdk/client-lambda'
import { defineTable } from '../store/store.ts'
import type { Statement } from './policy.ts'

/** What a request may tell of a function, and AWS always shows. */
export type SettingName =
  | 'Role'
  | 'Runtime'
  | 'Handler'
  | 'Description'
  | 'Timeout'
  | 'MemorySize'
  | 'Architectures'
  | 'EphemeralStorage'
  | 'LoggingConfig'
  | 'TracingConfig'

/** What a function is, as FunctionConfiguration shows it, without what follows from its name and its state. */
export type Configuration = Readonly<
  { [Name in SettingName]: NonNullable<FunctionConfiguration[Name]> } & {
    readonly Environment?: { readonly Variables: Readonly<Record<string, string>> }
    readonly CodeSha256: string
    readonly CodeSize: number
    /** Kept and shown; a version starts as any other. */
    readonly SnapStart?: SnapStart
    /** Of one who asked to be in no VPC, see `configure`. */
    readonly VpcConfig?: VpcConfigResponse
  }
>

/** Code and configuration as an execution environment runs them. */
export interface Deployed {
  /** New with every change, so that environments of the one before are known. */
  readonly id: string
  readonly configuration: Configuration
}

export interface FunctionRecord {
  readonly functionName: string
  /** `$LATEST` or a published version's number. */
  readonly version: string
  readonly lastModified: number
  readonly deployed: Deployed
  /** What still runs while an update is in progress. */
  readonly previous?: Deployed
  readonly change: { readonly kind: 'create' | 'update'; readonly settlesAt: number }
  /** AWS gives a new revision when a change begins and another when it is done (test_function_revisions_basic). */
  readonly revisions: { readonly changing: string; readonly settled: string }
  readonly tags: Readonly<Record<string, string>>
  /** The number that was published last, 0 for none; only that of `$LATEST` counts. */
  readonly lastVersion: number
}

export interface AliasRecord {
  readonly name: string
  readonly functionVersion: string
  readonly description: string
  readonly weights?: Readonly<Record<string, number>>
  readonly revisionId: string
}

export interface PolicyRecord {
  readonly revisionId: string
  readonly statements: readonly Statement[]
}

/** What stays of a function that is deleted. */
interface GoneRecord {
  readonly lastVersion: number
}

interface ConcurrencyRecord {
  readonly functionName: string
  /** How many invocations the function may run at once, all versions together. */
  readonly reserved: number
}

export const functions = defineTable<FunctionRecord>('functions')
/** Parent: the function's name, as for the two below. */
export const versions = defineTable<FunctionRecord>('functionVersions')
export const aliases = defineTable<AliasRecord>('functionAliases')
/** Id: the qualifier, or `$LATEST` for the policy of the unqualified function. */
export const policies = defineTable<PolicyRecord>('functionPolicies')
/** By the function's name; only of those that had versions. */
export const goneFunctions = defineTable<GoneRecord>('goneFunctions')
export const concurrencies = defineTable<ConcurrencyRecord>('functionConcurrency')
