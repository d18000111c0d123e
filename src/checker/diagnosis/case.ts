import { type AwsCall, isAwsCall } from '../../cloud/calls.ts'
import type { Judged } from '../judge.ts'
import type { Evidence } from '../model.ts'
import type { Script } from './script.ts'
import type { Topic } from './topic.ts'

/** A failed check, as every failed one is: it says what it was about. */
export type Failed = Judged & { readonly topic: Topic }

/** A failed step as a recogniser sees it. */
export interface Case {
  readonly evidence: Evidence
  /** In the order of the step's checks; the first is the one that is explained. */
  readonly failed: readonly [Failed, ...Failed[]]
  readonly script: Script
  /** TypeScript's own complaints about the script; '' where it has none. */
  readonly typeErrors: string
}

/** A recogniser's answer: which cause, what was seen, and where in the script. */
export interface Explanation {
  readonly id: string
  readonly detail?: string
  /** AWS's own words, shown before ours. */
  readonly aws?: string
  /** The request concerned, by names rather than ids. */
  readonly sent?: string
  /** A line of the script, from 1. */
  readonly line?: number
}

type Answer = Explanation | undefined

/** Looks at a case for one kind of mistake. It reads, and changes nothing; its probes ask the cloud what it would answer. */
export type Recogniser = (failure: Case) => Answer | Promise<Answer>

export const awsCalls = ({ calls }: Evidence): readonly AwsCall[] => calls.filter(isAwsCall)
