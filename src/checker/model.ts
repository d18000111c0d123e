import type { RecordedCall } from '../cloud/calls.ts'
import type { Identity } from '../cloud/cloud.ts'
import type { Topic } from './diagnosis/topic.ts'
import type { Inventory } from './inventory.ts'
import type { Probes } from './probes.ts'
import type { ScriptRun } from './script.ts'

/** error: could not be judged; skip: a check it needs failed. */
export type Status = 'pass' | 'fail' | 'error' | 'skip'

export interface CheckResult {
  /** '08-proxy-off/not-a-proxy': stable, never translated. */
  readonly id: string
  readonly step: number
  /** The learner's sentence. */
  readonly title: string
  readonly status: Status
  /** A request one can type again. */
  readonly sent?: string
  readonly expected?: string
  readonly got?: string
  /** For a skipped check: titles of the checks it waits for. */
  readonly needs?: readonly string[]
  readonly cause?: Cause
  readonly durationMs: number
}

export interface Cause {
  readonly id: string
  readonly text: string
  /** file:line */
  readonly look?: string
  /** A command. */
  readonly try?: string
}

export interface StepResult {
  readonly step: number
  readonly name: string
  readonly status: 'passed' | 'failed' | 'not-started' | 'error'
  readonly checks: readonly CheckResult[]
}

export interface Report {
  readonly schema: 1
  readonly status: 'pass' | 'fail' | 'error'
  readonly cloud: string
  readonly seed: number
  readonly node: string
  readonly version: string
  readonly steps: readonly StepResult[]
}

/** All that a step is judged by. What the script printed is not among it, but for how it crashed. */
export interface Evidence {
  readonly identity: Identity
  /** What the script did, in the order it was sent. */
  readonly calls: readonly RecordedCall[]
  /** How it ended. */
  readonly run: ScriptRun
  /** What is configured in the cloud after it. */
  readonly inventory: Inventory
  /** Requests that the judge makes itself. */
  readonly probes: Probes
}

export type Verdict = { readonly ok: true } | ({ readonly ok: false } & Finding)

interface Finding {
  /** What the check was about, for the diagnosis. */
  readonly topic: Topic
  readonly sent?: string
  readonly expected: string
  readonly got: string
}

/** One sentence about the learner's work that is true or not. */
export interface Check {
  readonly id: string
  /** The sentence in English; another language says it in src/i18n, under `STEP/id`. */
  readonly title: string
  /** Ids of checks of the same step without which this one means nothing. */
  readonly needs?: readonly string[]
  judge(evidence: Evidence): Verdict | Promise<Verdict>
}

export const pass: Verdict = { ok: true }

/** The verdict over one value that AWS names: `is(topic, 'type', 'AWS', integration.type)`. */
export function is(topic: Topic, name: string, expected: string, got: string | undefined): Verdict {
  return got === expected
    ? pass
    : { ok: false, topic, expected: `${name} ${expected}`, got: `${name} ${got ?? '-'}` }
}
