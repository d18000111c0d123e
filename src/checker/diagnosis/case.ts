import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { AwsTarget, RecordedCall } from '../../cloud/calls.ts'
import type { CheckResult, Evidence } from '../model.ts'

/** A failed step as a recogniser sees it. */
export interface Case {
  readonly evidence: Evidence
  /** Check ids without the step, as 'not-a-proxy'; the first is the first that failed. */
  readonly failed: readonly (CheckResult & { readonly check: string })[]
  readonly script: Script
  /** TypeScript's own complaints about the script; '' where it has none. */
  readonly typeErrors: string
}

/** A recogniser's answer: which cause, what was seen, and where in the script. */
export interface Explanation {
  readonly id: string
  readonly detail?: string
  /** A line of the script, from 1. */
  readonly line?: number
}

/** Looks at a case for one kind of mistake. Pure: nothing is read or sent. */
export type Recogniser = (failure: Case) => Explanation | undefined | Promise<Explanation | undefined>

export interface Script {
  /** Relative to the repo, with slashes. */
  readonly file: string
  readonly lines: readonly string[]
}

export function readScript(root: string, file: string): Script {
  return {
    file: relative(root, file).replaceAll('\\', '/'),
    lines: readFileSync(file, 'utf8').split(/\r?\n/),
  }
}

const isComment = (line: string) => /^\s*(\/\/|\*|\/\*)/.test(line)

/** The first line of code that holds a text; undefined where none does. */
export function lineOf({ lines }: Script, text: string): number | undefined {
  const index = lines.findIndex(
    (line) =>
      line.includes(text) && !isComment(line) && !/^\s*import\b/.test(line) && !isImportLine(lines, line),
  )
  return index < 0 ? undefined : index + 1
}

/** `  PutMethodCommand,` in a list of imports. */
const isImportLine = (lines: readonly string[], line: string) =>
  /^\s*\w+,?\s*$/.test(line) && lines.some((other) => other.startsWith('import'))

/** Where the script makes the command of an operation. */
export const lineOfCall = (script: Script, operation: string) => lineOf(script, `${operation}Command(`)

/** The first call of AWS that was refused and that no later call of the same operation made good. */
export function refusedCall({ calls }: Evidence): (RecordedCall & { target: AwsTarget }) | undefined {
  const aws = calls.filter((call): call is RecordedCall & { target: AwsTarget } => call.target.kind === 'aws')
  return aws.find(
    (call) =>
      call.answer?.error &&
      !aws.some(
        (later) =>
          later.n > call.n &&
          later.target.operation === call.target.operation &&
          later.answer &&
          !later.answer.error,
      ),
  )
}
