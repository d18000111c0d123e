import type { Host } from '../../context.ts'
import { words } from '../../words.ts'
import { callEndpoint, type EndpointRequest, isLoopback } from './callEndpoint.ts'
import type { Deadline } from './deadline.ts'
import { configurationError, GatewayFailure } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import { checkMappedHeaders, fillUri, integrationVerb, mapRequestBody } from './integrationRequest.ts'
import { type EndpointAnswer, mapAnswer } from './integrationResponse.ts'
import { type MappedParameters, mapRequest } from './mapParameters.ts'
import { MappingContext } from './mappingContext.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'
import { toHeader, toText } from './vtl/printed.ts'

function urlOf(
  request: MethodRequest,
  path: MappedParameters['path'],
  query: MappedParameters['querystring'],
): URL {
  const uri = fillUri(request.method.methodIntegration?.uri ?? '', request, path)
  // A stage variable that is missing leaves no host, and URL would take the path for one.
  if (uri.startsWith('http:///') || uri.startsWith('https:///') || !URL.canParse(uri))
    throw configurationError('Invalid endpoint address')
  // A path parameter that nothing maps stays as it is, and Java's URI takes no braces (public log 67181557221).
  const brace = uri.indexOf('{')
  const part = uri.lastIndexOf('?', brace) < 0 ? 'path' : 'query'
  if (brace >= 0) throw configurationError(`Illegal character in ${part} at index ${brace}: ${uri}`)
  const url = new URL(uri)
  for (const [name, values] of query) for (const value of values) url.searchParams.append(name, value)
  return url
}

const apiId = 'x-amzn-apigateway-api-id'

/** Headers of a connection, which an endpoint is not sent; `via` and the rest as AWS drops them. */
const notPassedOn = words('connection content-length transfer-encoding expect proxy-authenticate te via')

/** Those of a client that an endpoint is sent where they are mapped only (aws-recorded, test_apigateway_header_remapping_http). */
const onlyMapped = words('host content-encoding')

function complete(headers: Headers, request: MethodRequest): Headers {
  for (const name of notPassedOn) headers.delete(name)
  const contentType = request.headers.get('content-type')
  if (contentType && !headers.has('content-type') && !['GET', 'HEAD', 'OPTIONS'].includes(request.verb))
    headers.set('Content-Type', contentType)
  headers.set(apiId, request.api.id) // order and spelling: developer guide, its example of a log
  if (!headers.has('accept')) headers.set('Accept', 'application/json')
  if (!headers.has('user-agent')) headers.set('User-Agent', `AmazonAPIGateway_${request.api.id}`)
  headers.set('X-Amzn-Trace-Id', request.trace.forward)
  return headers
}

async function send(
  request: MethodRequest,
  host: Host,
  deadline: Deadline,
  outgoing: Omit<EndpointRequest, 'method'>,
): Promise<EndpointAnswer> {
  const { log } = request
  const { url, headers, body } = outgoing
  log?.sends(url.href, headers, body)
  if (!isLoopback(url))
    throw networkError(`This cloud calls HTTP endpoints on this machine only, and ${url.hostname} is none`)
  const started = host.now()
  const answer = await callEndpoint({ ...outgoing, method: integrationVerb(request) }, deadline.signal).catch(
    (error: unknown) => {
      throw error instanceof GatewayFailure ? error : networkError(reasonOf(error))
    },
  )
  log?.receives(answer.status, host.now() - started, answer.headers(), answer.body)
  return answer
}

/** A name with several addresses fails once for each. */
const reasonOf = (error: unknown): string =>
  error instanceof AggregateError
    ? reasonOf(error.errors[0])
    : error instanceof Error
      ? error.message
      : String(error)

/** The line as a public log has it (71642651249); the reason is the system's own here. */
const networkError = (reason: string) =>
  new GatewayFailure('NETWORK', {
    logLine: `Execution failed due to a network error communicating with endpoint: ${reason}`,
  })

/** HTTP: request and answer are what templates and parameters make of them. */
export async function integrateHttp(
  request: MethodRequest,
  host: Host,
  deadline: Deadline,
): Promise<MethodAnswer> {
  const context = new MappingContext(request)
  const body = mapRequestBody(context)
  const { header, path, querystring } = mapRequest(context)
  for (const [name, value] of context.overrides('requestOverride', 'header'))
    header.set(name, toHeader(value))
  for (const [name, value] of context.overrides('requestOverride', 'path')) path.set(name, toText(value))
  for (const [name, value] of context.overrides('requestOverride', 'querystring'))
    querystring.set(name, [toText(value)])
  checkMappedHeaders(header, false)
  const url = urlOf(request, path, querystring)
  const answer = await send(request, host, deadline, { url, headers: complete(header, request), body })
  return mapAnswer(answer, String(answer.status), context)
}

/** HTTP_PROXY: everything goes through; parameters add to it. */
export async function integrateHttpProxy(
  request: MethodRequest,
  host: Host,
  deadline: Deadline,
): Promise<MethodAnswer> {
  const { header, path, querystring } = mapRequest(new MappingContext(request))
  checkMappedHeaders(header, false)
  const query = new Map(request.query)
  for (const [name, values] of querystring) query.set(name, [...(query.get(name) ?? []), ...values])
  // What a client sends stands behind that (logs in elastic/integrations#4266 and public log 1624081307).
  const headers = Headers.from([[apiId, request.api.id], ...request.headers])
  for (const name of onlyMapped) headers.delete(name)
  for (const [name, values] of header) headers.set(name, ...values)
  const url = urlOf(request, path, query)
  const outgoing = { url, headers: complete(headers, request), body: request.body }
  const answer = await send(request, host, deadline, outgoing)
  return { ...answer, headers: answer.headers() }
}
