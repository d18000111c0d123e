import { callsOf, succeeded } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { describeCall } from '../describe.ts'
import { findApi, findFunction, findMethod, findResource, names } from '../subjects.ts'
import type { Case, Explanation } from './case.ts'
import { isNear } from './near.ts'
import { permissionCause } from './permissionCause.ts'
import { lineOfCall, lineOfMember } from './script.ts'
import type { MethodPlace, Topic, TopicOf } from './topic.ts'
import { missedUriPart } from './uriCause.ts'
import { workedElsewhere } from './workedElsewhere.ts'

const { facts } = texts

const made = ({ evidence: { calls } }: Case, ...operations: readonly string[]) =>
  operations.some((operation) => callsOf(calls, operation).some(succeeded))

const notSeen = ({ script }: Case, operation: string): Explanation => ({
  id: 'call-not-seen',
  detail: facts.noCall(operation),
  line: lineOfCall(script, operation),
})

/** The thing is not there under its name: never made, or made under another. */
function wrongName(failure: Case, operation: string, found: readonly string[], wanted: string): Explanation {
  const other = found.find((name) => isNear(name, wanted)) ?? found[0]
  if (other === undefined || !made(failure, operation)) return notSeen(failure, operation)
  return {
    id: 'wrong-name',
    detail: facts.insteadOf(other, wanted),
    line: lineOfMember(failure.script, operation, nameMember[operation] ?? 'name'),
  }
}

const nameMember: Readonly<Record<string, string>> = {
  CreateFunction: 'FunctionName',
  CreateRestApi: 'name',
  CreateResource: 'pathPart',
}

function resourceMissing(failure: Case, { path }: TopicOf<'resource'>): Explanation {
  const { evidence, script } = failure
  const elsewhere = workedElsewhere(failure, ['CreateResource'])
  if (elsewhere) return elsewhere
  const paths = (findApi(evidence.inventory)?.resources ?? []).map((resource) => resource.path)
  const name = path.slice(path.lastIndexOf('/') + 1)
  const nested = paths.find((found) => found !== path && found.endsWith(`/${name}`))
  if (nested)
    return { id: 'wrong-parent', detail: nested, line: lineOfMember(script, 'CreateResource', 'parentId') }
  const made = callsOf(evidence.calls, 'CreateResource').flatMap((call) =>
    succeeded(call) ? [/"path"\s*:\s*"([^"]+)"/.exec(call.answer?.body ?? '')?.[1] ?? ''] : [],
  )
  return wrongName(failure, 'CreateResource', made, path)
}

function methodMissing(failure: Case, { path, verb }: MethodPlace): Explanation {
  const { evidence, script } = failure
  const resource = findResource(evidence.inventory, path)
  const elsewhere = workedElsewhere(failure, ['PutMethod'], resource && { resourceId: resource.id })
  if (elsewhere) return elsewhere
  if (!made(failure, 'PutMethod')) return notSeen(failure, 'PutMethod')
  const found = Object.keys(resource?.methods ?? {})
  return {
    id: 'verb-not-defined',
    detail: facts.onlyVerbs(found.join(', '), verb),
    line: lineOfMember(script, 'PutMethod', 'httpMethod'),
  }
}

/** A part of a method, when the script gave it to no other method. */
const part =
  <K extends Topic['kind']>(
    operations: readonly string[],
    explain: (failure: Case, topic: TopicOf<K> & MethodPlace) => Explanation,
  ) =>
  (failure: Case, topic: TopicOf<K> & MethodPlace): Explanation => {
    const resource = findResource(failure.evidence.inventory, topic.path)
    const place = resource && { resourceId: resource.id, httpMethod: topic.verb }
    return workedElsewhere(failure, operations, place) ?? explain(failure, topic)
  }

/** Which of the calls of an operation was the last about a method; the first where none was. */
function nthOf({ evidence }: Case, operation: string, { path, verb }: MethodPlace): number {
  const resourceId = findResource(evidence.inventory, path)?.id
  const calls = callsOf(evidence.calls, operation)
  const at = calls.findLastIndex(
    ({ target: { labels } }) => labels.resourceId === resourceId && labels.httpMethod === verb,
  )
  return Math.max(0, at)
}

/** The line of a member of the call that was about a method. */
const lineAt = (failure: Case, operation: string, member: string, place: MethodPlace) =>
  lineOfMember(failure.script, operation, member, nthOf(failure, operation, place))

const methodOf = ({ evidence: { inventory } }: Case, { path, verb }: MethodPlace) =>
  findMethod(inventory, path, verb)

