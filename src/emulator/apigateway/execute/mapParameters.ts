import { isAbsent } from '../../json.ts'
import { own } from '../maps.ts'
import type { IntegrationResponseRecord } from '../records.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import type { EndpointAnswer } from './integrationResponse.ts'
import type { MappingContext } from './mappingContext.ts'
import type { MethodRequest } from './methodRequest.ts'
import { findInJson } from './vtl/jsonPath/jsonPath.ts'
import { jsonValueIn, looksLikeJson, readJson } from './vtl/jsonReader.ts'
import { toJson, toText } from './vtl/printed.ts'
import { isMap, type Value } from './vtl/values.ts'

const after = (text: string, prefix: string) =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined

/** What looks like JSON must be some, also where all of it is mapped (tried on AWS in localstack/localstack#11135). */
function fromBody(body: string, path: string, read = readJson): string | undefined {
  const json = looksLikeJson(body) ? read(body) : undefined
  if (path === '') return body === '' ? '{}' : body
  if (json === undefined) return undefined
  const found = findInJson(json, `$${path}`)
  if (isAbsent(found)) return undefined
  return typeof found === 'string' ? found : toJson(found)
}

/**
 * Of a response, a last field that its object lacks, or that is null, is empty (AWS in architect/functions#7,
 * architect/architect#111).
 */
function fromResponseBody(body: string, path: string, read: typeof readJson): string | undefined {
  const found = fromBody(body, path, read)
  const parent = /^(.*)\.[^.[\]]+$/s.exec(path)?.[1]
  if (found !== undefined || parent === undefined) return found
  return isMap(findInJson(looksLikeJson(body) ? read(body) : new Map(), `$${parent}`)) ? '' : undefined
}

function inContext(context: Value, path: string): string | undefined {
  let value = context
  for (const name of path.split('.')) value = isMap(value) ? value.get(name) : undefined
  return isAbsent(value) ? undefined : toText(value)
}

/** What `context.…`, `stageVariables.…` and `'static'` stand for. */
function common(source: string, context: MappingContext): string | undefined {
  const variable = after(source, 'stageVariables.')
  if (variable !== undefined) return own(context.request.stageVariables, variable)
  const path = after(source, 'context.')
  if (path !== undefined) return inContext(context.$context, path)
  return /^'.*'$/s.test(source) ? source.slice(1, -1) : undefined
}

function ofRequest(source: string, request: MethodRequest): readonly string[] | undefined {
  const one = (value: string | undefined) => (value === undefined ? undefined : [value])
  const body = after(source, 'body')
  if (body !== undefined) {
    try {
      return one(fromBody(request.body.toString(), body))
    } catch {
      throw new GatewayFailure('DEFAULT_4XX', { message: 'Invalid JSON in request body' })
    }
  }
  const [place = '', ...rest] = source.split('.')
  const name = rest.join('.')
  if (place === 'path') return one(request.pathParameters.get(name))
  if (place === 'querystring') return one(request.query.get(name)?.at(-1))
  if (place === 'multivaluequerystring') return request.query.get(name)
  if (place === 'header') return one(request.headers.get(name))
  if (place === 'multivalueheader') return one(request.headers.all(name).join(',') || undefined)
  return undefined
}

/** What an integration's request parameters make of a request, by the names of the endpoint's own. */
export interface MappedParameters {
  readonly header: Headers
  readonly querystring: Map<string, readonly string[]>
  readonly path: Map<string, string>
}

/** What an expression stands for in a request: the values of a header or parameter, or the one of anything else. */
export function valuesOf(source: string, context: MappingContext): readonly string[] | undefined {
  const expression = after(source, 'method.request.')
  if (expression !== undefined) return ofRequest(expression, context.request)
  const fixed = common(source, context)
  return fixed === undefined ? undefined : [fixed]
}

/** The last of these values. */
export const readExpression = (source: string, context: MappingContext) => valuesOf(source, context)?.at(-1)

export function mapRequest(context: MappingContext): MappedParameters {
  const mappings = context.request.method.methodIntegration?.requestParameters ?? {}
  const result: MappedParameters = { header: new Headers(), querystring: new Map(), path: new Map() }
  for (const [target, source] of Object.entries(mappings)) {
    const [, place = '', name = ''] =
      /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(target) ?? []
    const values = valuesOf(source, context)
    const last = values?.at(-1)
    if (!values || last === undefined) continue
    if (place === 'header') result.header.set(name, last)
    if (place === 'path') result.path.set(name, last)
    if (place === 'querystring') result.querystring.set(name, values)
  }
  return result
}

/**
 * An object that a function throws as JSON: headers can be made of what is in it (developer guide,
 * handle-errors-in-lambda-integration). As a whole it stays the text that it is.
 */
function readCustomError(body: string): Value {
  const json = readJson(body)
  const message = isMap(json) ? json.get('errorMessage') : undefined
  const custom = typeof message === 'string' ? jsonValueIn(message) : undefined
  return isMap(custom) ? new Map([['errorMessage', custom]]) : json
}

function ofResponse(source: string, answer: EndpointAnswer): string | undefined {
  const body = after(source, 'body')
  if (body !== undefined)
    return fromResponseBody(
      answer.body.toString(),
      body,
      answer.isError && body.startsWith('.errorMessage.') ? readCustomError : readJson,
    )
  const header = after(source, 'header.')
  if (header !== undefined) return answer.headers().get(header)
  const all = after(source, 'multivalueheader.')
  return all === undefined ? undefined : answer.headers().all(all).join(',') || undefined
}

/** The headers that an integration response's parameters make of an endpoint's answer. */
export function mapResponse(
  mappings: IntegrationResponseRecord['responseParameters'],
  answer: EndpointAnswer,
  context: MappingContext,
): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const [target, source] of Object.entries(mappings ?? {})) {
    const name = after(target, 'method.response.header.')
    const expression = after(source, 'integration.response.')
    const value = expression === undefined ? common(source, context) : ofResponse(expression, answer)
    if (name !== undefined && value !== undefined) headers.set(name, value)
  }
  return headers
}
