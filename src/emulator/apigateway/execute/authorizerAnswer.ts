import { matchesGlob } from '../../glob.ts'
import { isAbsent, isRecord, isScalar, type JsonRecord, jsonIn } from '../../json.ts'

type Fits = (text: string) => boolean

interface AuthorizerStatement {
  readonly isAllow: boolean
  readonly action: Fits
  readonly resource: Fits
}

/** What an authorizer's function says of a caller. */
export interface AuthorizerAnswer {
  readonly statements: readonly AuthorizerStatement[]
  /** The principal and the context, all as text (developer guide, api-gateway-lambda-authorizer-output). */
  readonly context: Readonly<Record<string, string>>
  /** The API key that it gives the caller: `usageIdentifierKey` (same page). */
  readonly apiKey?: string
}

const oneOrMore = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Patterns under a name, or all but those under `Not…`; undefined where a statement has neither. */
function patterns(statement: JsonRecord, name: string, fold: (text: string) => string): Fits | undefined {
  const isNegative = isAbsent(statement[name])
  const list = oneOrMore(statement[isNegative ? `Not${name}` : name])
  if (!list.every((pattern) => typeof pattern === 'string')) return undefined
  return (text) => list.some((pattern) => matchesGlob(fold(pattern), fold(text))) !== isNegative
}

/** Conditions are not judged: what is allowed under one is not allowed, what is denied under one is denied. */
function readStatement(statement: unknown): AuthorizerStatement | undefined {
  if (!isRecord(statement)) return undefined
  const { Effect, Condition } = statement
  const action = patterns(statement, 'Action', (text) => text.toLowerCase())
  const resource = patterns(statement, 'Resource', (text) => text)
  if ((Effect !== 'Allow' && Effect !== 'Deny') || !action || !resource) return undefined
  const isBound = isRecord(Condition) && Object.keys(Condition).length > 0
  return {
    isAllow: Effect === 'Allow',
    action,
    resource: Effect === 'Allow' && isBound ? () => false : resource,
  }
}

/**
 * Reads a function's answer; undefined where it is malformed. Only `policyDocument` must be there (dev.to/marcogrcr,
 * "failure modes"), and no value of the context may be a list or an object (dev.to/dborgenvik).
 */
export function readAuthorizerAnswer(payload: string): AuthorizerAnswer | undefined {
  const answer = jsonIn(payload)
  if (!isRecord(answer) || !isRecord(answer.policyDocument)) return undefined
  const statements = oneOrMore(answer.policyDocument.Statement).map(readStatement)
  const { context, principalId, usageIdentifierKey: apiKey } = answer
  if (!isAbsent(context) && !isRecord(context)) return undefined
  const told = Object.entries({ ...context, principalId })
  const texts = told.filter(([, value]) => !isAbsent(value))
  if (!texts.every(([, value]) => isScalar(value))) return undefined
  const read = statements.filter((statement) => statement !== undefined)
  if (read.length < statements.length) return undefined
  return {
    statements: read,
    context: Object.fromEntries(texts.map(([key, value]) => [key, String(value)])),
    apiKey: typeof apiKey === 'string' ? apiKey : undefined,
  }
}

/** IAM's rule: what is denied stays denied, and what nothing allows is not allowed. */
export function judge({ statements }: AuthorizerAnswer, methodArn: string): 'allow' | 'deny' | 'none' {
  const fitting = statements.filter(
    ({ action, resource }) => action('execute-api:Invoke') && resource(methodArn),
  )
  if (fitting.some(({ isAllow }) => !isAllow)) return 'deny'
  return fitting.length > 0 ? 'allow' : 'none'
}