const patterns = (failure: Case, place: MethodPlace) =>
  Object.values(methodOf(failure, place)?.methodIntegration?.integrationResponses ?? {})
    .map(({ statusCode, selectionPattern }) => facts.response(statusCode ?? '', selectionPattern ?? ''))
    .join(', ')

function integrationType(failure: Case, topic: TopicOf<'integration-type'>): Explanation {
  const type = methodOf(failure, topic)?.methodIntegration?.type
  const line = lineAt(failure, 'PutIntegration', 'type', topic)
  if (!type) return { id: 'integration-missing', line: line ?? lineOfCall(failure.script, 'PutMethod') }
  return type === 'AWS_PROXY' ? { id: 'proxy-left-on', line } : { id: 'proxy-missing', detail: type, line }
}

/** What a failed check of the configuration means, by what it was about. Reads the inventory and the calls. */
export const configurationCauses: {
  readonly [K in Topic['kind']]?: (failure: Case, topic: TopicOf<K>) => Explanation | undefined
} = {
  function: (failure) =>
    wrongName(
      failure,
      'CreateFunction',
      failure.evidence.inventory.functions.map(({ name }) => name),
      names.function,
    ),
  runtime: ({ evidence: { inventory }, script }) => ({
    id: 'wrong-runtime',
    detail: findFunction(inventory)?.configuration.Runtime ?? facts.none,
    line: lineOfMember(script, 'CreateFunction', 'Runtime'),
  }),
  api: (failure) =>
    wrongName(
      failure,
      'CreateRestApi',
      failure.evidence.inventory.apis.map(({ name }) => name),
      names.api,
    ),
  resource: resourceMissing,
  method: methodMissing,
  open: part<'open'>(['PutMethod'], (failure, topic) => {
    const method = methodOf(failure, topic)
    const member = method?.apiKeyRequired ? 'apiKeyRequired' : 'authorizationType'
    return {
      id: 'authorization-required',
      detail: method?.apiKeyRequired ? facts.apiKey : `${method?.authorizationType}`,
      line: lineAt(failure, 'PutMethod', member, topic),
    }
  }),
  'integration-type': part<'integration-type'>(['PutIntegration'], integrationType),
  'integration-posts': part<'integration-posts'>(['PutIntegration'], (failure, topic) => ({
    id: 'integration-method-not-post',
    detail: methodOf(failure, topic)?.methodIntegration?.httpMethod ?? facts.noVerb,
    line: lineAt(failure, 'PutIntegration', 'integrationHttpMethod', topic),
  })),
  'integration-uri': part<'integration-uri'>(['PutIntegration'], (failure, topic) => ({
    id: 'integration-uri',
    detail: missedUriPart(methodOf(failure, topic)?.methodIntegration?.uri ?? '', failure.evidence),
    line: lineAt(failure, 'PutIntegration', 'uri', topic),
  })),
  'method-response': part<'method-response'>(['PutMethodResponse'], (failure, topic) => ({
    id: 'method-response-missing',
    detail: Object.keys(methodOf(failure, topic)?.methodResponses ?? {}).join(', ') || facts.none,
    line: lineAt(failure, 'PutMethodResponse', 'statusCode', topic),
  })),
  'integration-response': part<'integration-response'>(['PutIntegrationResponse'], (failure, topic) => ({
    id: 'integration-response-missing',
    detail: patterns(failure, topic) || facts.none,
    line: lineOfCall(failure.script, 'PutIntegrationResponse', 'PutMethodResponse', 'PutIntegration'),
  })),
  permission: permissionCause,
  stage(failure, { stageName }) {
    const { calls, inventory } = failure.evidence
    const line = lineOfMember(failure.script, 'CreateDeployment', 'stageName')
    const elsewhere = workedElsewhere(failure, ['CreateDeployment'])
    if (elsewhere) return elsewhere
    const deployed = [...callsOf(calls, 'CreateDeployment'), ...callsOf(calls, 'CreateStage')].find(succeeded)
    if (!deployed) return { id: 'not-deployed', line }
    const other = /"stageName"\s*:\s*"([^"]+)"/.exec(deployed.requestBody)?.[1]
    return other === undefined
      ? {
          id: 'not-deployed',
          detail: describeCall(deployed, inventory),
          line: lineOfCall(failure.script, 'CreateDeployment'),
        }
      : { id: 'wrong-stage', detail: facts.insteadOf(other, stageName), line }
  },
}
