import { texts } from '../../i18n/index.ts'
import { type Evidence, is, pass, type Verdict } from '../model.ts'
import { calledFunction, findApi, findFunction, findMethod, findResource, names } from '../subjects.ts'

/** There is a thing of this kind, or what there is instead. */
function exists(found: unknown, wanted: string, instead: readonly string[]): Verdict {
  return found === undefined
    ? { ok: false, expected: wanted, got: instead.join(', ') || texts.facts.none }
    : pass
}

export const functionExists = ({ inventory }: Evidence): Verdict =>
  exists(
    findFunction(inventory),
    texts.facts.function(names.function),
    inventory.functions.map(({ name }) => texts.facts.function(name)),
  )

export const apiExists = ({ inventory }: Evidence): Verdict =>
  exists(
    findApi(inventory),
    texts.facts.api(names.api),
    inventory.apis.map(({ name }) => texts.facts.api(name)),
  )

export const resourceExists = ({ inventory }: Evidence, path: string): Verdict =>
  exists(
    findResource(inventory, path),
    texts.facts.resource(path),
    (findApi(inventory)?.resources ?? []).map((r) => texts.facts.resource(r.path)),
  )

export const methodExists = ({ inventory }: Evidence, path: string, verb: string): Verdict =>
  exists(
    findMethod(inventory, path, verb),
    `${verb} ${path}`,
    Object.keys(findResource(inventory, path)?.methods ?? {}).map((found) => `${found} ${path}`),
  )

export function methodIsOpen({ inventory }: Evidence, path: string, verb: string): Verdict {
  const method = findMethod(inventory, path, verb)
  if (method?.apiKeyRequired) return is('apiKeyRequired', 'false', 'true')
  return is('authorizationType', 'NONE', method?.authorizationType)
}

export const integrationTypeIs = (
  { inventory }: Evidence,
  path: string,
  verb: string,
  type: string,
): Verdict => is('type', type, findMethod(inventory, path, verb)?.methodIntegration?.type)

export const integrationPosts = ({ inventory }: Evidence, path: string, verb: string): Verdict =>
  is('integrationHttpMethod', 'POST', findMethod(inventory, path, verb)?.methodIntegration?.httpMethod)

export function integrationCallsFunction(
  { inventory, identity }: Evidence,
  path: string,
  verb: string,
): Verdict {
  const arn = findFunction(inventory)?.arn ?? texts.facts.arnOf(names.function)
  const uri = findMethod(inventory, path, verb)?.methodIntegration?.uri
  const expected = `arn:aws:apigateway:${identity.region}:lambda:path/2015-03-31/functions/${arn}/invocations`
  const region = uri?.split(':')[3]
  return calledFunction(uri) === arn && region === identity.region ? pass : is('uri', expected, uri)
}

export const hasMethodResponse = ({ inventory }: Evidence, path: string, verb: string): Verdict => {
  const found = Object.keys(findMethod(inventory, path, verb)?.methodResponses ?? {})
  return found.includes('200') ? pass : is('methodResponses', '200', found.join(', ') || undefined)
}

/** A response without a pattern is the default: the one for every answer that no other claims. */
export function hasDefaultIntegrationResponse({ inventory }: Evidence, path: string, verb: string): Verdict {
  const responses = Object.values(
    findMethod(inventory, path, verb)?.methodIntegration?.integrationResponses ?? {},
  )
  if (responses.some(({ statusCode, selectionPattern }) => statusCode === '200' && !selectionPattern))
    return pass
  const found = responses.map(({ statusCode, selectionPattern }) =>
    selectionPattern ? `${statusCode} (selectionPattern ${selectionPattern})` : `${statusCode}`,
  )
  return is('integrationResponses', '200', found.join(', ') || undefined)
}

export const stageExists = ({ inventory }: Evidence, stageName: string): Verdict => {
  const found = (findApi(inventory)?.stages ?? []).map((stage) => texts.facts.stage(stage.stageName ?? ''))
  return exists(
    found.includes(texts.facts.stage(stageName)) || undefined,
    texts.facts.stage(stageName),
    found,
  )
}

export const functionRunsNode = ({ inventory }: Evidence): Verdict => {
  const runtime = findFunction(inventory)?.configuration.Runtime
  return runtime?.startsWith('nodejs') ? pass : is('Runtime', 'nodejs…', runtime)
}
