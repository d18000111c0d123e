import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** A learner's script as text: where a mistake is looked for once it is known what was done. */
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

/** Lines of the imports at the head, which name everything and do nothing. */
function lastImport(lines: readonly string[]): number {
  return lines.findLastIndex((line) => /^(import\b.*|\}) from ['"]/.test(line))
}

/** Lines of code that match, from 1. */
function linesWith({ lines }: Script, pattern: RegExp): readonly number[] {
  const head = lastImport(lines)
  return lines.flatMap((line, i) => (i > head && !isComment(line) && pattern.test(line) ? [i + 1] : []))
}

/** The first line of code that matches; undefined where none does. */
export const lineWith = (script: Script, pattern: RegExp): number | undefined => linesWith(script, pattern)[0]

/** A text as a pattern that finds it. */
export const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export const lineOf = (script: Script, text: string) => lineWith(script, new RegExp(literally(text)))

/** Ids of API Gateway are made of small letters and digits; names and paths of this workshop have something else in them. */
export const looksLikeId = (text: string) => /^[a-z0-9]+$/.test(text) && text !== 'undefined'

const lowerFirst = (text: string) => `${text[0]?.toLowerCase()}${text.slice(1)}`

/** How a call is written: `new PutMethodCommand(…)`, `client.putMethod(…)` or `paginatePutMethod(…)`. */
const callOf = (operation: string) =>
  new RegExp(`\\b${operation}Command\\(|\\.${lowerFirst(operation)}\\(|paginate${operation}\\(`)

/** The line that imports a package, or requires it. */
export function lineOfImport({ lines }: Script, name: string): number | undefined {
  const at = lines.findIndex((line) => line.includes(`'${name}'`) || line.includes(`"${name}"`))
  return at < 0 ? undefined : at + 1
}

/** Where the script makes a call, of the first of these operations that it makes at all. */
export function lineOfCall(script: Script, ...operations: readonly string[]): number | undefined {
  for (const operation of operations) {
    const line = lineWith(script, callOf(operation))
    if (line !== undefined) return line
  }
  return undefined
}

/** Where it makes the n-th call of an operation (0 for the first); one line may make many. */
export function lineOfNthCall(script: Script, operation: string, n: number): number | undefined {
  const lines = linesWith(script, callOf(operation))
  return lines[Math.min(n, lines.length - 1)]
}

/** The line of one member of the input of the n-th call of an operation, else of the call itself. */
export function lineOfMember(script: Script, operation: string, member: string, n = 0): number | undefined {
  const call = lineOfNthCall(script, operation, n)
  if (call === undefined) return undefined
  const rest = script.lines.slice(call - 1)
  const end = rest.findIndex((line) => /^\)/.test(line))
  const at = rest
    .slice(0, end < 0 ? 12 : end)
    .findIndex((line) => new RegExp(`\\b${member}\\b`).test(line) && !isComment(line))
  return at < 0 ? call : call + at
}

/** Where work is still to be done: the first TODO left, else the last line of code. */
export function lineToWriteAt({ lines }: Script): number {
  const todo = lines.findIndex((line) => line.includes('TODO('))
  const last = lines.findLastIndex((line) => line.trim() !== '' && !isComment(line))
  return (todo >= 0 ? todo : Math.max(last, 0)) + 1
}
