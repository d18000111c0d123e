import type { AwsCall } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { describeCall } from '../describe.ts'
import type { Cause } from '../model.ts'
import { findMethod, names } from '../subjects.ts'
import { handlerAnswer, staleStage, unmetCondition } from './answerCauses.ts'
import { askedForOtherFunction, awsErrorCause } from './awsErrorCauses.ts'
import { callCauses } from './callCauses.ts'
import { awsCalls, type Case, type Explanation, type Recogniser } from './case.ts'
import { configurationCauses } from './configurationCauses.ts'
import { lineOfCall, lineToWriteAt } from './script.ts'
import { endCauses, scriptCauses } from './scriptCauses.ts'
import type { Topic } from './topic.ts'

const asksNothing: Recogniser = ({ evidence: { calls } }) =>
  calls.length === 0 ? { id: 'call-not-seen', detail: texts.facts.noCalls } : undefined

/** What makes a thing that is taken away, and then what is lost with it. */
const opposites: Readonly<Record<string, readonly [string, ...string[]]>> = {
  DeleteFunction: ['CreateFunction', 'AddPermission'],
  DeleteRestApi: ['CreateRestApi', 'CreateResource', 'PutMethod', 'CreateDeployment'],
  DeleteResource: ['CreateResource', 'PutMethod', 'PutIntegration'],
  DeleteMethod: ['PutMethod', 'PutIntegration', 'PutMethodResponse', 'PutIntegrationResponse'],
  DeleteIntegration: ['PutIntegration', 'PutIntegrationResponse'],
  DeleteMethodResponse: ['PutMethodResponse'],
  DeleteIntegrationResponse: ['PutIntegrationResponse'],
  DeleteStage: ['CreateDeployment|CreateStage'],
  RemovePermission: ['AddPermission'],
}

/** Whether a resource is one that the script made beside those of the workshop. */
const isOwn = (resourceId: string | undefined, calls: readonly AwsCall[]) =>
  calls.some(
    ({ target, answer, requestBody }) =>
      target.operation === 'CreateResource' &&
      resourceId !== undefined &&
      answer?.body.includes(`"${resourceId}"`) &&
      ![names.first, names.second].some((path) => requestBody.includes(`"${path.slice(1)}"`)),
  )

/** A script that took something away and did not make it again, or not what it had put into it before. */
const deleted: Recogniser = ({ evidence, script }) => {
  const calls = awsCalls(evidence).filter(({ answer }) => answer && !answer.error)
  const isMade = (operations: string, when: (n: number) => boolean) =>
    calls.some(({ n, target }) => operations.split('|').includes(target.operation) && when(n))
  const last = calls.findLast(({ n, target }) => {
    const [maker, ...inside] = opposites[target.operation] ?? []
    if (maker === undefined || isOwn(target.labels.resourceId, calls)) return false
    const lost = inside.filter((operation) => isMade(operation, (at) => at < n))
    return [maker, ...lost].some((operation) => !isMade(operation, (at) => at > n))
  })
  return (
    last && {
      id: 'deleted-something',
      detail: describeCall(last, evidence.inventory),
      line: lineOfCall(script, last.target.operation),
    }
  )
}

/** A step that only looks is explained by what its script changed, whatever else fails for it. */
const changed: Recogniser = (failure) =>
  failure.failed.some(({ topic }) => topic.kind === 'changed')
    ? callCauses.changed?.(failure, { kind: 'changed' })
    : undefined

/** The table of a topic's kind holds a function for just that kind; TypeScript cannot see the two belong together. */
function lookUp(
  table: { readonly [K in Topic['kind']]?: (failure: Case, topic: never) => Explanation | undefined },
  failure: Case,
  topic: Topic,
): Explanation | undefined {
  return table[topic.kind]?.(failure, topic as never)
}

/** Step 15 wants to be refused by a stage that is older than the API: there that explains nothing. */
const isRefusalWanted = ({ failed: [{ expected = '' }] }: Case) => expected.startsWith('403 ')

/** A wrong answer of an API is explained by the first condition for it that is not met, and then by the stage's age. */
async function explainAnswer(failure: Case, topic: Topic): Promise<Explanation | undefined> {
  if (topic.kind === 'test-answer' || topic.kind === 'test-call-answer') {
    const unmet = await unmetCondition(failure.evidence, topic)
    return unmet && explain(failure, unmet)
  }
  if (topic.kind !== 'url-answer' && topic.kind !== 'url-call-answer') return undefined
  const { inventory } = failure.evidence
  const verb = findMethod(inventory, topic.path, 'GET') ? 'GET' : 'ANY' // ANY answers where GET has no method
  const at = { path: topic.path, verb }
  const unmet = await unmetCondition(failure.evidence, at, topic.stageName)
  if (unmet) return explain(failure, unmet)
  if (isRefusalWanted(failure)) return undefined
  return staleStage(failure, at, topic.stageName)
}

async function explain(failure: Case, topic: Topic): Promise<Explanation | undefined> {
  if (topic.kind === 'handler') return handlerAnswer(failure, names.function)
  return (
    lookUp(configurationCauses, failure, topic) ??
    lookUp(callCauses, failure, topic) ??
    (await explainAnswer(failure, topic))
  )
}

const byTopic: Recogniser = (failure) => explain(failure, failure.failed[0].topic)

/** In this order: the first that recognises the case is its one cause. */
const recognisers: readonly Recogniser[] = [
  ...scriptCauses,
  askedForOtherFunction,
  awsErrorCause,
  ...endCauses,
  asksNothing,
  changed,
  deleted,
  byTopic,
]

/** Nothing explains it, and it is said so: here is what the script did. */
function unexplained({ evidence: { calls, inventory } }: Case): Explanation {
  const seen = calls.map(
    (call) => `${describeCall(call, inventory)} ${call.answer?.status ?? texts.facts.noAnswer}`,
  )
  return { id: 'unexplained', detail: seen.slice(-4).join('\n') }
}

export interface Diagnosis {
  readonly cause: Cause
  /** The request that it is about, where the check itself made none. */
  readonly sent?: string
}

function toDiagnosis(
  { id, detail = '', aws, sent, line }: Explanation,
  failure: Case,
  step: number,
): Diagnosis {
  const own = (texts.causes[id] ?? texts.causes.unexplained)?.(detail) ?? ''
  const told = failure.failed[0].got ?? ''
  const text = aws === undefined || told.includes(aws) ? own : `${texts.facts.awsSays(aws)}\n${own}`
  const look = `${failure.script.file}:${line ?? lineToWriteAt(failure.script)}`
  return { cause: { id, text: text.trim(), look, try: texts.report.tryHint(step) }, sent }
}

/** The one cause of a failed step: the first recogniser that explains it. */
export async function diagnose(failure: Case, step: number): Promise<Diagnosis> {
  for (const recognise of recognisers) {
    const explanation = await recognise(failure)
    if (explanation) return toDiagnosis(explanation, failure, step)
  }
  return toDiagnosis(unexplained(failure), failure, step)
}
