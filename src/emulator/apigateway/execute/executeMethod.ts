import type { IntegrationType } from '@aws-sdk/client-api-gateway'
import type { Host } from '../../context.ts'
import { Deadline } from './deadline.ts'
import { printHeaders, printMap, truncated } from './executionLog.ts'
import { configurationError, GatewayFailure } from './gatewayFailure.ts'
import { byLowerCase, Headers, isSendable } from './headers.ts'
import { integrateHttp, integrateHttpProxy } from './integrateHttp.ts'
import { integrateLambda, integrateLambdaProxy, malformedProxyAnswer } from './integrateLambda.ts'
import { integrateMock } from './integrateMock.ts'
import { lastValues, type MethodAnswer, type MethodRequest } from './methodRequest.ts'
import { lambdaTrace } from './trace.ts'
import { validateRequest } from './validation/validateRequest.ts'
import { TemplateError } from './vtl/values.ts'

type Integrate = (
  request: MethodRequest,
  host: Host,
  deadline: Deadline,
) => MethodAnswer | Promise<MethodAnswer>

interface IntegrationKind {
  readonly integrate: Integrate
  /** An answer carries the trace id where an endpoint was called (aws-recorded, test_invocation_trace_id). */
  readonly trace?: (request: MethodRequest) => string
  /** Where that stands: before what mappings make, but behind what a function says itself (public log 36275093982). */
  readonly traceIsLast?: true
  readonly reserved: ReadonlyMap<string, string>
  /** What a status or header is that HTTP cannot carry, where it is not what AWS says of mappings. */
  readonly malformed?: () => GatewayFailure
}

/**
 * Response headers that AWS keeps for itself: what an endpoint says goes to `x-amzn-Remapped-…`
 * (aws-recorded, test_http_integration_with_lambda).
 */
const always = 'Connection Content-Length Date Server x-amzn-RequestId'
const reservedFromMock = byLowerCase(always)
/** modelix/modelix.core#1658, dherault/serverless-offline#236, aws/aws-sam-cli#696. */
const reservedFromProxy = byLowerCase(`${always} Authorization WWW-Authenticate`)
const reserved = byLowerCase(`
  ${always} Authorization Content-MD5 Expect Host Max-Forwards Proxy-Authenticate Trailer Upgrade User-Agent
  WWW-Authenticate
`)

/** What would end the connection to the client: it is left out. */
const unsent = new Set(['transfer-encoding', 'trailer'])

const kinds: Readonly<Record<IntegrationType, IntegrationKind>> = {
  MOCK: { integrate: integrateMock, reserved: reservedFromMock },
  AWS: { integrate: integrateLambda, trace: lambdaTrace, reserved },
  AWS_PROXY: {
    integrate: integrateLambdaProxy,
    trace: lambdaTrace,
    traceIsLast: true,
    reserved: reservedFromProxy,
    malformed: malformedProxyAnswer,
  },
  HTTP: { integrate: integrateHttp, trace: ({ trace }) => trace.back, reserved },
  HTTP_PROXY: { integrate: integrateHttpProxy, reserved: reservedFromProxy },
}

/** MOCK answers at once; whatever calls something has a limit. */
function integrate(request: MethodRequest, host: Host, kind: IntegrationKind): ReturnType<Integrate> {
  const deadline = new Deadline(request.method.methodIntegration?.timeoutInMillis)
  const answer = kind.integrate(request, host, deadline)
  return answer instanceof Promise ? deadline.wait(answer) : answer
}

/** The answer as it goes to the client. */
function finish(answer: MethodAnswer, request: MethodRequest, kind: IntegrationKind): MethodAnswer {
  const headers = new Headers()
  let fits = answer.status >= 200 && answer.status <= 599
  if (kind.trace && !kind.traceIsLast) headers.set('X-Amzn-Trace-Id', kind.trace(request))
  for (const [name, values] of answer.headers) {
    const key = name.toLowerCase()
    const reservedName = kind.reserved.get(key)
    if (reservedName === undefined && unsent.has(key)) continue
    headers.set(reservedName === undefined ? name : `x-amzn-Remapped-${reservedName}`, ...values)
    fits &&= isSendable(name, values)
  }
  if (!fits) throw kind.malformed?.() ?? configurationError('Unable to transform response')
  if (kind.trace && !headers.has('x-amzn-trace-id')) headers.set('X-Amzn-Trace-Id', kind.trace(request))
  return { ...answer, headers }
}

function logRequest(request: MethodRequest): void {
  const { log } = request
  if (!log) return
  log.line(`Starting execution for request: ${request.requestId}`)
  log.line(`HTTP Method: ${request.verb}, Resource Path: ${request.path}`)
  log.line(`Method request path: ${printMap(request.pathParameters)}`)
  log.line(`Method request query string: ${printMap(Object.entries(lastValues(request.query)))}`)
  log.line(`Method request headers: ${printHeaders(request.headers)}`)
  log.line(`Method request body before transformations: ${truncated(request.body.toString())}`)
}

/**
 * Executes a method: integration request, endpoint, integration response, method response. Throws
 * GatewayFailure where that fails, which is said in the request's log.
 */
export async function executeMethod(request: MethodRequest, host: Host): Promise<MethodAnswer> {
  const { log } = request
  logRequest(request)
  try {
    const integration = request.method.methodIntegration
    if (!integration) throw configurationError('No integration defined for method')
    validateRequest(request)
    const kind = kinds[integration.type]
    const answer = finish(await integrate(request, host, kind), request, kind)
    if (log) {
      log.line(`Method response body after transformations: ${truncated(answer.body.toString())}`)
      log.line(`Method response headers: ${printHeaders(answer.headers)}`)
      log.line('Successfully completed execution')
      log.line(`Method completed with status: ${answer.status}`)
    }
    return answer
  } catch (error) {
    const failure = error instanceof TemplateError ? configurationError(error.message) : error
    if (!(failure instanceof GatewayFailure)) throw failure
    if (failure.logLine !== undefined) log?.line(failure.logLine)
    log?.line(`Method completed with status: ${failure.status}`)
    throw failure
  }
}
