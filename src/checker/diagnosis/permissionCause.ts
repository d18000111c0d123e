import { callsOf, succeeded } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { parseJson } from '../json.ts'
import type { Evidence } from '../model.ts'
import { findApi } from '../subjects.ts'
import type { Case, Explanation } from './case.ts'
import { lineOfMember } from './script.ts'
import type { TopicOf } from './topic.ts'

const { facts } = texts

/** What AddPermission was asked for. */
interface Statement {
  readonly Principal?: string
  readonly Action?: string
  readonly SourceArn?: string
  readonly SourceAccount?: string
}

/** `STAGE/VERB/path` in its three parts; the path begins with a slash. */
function readSource(source: string) {
  const [stage = '', verb = '', ...path] = source.split('/')
  return { stage, verb, path: `/${path.join('/')}` }
}

/** Whether a part of an ARN, in which `*` stands for anything, means a value. */
const covers = (pattern: string, value: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(value)

/** The part of a SourceArn by which it misses the sources meant: too narrow, or another thing altogether. */
function missedPart(arn: string, { inventory, identity }: Evidence, sources: readonly string[]) {
  const [, , service = '', region = '', account = '', ...rest] = arn.split(':')
  const [api = '', ...source] = rest.join(':').split('/')
  const { stage, verb, path } = readSource(source.join('/'))
  const wanted = sources.map(readSource)
  const misses = (pattern: string, values: readonly string[]) =>
    values.find((value) => !covers(pattern, value))
  const [first = { stage: '', verb: '', path: '' }] = wanted
  const apiId = findApi(inventory)?.id ?? ''
  const other: readonly (readonly [string, string, string])[] = [
    [facts.arnPart.service, service, 'execute-api'],
    [facts.arnPart.region, region, identity.region],
    [facts.arnPart.account, account, identity.account],
    [facts.arnPart.api, api, apiId],
    ...(source.length > 1 || api !== '*' ? ([[facts.arnPart.path, path, first.path]] as const) : []),
  ]
  const wrong = other.find(([, found, value]) => !covers(found, value))
  if (wrong) return { id: 'permission-source-arn', detail: facts.partOf(...wrong) }
  const narrowStage = misses(
    stage,
    wanted.map((one) => one.stage),
  )
  if (narrowStage !== undefined)
    return { id: 'permission-too-narrow', detail: facts.partOf(facts.arnPart.stage, stage, narrowStage) }
  const narrowVerb = misses(
    verb,
    wanted.map((one) => one.verb),
  )
  return narrowVerb === undefined
    ? undefined
    : { id: 'permission-too-narrow', detail: facts.partOf(facts.arnPart.verb, verb, narrowVerb) }
}

const gateway = 'apigateway.amazonaws.com'

/**
 * Why the function's policy does not let the API in: read from what the script asked AddPermission for, the last time for
 * API Gateway if it ever did. Undefined where the statement has nothing wrong that is known here.
 */
export function permissionCause(
  { evidence, script }: Case,
  { sources }: TopicOf<'permission'>,
): Explanation | undefined {
  const all = callsOf(evidence.calls, 'AddPermission').filter(succeeded)
  const added = all.findLast(({ requestBody }) => requestBody.includes(gateway)) ?? all.at(-1)
  const line = (member: string) => lineOfMember(script, 'AddPermission', member)
  if (!added) return { id: 'permission-missing', line: line('SourceArn') }
  const {
    Principal = '',
    Action = '',
    SourceArn,
    SourceAccount,
  } = (parseJson(added.requestBody) ?? {}) as Statement
  if (Principal !== gateway) return { id: 'permission-principal', detail: Principal, line: line('Principal') }
  if (!covers(Action.toLowerCase(), 'lambda:invokefunction'))
    return { id: 'permission-principal', detail: Action, line: line('Action') }
  if (SourceAccount !== undefined && SourceAccount !== evidence.identity.account)
    return {
      id: 'permission-source-arn',
      detail: facts.partOf('SourceAccount', SourceAccount, evidence.identity.account),
      line: line('SourceAccount'),
    }
  const missed = missedPart(SourceArn ?? '', evidence, sources)
  return missed && { ...missed, line: line('SourceArn') }
}
