import type { AwsCall } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { describeCall } from '../describe.ts'
import type { Evidence } from '../model.ts'
import { findApi, findResource, names } from '../subjects.ts'
import { awsCalls, type Case, type Explanation, type Recogniser } from './case.ts'
import { isNear } from './near.ts'
import { lineOf, lineOfCall, lineOfNthCall, looksLikeId } from './script.ts'

/** AWS's own texts that each have one cause, in the order they are tried. */
const byText: readonly (readonly [RegExp, string])[] = [
  [/currently in the following state: '?Pending/, 'function-not-ready'],
  [/already exist|already has this name|Another resource with the same parent/, 'already-exists'],
  [/Could not unzip|non-empty zip/, 'bad-zip'],
  [/'runtime'|[Rr]untime .*no longer supported/, 'wrong-runtime'],
  [/Enumeration value for HttpMethod must be non-empty/, 'integration-method-not-post'],
  [
    /AWS ARN for integration|Invalid (ARN|integration URI) specified|Invalid function ARN|currently only supports Lambda function/,
    'integration-uri',
  ],
  [/No integration defined for method|doesn't contain any methods/, 'deployed-too-early'],
  [/Resource's path part only allow|path part must be specified/, 'wrong-name'],
  [/Invalid Integration identifier/, 'integration-missing'],
  [/Invalid Method identifier/, 'verb-not-defined'],
  [/Invalid Response status code/, 'method-response-missing'],
  [/principal was invalid|provided input'|'principal'|'action'/, 'permission-principal'],
  [/'sourceArn'/, 'permission-source-arn'],
  [/Invalid [Ss]tage identifier/, 'not-deployed'],
  [/'role'|cannot be assumed by Lambda/, 'wrong-role'],
]

type AwsError = NonNullable<NonNullable<AwsCall['answer']>['error']>

const reads = (call: AwsCall) => call.method === 'GET' || call.method === 'DELETE'

/** Makes a thing and tells nothing of it: where the thing is there already, all is well. */
const makers: readonly string[] = ['CreateResource', 'PutMethod', 'PutMethodResponse']

const isHarmless = ({ target, answer }: AwsCall) =>
  answer?.status === 409 && makers.includes(target.operation)

/**
 * Refused, and no later call of the same operation made good: on the same thing, or on another where it was refused for
 * the thing that it named.
 */
function isOpen(call: AwsCall, all: readonly AwsCall[]): boolean {
  const { n, target, answer } = call
  const labels = JSON.stringify(target.labels)
  return (
    answer?.error !== undefined &&
    !all.some(
      (later) =>
        later.n > n &&
        later.target.operation === target.operation &&
        later.answer !== undefined &&
        !later.answer.error &&
        (answer.status === 404 || JSON.stringify(later.target.labels) === labels),
    )
  )
}

/**
 * The refused call that made the step fail: the one that the script ended by, else the first that should have changed
 * something. A script that went on after a read was refused was only looking whether a thing is there.
 */
function refusedCall(evidence: Evidence): AwsCall | undefined {
  const all = awsCalls(evidence)
  const open = all.filter((call) => isOpen(call, all))
  const changes = open.filter((call) => !reads(call) && !isHarmless(call))
  const { end, stderr } = evidence.run
  if (end.kind === 'exit' && end.code === 0) return changes[0]
  if (end.kind === 'timeout') return all.at(-1) === changes.at(-1) ? changes.at(-1) : undefined
  const toldOf = (text: (error: AwsError) => string) =>
    open.findLast(({ answer }) => stderr.includes((answer?.error && text(answer.error)) || '\0'))
  // AWS refuses some calls without any text.
  const told = toldOf(({ message }) => message) ?? toldOf(({ code }) => `${code}: UnknownError`)
  return told ?? (isUncaught(stderr) ? undefined : changes.at(-1))
}

/** Whether Node has ended the script: it says its version then. A script that ends itself has seen the error. */
const isUncaught = (stderr: string) => /^Node\.js v\d/m.test(stderr)

/** What stands where an id should, and is none that is known here: an id that was typed, or a name, a path, a whole object. */
function unknownId(failure: Case, call: AwsCall): Explanation | undefined {
  const { evidence, script } = failure
  const { target } = call
  const known = evidence.inventory.apis.flatMap(({ id, resources }) => [
    id,
    ...resources.map((resource) => resource.id),
  ])
  for (const label of ['restApiId', 'resourceId', 'parentId']) {
    const id = target.labels[label]
    if (id === undefined || known.includes(id)) continue
    if (!looksLikeId(id)) return { id: 'wrong-id', detail: id, line: lineOfThis(failure, call) }
    const line = lineOf(script, `'${id}'`) ?? lineOf(script, `"${id}"`)
    if (line !== undefined) return { id: 'hard-coded-id', detail: id, line }
  }
  return undefined
}

/** The ARN of a function, typed or copied, that names another account or region than the script's. */
function typedArn({ evidence: { identity }, script }: Case, { target }: AwsCall): Explanation | undefined {
  const [region, account] =
    /^arn:aws:lambda:([^:]+):(\d+):/.exec(target.labels.FunctionName ?? '')?.slice(1) ?? []
  const line = lineOf(script, 'arn:aws:lambda:')
  if (account !== undefined && account !== identity.account)
    return { id: 'typed-arn', detail: `account ${account}, not ${identity.account}`, line }
  return region === undefined || region === identity.region
    ? undefined
    : { id: 'typed-arn', detail: `region ${region}, not ${identity.region}`, line }
}

/** The last part of a function's ARN, or the name itself. */
const nameOf = (function_: string) => /function:([^:]+)/.exec(function_)?.[1] ?? function_

function wrongFunctionName({ evidence, script }: Case, { target }: AwsCall): Explanation | undefined {
  const name = nameOf(target.labels.FunctionName ?? names.function)
  if (name === names.function || evidence.inventory.functions.some((found) => found.name === name))
    return undefined
  const there = evidence.inventory.functions.map((found) => found.name).join(', ')
  return { id: 'wrong-name', detail: texts.facts.notAmong(name, there), line: lineOf(script, name) }
}

/** Another API than the one that is worked on, or the id of something else where an API's or a resource's should stand. */
function wrongPlace({ evidence, script }: Case, call: AwsCall): Explanation | undefined {
  const { restApiId } = call.target.labels
  const isUnknown = /Invalid (API|Resource) identifier/.test(call.answer?.error?.message ?? '')
  const line = lineOfCall(script, call.target.operation)
  const api = evidence.inventory.apis.find(({ id }) => id === restApiId)
  if (api && api.name === names.api && api !== findApi(evidence.inventory))
    return { id: 'wrong-api', detail: names.api, line }
  return isUnknown ? { id: 'wrong-id', line } : undefined
}

/** Refusals that a call earns on the wrong resource or verb, though nothing is wrong with what it asks. */
const misplaced: readonly string[] = ['verb-not-defined', 'already-exists']

/** The call was about another method than the step is. */
function isElsewhere({ evidence: { inventory }, failed: [{ topic }] }: Case, { target }: AwsCall): boolean {
  const { resourceId, httpMethod } = target.labels
  if (!('verb' in topic) || httpMethod === undefined) return false
  return resourceId !== findResource(inventory, topic.path)?.id || httpMethod !== topic.verb
}

/** A script that keeps asking for a function of another name; it may well ask until its time is over. */
export const askedForOtherFunction: Recogniser = (failure) => {
  const call = awsCalls(failure.evidence).findLast(({ answer }) => answer?.status === 404)
  const found = call && wrongFunctionName(failure, call)
  return found && isNear(nameOf(call.target.labels.FunctionName ?? ''), names.function) ? found : undefined
}

function lineOfThis({ evidence, script }: Case, { n, target: { operation } }: AwsCall): number | undefined {
  const same = awsCalls(evidence).filter(({ target }) => target.operation === operation)
  return lineOfNthCall(
    script,
    operation,
    same.findIndex((call) => call.n === n),
  )
}

/** A call that AWS refused, where that refusal is why the step fails. */
export const awsErrorCause: Recogniser = (failure) => {
  const call = refusedCall(failure.evidence)
  const error = call?.answer?.error
  if (!call || !error) return undefined
  const aws = `${error.code}: ${error.message}`
  const sent = describeCall(call, failure.evidence.inventory)
  if (call.answer.status >= 500 || error.isCloudsOwn)
    return { id: 'cloud-failed', detail: aws, sent, line: lineOfThis(failure, call) }
  const base = { aws, sent }
  const special =
    typedArn(failure, call) ??
    (call.answer.status === 404 ? (unknownId(failure, call) ?? wrongFunctionName(failure, call)) : undefined)
  if (special) return { ...base, ...special }
  const known = byText.find(([text]) => text.test(error.message))
  const line = lineOfThis(failure, call)
  const missed = known !== undefined && misplaced.includes(known[1]) && isElsewhere(failure, call)
  if (missed) return { ...base, id: 'wrong-resource', detail: base.sent, line }
  if (known) return { ...base, id: known[1], detail: refusedDetail[known[1]] ?? '', line }
  const place = call.answer.status === 404 ? wrongPlace(failure, call) : undefined
  return { ...base, ...(place ?? { id: 'aws-error', line }) }
}

/** What fits into the sentence of a cause when it is AWS that says it. */
const refusedDetail: Readonly<Record<string, string>> = {
  'integration-method-not-post': texts.facts.noVerb,
  'wrong-name': texts.facts.badName,
  'permission-source-arn': texts.facts.badArn,
  'verb-not-defined': texts.facts.noSuchMethod,
}
