import type { Step } from '../steps.ts'
import type { Runner } from './runner.ts'

/** What the gates work with. */
export interface Bench {
  /** The steps to verify; all of them unless some were named. */
  readonly steps: readonly Step[]
  readonly runner: Runner
  /** Says something beside the result of a gate. */
  note(text: string): void
}

/** One promise of the repo about itself. */
export interface Gate {
  readonly title: string
  /** What breaks the promise, in a line each; none where it is kept. */
  breaches(bench: Bench): Promise<readonly string[]>
}
