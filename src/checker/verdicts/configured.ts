import { texts } from '../../i18n/index.ts'
import { calledFunction } from '../calledFunction.ts'
import type { MethodPart, Topic } from '../diagnosis/topic.ts'
import { type Evidence, is, pass, type Verdict } from '../model.ts'
import { findApi, findFunction, findMethod, findResource, names } from '../subjects.ts'

/** There is a thing of this kind, or what there is instead, by name: a cloud lists things in any order. */
function exists(topic: Topic, found: unknown, wanted: string, instead: readonly string[]): Verdict {
  return found === undefined
    ? { ok: false, topic, expected: wanted, got: [...instead].sort().join(', ') || texts.facts.none }
    : pass
}

export const functionExists = ({ inventory }: Evidence): Verdict =>
  exists(
    { kind: 'function' },
    findFunction(inventory),
    texts.facts.function(names.function),
    inventory.functions.map(({ name }) => texts.facts.function(name)),
  )

/** AWS takes no new function of a Node.js before this one; LocalStack does. */
const oldestNode = 16

export function functionRunsNode({ inventory }: Evidence): Verdict {
  const runtime = findFunction(inventory)?.configuration.Runtime
  const version = Number(/^nodejs(\d+)\.x$/.exec(runtime ?? '')?.[1])
  return version >= oldestNode ? pass : is({ kind: 'runtime' }, 'Runtime', 'nodejs…', runtime)
}

export const apiExists = ({ inventory }: Evidence): Verdict =>
  exists(
    { kind: 'api' },
    findApi(inventory),
    texts.facts.api(names.api),
    inventory.apis.map(({ name }) => texts.facts.api(name)),
  )

export const resourceExists = ({ inventory }: Evidence, path: string): Verdict =>
  exists(
    { kind: 'resource', path },
    findResource(inventory, path),
    texts.facts.resource(path),
    (findApi(inventory)?.resources ?? []).map((r) => texts.facts.resource(r.path)),
  )

export const stageExists = ({ inventory }: Evidence, stageName: string): Verdict => {
  const found = (findApi(inventory)?.stages ?? []).map((stage) => texts.facts.stage(stage.stageName ?? ''))
  const wanted = texts.facts.stage(stageName)
  return exists({ kind: 'stage', stageName }, found.includes(wanted) || undefined, wanted, found)
}

const about = (kind: MethodPart, path: string, verb: string): Topic => ({ kind, path, verb })

export const methodExists = ({ inventory }: Evidence, path: string, verb: string): Verdict =>
  exists(
    about('method', path, verb),
    findMethod(inventory, path, verb),
    `${verb} ${path}`,
    Object.keys(findResource(inventory, path)?.methods ?? {}).map((found) => `${found} ${path}`),
  )

export function methodIsOpen({ inventory }: Evidence, path: string, verb: string): Verdict {
  const method = findMethod(inventory, path, verb)
  const topic = about('open', path, verb)
  if (method?.apiKeyRequired) return is(topic, 'apiKeyRequired', 'false', 'true')
  return is(topic, 'authorizationType', 'NONE', method?.authorizationType)
}

const integrationOf = ({ inventory }: Evidence, path: string, verb: string) =>
  findMethod(inventory, path, verb)?.methodIntegration

export const integrationTypeIs = (
  e: Evidence,
  path: string,
  verb: string,
  type: 'AWS' | 'AWS_PROXY',
): Verdict => is(about('integration-type', path, verb), 'type', type, integrationOf(e, path, verb)?.type)

export const integrationPosts = (e: Evidence, path: string, verb: string): Verdict =>
  is(
    about('integration-posts', path, verb),
    'integrationHttpMethod',
    'POST',
    integrationOf(e, path, verb)?.httpMethod,
  )

export function integrationCallsFunction(e: Evidence, path: string, verb: string): Verdict {
  const { region } = e.identity
  const arn = findFunction(e.inventory)?.arn ?? texts.facts.arnOf(names.function)
  const uri = integrationOf(e, path, verb)?.uri
  const expected = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`
  return calledFunction(uri)?.arn === arn && uri?.split(':')[3] === region
    ? pass
    : is(about('integration-uri', path, verb), 'uri', expected, uri)
}

export const hasMethodResponse = ({ inventory }: Evidence, path: string, verb: string): Verdict => {
  const found = Object.keys(findMethod(inventory, path, verb)?.methodResponses ?? {})
  return found.includes('200')
    ? pass
    : is(about('method-response', path, verb), 'methodResponses', '200', found.join(', ') || undefined)
}

/** A response without a pattern is the default: the one for every answer that no other claims. */
export function hasDefaultIntegrationResponse(e: Evidence, path: string, verb: string): Verdict {
  const responses = Object.values(integrationOf(e, path, verb)?.integrationResponses ?? {})
  if (responses.some(({ statusCode, selectionPattern }) => statusCode === '200' && !selectionPattern))
    return pass
  const found = responses.map(({ statusCode, selectionPattern }) =>
    selectionPattern ? `${statusCode} (selectionPattern ${selectionPattern})` : `${statusCode}`,
  )
  return is(
    about('integration-response', path, verb),
    'integrationResponses',
    '200',
    found.join(', ') || undefined,
  )
}
