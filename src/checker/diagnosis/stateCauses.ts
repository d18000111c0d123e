import { findApi, findFunction, findMethod, findResource, names } from '../subjects.ts'
import { mayCall, sourceArns } from '../verdicts/permission.ts'
import { type Case, type Explanation, lineOfCall } from './case.ts'

/** What a failed check of the configuration means, by the check's id. Reads the inventory only. */
type Explain = (failure: Case, path: string, verb: string) => Explanation | undefined

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** Two names that differ by case, a letter or a part: near enough to be the same thing meant. */
function isNear(a: string, b: string): boolean {
  if (same(a, b)) return true
  const [short, long] = [a.toLowerCase(), b.toLowerCase()].sort((x, y) => x.length - y.length)
  return (
    short !== undefined &&
    long !== undefined &&
    short.length > 2 &&
    (long.includes(short) || distance(short, long) <= 2)
  )
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const functionMissing: Explain = ({ evidence: { inventory }, script }) => {
  const other = inventory.functions.find(({ name }) => isNear(name, names.function)) ?? inventory.functions[0]
  return (
    other && {
      id: 'wrong-name',
      detail: `a function ${other.name}, not ${names.function}`,
      line: lineOfCall(script, 'CreateFunction'),
    }
  )
}

const apiMissing: Explain = ({ evidence: { inventory }, script }) => {
  const other = inventory.apis.find(({ name }) => isNear(name, names.api)) ?? inventory.apis[0]
  return (
    other && {
      id: 'wrong-name',
      detail: `a REST API ${other.name}, not ${names.api}`,
      line: lineOfCall(script, 'CreateRestApi'),
    }
  )
}

const resourceMissing: Explain = ({ evidence: { inventory }, script, failed }) => {
  const path = failed[0]?.step === 4 ? names.first : names.second
  const line = lineOfCall(script, 'CreateResource')
  const elsewhere = inventory.apis
    .filter(({ name }) => name === names.api)
    .slice(1)
    .some(({ resources }) => resources.some((r) => r.path === path))
  if (elsewhere) return { id: 'wrong-api', detail: names.api, line }
  const paths = (findApi(inventory)?.resources ?? []).map((resource) => resource.path)
  const nested = paths.find((found) => found !== path && found.endsWith(path))
  if (nested) return { id: 'wrong-parent', detail: nested, line }
  const near = paths.find(
    (found) =>
      !['/', names.first, names.second].includes(found) &&
      isNear(found.split('/').at(-1) ?? '', path.slice(1)),
  )
  return near === undefined
    ? undefined
    : { id: 'wrong-name', detail: `a resource ${near}, not ${path}`, line }
}

const methodMissing: Explain = ({ evidence: { inventory }, script }, path, verb) => {
  const line = lineOfCall(script, 'PutMethod')
  const others = inventory.apis.filter(({ name }) => name === names.api).slice(1)
  if (others.some(({ resources }) => resources.some((r) => r.path === path && r.methods[verb])))
    return { id: 'wrong-api', detail: names.api, line }
  const elsewhere = findApi(inventory)?.resources.find(
    (r) => r.path !== path && r.methods[verb] && line !== undefined && r.path === '/',
  )
  if (elsewhere) return { id: 'wrong-resource', detail: elsewhere.path, line }
  const found = Object.keys(findResource(inventory, path)?.methods ?? {})
  return line === undefined
    ? undefined
    : { id: 'verb-not-defined', detail: found.length > 0 ? `only ${found.join(', ')}` : 'no method', line }
}

const closed: Explain = ({ evidence: { inventory }, script }, path, verb) => {
  const method = findMethod(inventory, path, verb)
  return {
    id: 'authorization-required',
    detail: method?.apiKeyRequired ? 'an API key' : `${method?.authorizationType}`,
    line: lineOfCall(script, 'PutMethod'),
  }
}

const integrationType: Explain = ({ evidence: { inventory }, script }, path, verb) => {
  const integration = findMethod(inventory, path, verb)?.methodIntegration
  const line = lineOfCall(script, 'PutIntegration')
  if (!integration?.type) return { id: 'integration-missing', line: line ?? lineOfCall(script, 'PutMethod') }
  return integration.type === 'AWS_PROXY'
    ? { id: 'proxy-left-on', line }
    : { id: 'proxy-missing', detail: integration.type, line }
}

const permission: Explain = ({ evidence, script, failed }) => {
  const lambda = findFunction(evidence.inventory)
  const api = findApi(evidence.inventory)
  const path = failed[0]?.step === 5 ? names.first : names.second
  const line = lineOfCall(script, 'AddPermission')
  if (!lambda || !api) return undefined
  const arns = sourceArns(lambda).filter((arn) => failed[0]?.step === 5 || !arn.endsWith(names.first))
  if (arns.length === 0) return { id: 'permission-missing', line }
  const partial = ['default', 'prod', 'test-invoke-stage', 'ANY'].flatMap((stage) =>
    ['GET', 'POST', 'ANY'].map((verb) => `${stage}/${verb}${path}`),
  )
  const narrow = partial.some((source) => mayCall(lambda, evidence, api.id, source))
  return { id: narrow ? 'permission-too-narrow' : 'permission-source-arn', detail: arns.join(', '), line }
}

const stageMissing: Explain = ({ evidence: { inventory }, script, failed }) => {
  const wanted = failed[0]?.step === 5 ? 'default' : 'prod'
  const line = lineOfCall(script, 'CreateDeployment') ?? lineOfCall(script, 'CreateStage')
  const others = (findApi(inventory)?.stages ?? [])
    .map(({ stageName = '' }) => stageName)
    .filter((name) => name !== 'default')
  return others.length > 0
    ? { id: 'wrong-stage', detail: `the stage ${others.join(', ')}, not ${wanted}`, line }
    : { id: 'not-deployed', line }
}

export const stateCauses: Readonly<Record<string, Explain>> = {
  'function-exists': functionMissing,
  'runs-node': ({ evidence: { inventory }, script }) => ({
    id: 'wrong-runtime',
    detail: findFunction(inventory)?.configuration.Runtime ?? '-',
    line: lineOfCall(script, 'CreateFunction'),
  }),
  api: apiMissing,
  resource: resourceMissing,
  get: methodMissing,
  any: methodMissing,
  open: closed,
  proxy: integrationType,
  'not-a-proxy': integrationType,
  'any-kept': integrationType,
  posts: ({ evidence: { inventory }, script }, path, verb) => ({
    id: 'integration-method-not-post',
    detail: findMethod(inventory, path, verb)?.methodIntegration?.httpMethod ?? 'no verb',
    line: lineOfCall(script, 'PutIntegration'),
  }),
  'calls-function': ({ evidence: { inventory }, script }, path, verb) => ({
    id: 'integration-uri',
    detail: findMethod(inventory, path, verb)?.methodIntegration?.uri ?? '-',
    line: lineOfCall(script, 'PutIntegration'),
  }),
  'method-response': ({ evidence: { inventory }, script }, path, verb) => ({
    id: 'method-response-missing',
    detail: Object.keys(findMethod(inventory, path, verb)?.methodResponses ?? {}).join(', ') || '-',
    line: lineOfCall(script, 'PutMethodResponse'),
  }),
  'integration-response': ({ evidence: { inventory }, script }, path, verb) => ({
    id: 'integration-response-missing',
    detail:
      Object.values(findMethod(inventory, path, verb)?.methodIntegration?.integrationResponses ?? {})
        .map(
          ({ statusCode, selectionPattern }) =>
            `${statusCode}${selectionPattern ? `, only for ${selectionPattern}` : ''}`,
        )
        .join('; ') || '-',
    line: lineOfCall(script, 'PutIntegrationResponse'),
  }),
  permission,
  deployed: stageMissing,
  stage: stageMissing,
}
