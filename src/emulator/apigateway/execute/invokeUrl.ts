import type { Host } from '../../context.ts'
import type { Scope } from '../../store/store.ts'
import type { WireRequest } from '../../wire/request.ts'
import type { WireAnswer } from '../../wire/response.ts'
import { type DeploymentRecord, deployments, restApis, type StageRecord, stages } from '../records.ts'
import { type Address, readAddress } from './address.ts'
import { authorize, identify, identifyByKey } from './authorize.ts'
import { clientIdentity } from './callerIdentity.ts'
import { clientHeaders } from './clientHeaders.ts'
import { isPacked, packed, unpacked } from './compression.ts'
import { addEdgeHeaders, isEdge } from './edge.ts'
import { executeMethod } from './executeMethod.ts'
import { answerFailure, usualAnswer } from './gatewayAnswer.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import { askAuthorizer } from './lambdaAuthorizer.ts'
import { checkLimits } from './limits.ts'
import { type MethodAnswer, type MethodRequest, readQuery } from './methodRequest.ts'
import { refuseUnread } from './refusals.ts'
import { newRequestIds, type RequestIds } from './requestIds.ts'
import { hasMethod, type Route, routeOf } from './routes.ts'
import { unsigned } from './signature.ts'
import { traceOf } from './trace.ts'

/** What of an API answers one request. */
interface Served {
  readonly scope: Scope
  readonly stage: StageRecord
  readonly deployment: DeploymentRecord
  readonly variables: StageRecord['variables']
  /** Where the stage has a canary: whether this request goes to it. */
  readonly isCanary?: boolean
}

/** Sends the canary's part of a stage's requests to its deployment, with its variables (test_invoking_canary_deployment). */
function chooseDeployment({ deploymentId, variables, canarySettings }: StageRecord) {
  if (!canarySettings) return { deploymentId, variables }
  const isCanary = Math.random() * 100 < (canarySettings.percentTraffic ?? 0)
  if (!isCanary) return { deploymentId, variables, isCanary }
  const overrides = canarySettings.stageVariableOverrides
  return { deploymentId: canarySettings.deploymentId, variables: { ...variables, ...overrides }, isCanary }
}

/** An API that does not exist, and a stage that does not, look the same from outside. */
function servedAt({ apiId, stage: stageName }: Address, { store }: Host): Served | undefined {
  const scope = store.scopeOf(restApis, apiId)
  const stage = scope?.get(stages, stageName, apiId)
  if (!scope || !stage || scope.get(restApis, apiId)?.isClosed) return undefined
  const { deploymentId, variables, isCanary } = chooseDeployment(stage)
  const deployment = scope.get(deployments, deploymentId, apiId)
  if (!deployment) return undefined
  return { scope, stage, deployment, variables, isCanary }
}

/** A client that can send no other verb names the one that it means (developer guide, api-gateway-known-issues). */
function verbOf({ method, headers }: WireRequest): string {
  const verb = headers['x-http-method-override']?.toString() || method
  return verb === 'ANY' ? method : verb // it is the name of a method, and no verb
}

function clientRequest(
  request: WireRequest,
  address: Address,
  { scope, deployment, variables, isCanary }: Served,
  route: Route,
  ids: RequestIds,
  time: number,
): MethodRequest {
  const trace = traceOf(request.headers['x-amzn-trace-id']?.toString(), ids.digits, time)
  const headers = clientHeaders(request, deployment.api, ids, trace.forward)
  return {
    requestId: ids.requestId,
    extendedRequestId: ids.extendedRequestId,
    time,
    ...route,
    trace,
    account: scope.account,
    region: scope.region,
    api: deployment.api,
    validation: deployment.validation,
    verb: verbOf(request),
    stage: address.stage,
    deploymentId: deployment.id,
    stageVariables: variables,
    isCanary,
    path: `/${address.path.replace(/^\/+/, '')}`,
    contextPath: `/${address.stage}${address.path}`,
    query: readQuery(request.query),
    headers,
    contentType: headers.get('content-type'),
    body: request.body,
    domainName: request.headers.host ?? '',
    domainPrefix: address.apiId,
    identity: clientIdentity(request),
  }
}

function failureOf(error: unknown): GatewayFailure {
  if (error instanceof GatewayFailure) return error
  console.error(error) // a bug of the emulator: the client learns as little as it would from AWS
  return new GatewayFailure('API_CONFIGURATION_ERROR')
}

async function serve(
  request: WireRequest,
  address: Address,
  served: Served,
  host: Host,
  ids: RequestIds,
): Promise<MethodAnswer> {
  const { resources, gatewayResponses, authorizers } = served.deployment
  const route = routeOf(resources, address.path, verbOf(request))
  let known = clientRequest(request, address, served, route, ids, host.now())
  try {
    if (isPacked(request)) known = { ...known, body: await unpacked(request) }
    if (!hasMethod(route)) throw unsigned(request.headers)
    known = identify(known, request, served.scope, host.sessions)
    if (route.method.authorizationType === 'CUSTOM') {
      const { told, refusal, apiKey } = await askAuthorizer(known, authorizers, host)
      known = identifyByKey(told, request, served.scope, 'AUTHORIZER', apiKey)
      if (refusal) throw refusal
    }
    authorize(known, request)
    checkLimits(known, served.stage, served.scope)
    return await packed(await executeMethod(known, host), known)
  } catch (error) {
    const failure = failureOf(error)
    const answer = answerFailure(failure, gatewayResponses, known)
    if (failure.isTraced) answer.headers.set('X-Amzn-Trace-Id', known.trace.back.replace(/;.*/, ''))
    return withoutBody(request, answer)
  }
}

/** A refused HEAD is told that there is nothing, not how much a GET would get (public log 61921924095). */
const withoutBody = ({ method }: WireRequest, answer: MethodAnswer): MethodAnswer =>
  method === 'HEAD' ? { ...answer, body: '' } : answer

async function respond(request: WireRequest, address: Address, host: Host): Promise<WireAnswer> {
  const ids = newRequestIds(request.headers['x-amzn-requestid']?.toString())
  const served = servedAt(address, host)
  if (!served) return toHttp(withoutBody(request, usualAnswer(new GatewayFailure('FORBIDDEN'))), ids)
  const onEdge = isEdge(served.deployment.api)
  const refusal = refuseUnread(request, onEdge)
  const answer = refusal
    ? withoutBody(request, refusal)
    : await serve(request, address, served, host, ids).catch((bug) => usualAnswer(failureOf(bug)))
  if (onEdge) addEdgeHeaders(answer, ids.digits)
  return toHttp(answer, refusal ? undefined : ids)
}

function toHttp({ status, headers, body }: MethodAnswer, ids: RequestIds | undefined): WireAnswer {
  // Without a prototype, since a function may call a header `__proto__`.
  const all: Record<string, string | readonly string[]> = Object.create(null)
  if (ids) Object.assign(all, { 'x-amzn-RequestId': ids.requestId, 'x-amz-apigw-id': ids.extendedRequestId })
  if (!headers.has('content-type')) all['Content-Type'] = 'application/json'
  for (const [name, [value, ...more]] of headers)
    if (value !== undefined) all[name] = more.length > 0 ? [value, ...more] : value
  return { status, headers: all, body }
}

/** Answers a request to an invoke URL; undefined where the request is none. Never rejects. */
export function answerInvokeUrl(request: WireRequest, host: Host): Promise<WireAnswer> | undefined {
  const address = readAddress(request)
  return address && respond(request, address, host)
}
