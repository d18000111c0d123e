import type { Configuration } from '../records.ts'

/** AWS gives a runtime ten seconds to load its handler, over and above the function's own time. */
export const initLimitMs = 10_000

/** What an execution environment is made of. */
export interface EnvironmentPlan {
  /** Without a qualifier. */
  readonly functionArn: string
  readonly functionName: string
  readonly version: string
  /** Of the deployed code and configuration: another id needs other environments. */
  readonly id: string
  readonly configuration: Configuration
  readonly region: string
  readonly account: string
}

/** An invocation, as a runtime is given it. */
export interface Job {
  readonly requestId: string
  readonly traceId: string
  /** As it was called, with its qualifier. */
  readonly invokedArn: string
  /** JSON. */
  readonly payload: string
  readonly clientContext?: string
  readonly isLogged?: boolean
}

/** How a job ended. The process of an environment that is not `alive` has ended or is ending. */
export interface Outcome {
  readonly payload: string
  readonly failed: boolean
  readonly alive: boolean
  readonly durationMs: number
  readonly log: () => string
}

/** The handler could not be loaded, for the first time. */
export interface FailedInit {
  readonly after: 'init'
  /** All that is logged of it. */
  readonly log: string
}

/**
 * Why a handler is loaded in the time of an invocation, without a phase `init` (developer guide,
 * lambda-runtime-environment: a suppressed init): it could not be before, or it was and failed in an invocation.
 */
export type Reload = FailedInit | { readonly after: 'invocation' }

/** A job, and whom to tell how it ended. */
export interface Waiting<End = Outcome> {
  readonly job: Job
  readonly resolve: (end: End) => void
  readonly reject: (error: unknown) => void
}
