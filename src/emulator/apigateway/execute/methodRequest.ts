import type { MethodRecord, ResourceRecord, RestApiRecord, UsagePlanRecord, Validation } from '../records.ts'
import type { ExecutionLog } from './executionLog.ts'
import type { Headers } from './headers.ts'
import type { Trace } from './trace.ts'

/** A request to a method, whether it came to an invoke URL or with TestInvokeMethod. */
export interface MethodRequest {
  readonly requestId: string
  readonly extendedRequestId: string
  readonly trace: Trace
  /** Milliseconds since 1970. */
  readonly time: number
  readonly account: string
  readonly region: string
  readonly api: RestApiRecord
  readonly resource: ResourceRecord
  readonly method: MethodRecord
  readonly validation?: Validation
  /** What the method's authorizer said of the caller, by the names of `$context.authorizer`. */
  readonly authorizer?: Readonly<Record<string, string | number>>
  readonly verb: string
  readonly stage: string
  /** TestInvokeMethod has none. */
  readonly deploymentId?: string
  /** Where the stage has a canary: whether the request went to it. */
  readonly isCanary?: boolean
  readonly stageVariables: Readonly<Record<string, string>> | undefined
  /** As the event tells it: without the stage. */
  readonly path: string
  /** As `$context.path` tells it: with the stage, where there is one. */
  readonly contextPath: string
  readonly pathParameters: ReadonlyMap<string, string>
  readonly query: ReadonlyMap<string, readonly string[]>
  readonly headers: Headers
  /** What templates and models are chosen by. */
  readonly contentType: string | undefined
  readonly body: Buffer
  readonly domainName: string
  readonly domainPrefix: string
  readonly identity: Readonly<Record<string, string | null>>
  /** The one that lets the request's API key in, where the method requires a key. */
  readonly usagePlan?: UsagePlanRecord
  readonly log?: ExecutionLog
}

export interface MethodAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer | string
}

/** Name to last value, as API Gateway takes single values. */
export const lastValues = (query: ReadonlyMap<string, readonly string[]>): Record<string, string> =>
  Object.fromEntries([...query].map(([name, values]) => [name, values.at(-1) ?? '']))

/**
 * Reads a query; `+` is a blank (aws-recorded, test_lambda_aws_proxy_integration: params-encoding), and `;` splits it as
 * `&` does (developer guide, api-gateway-known-issues).
 */
export function readQuery(text = ''): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, string[]>()
  if (text === '') return query
  for (const [name, value] of new URLSearchParams(text.replaceAll(';', '&'))) {
    const values = query.get(name)
    if (values) values.push(value)
    else query.set(name, [value])
  }
  return query
}

const two = (value: number) => String(value).padStart(2, '0')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `09/Apr/2015:12:34:56 +0000` */
function clfTime(milliseconds: number): string {
  const date = new Date(milliseconds)
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}

/** What templates call `$context` and events call `requestContext`, in the order in which AWS sends it; what is undefined is not there. */
export const requestContext = (request: MethodRequest) => ({
  resourceId: request.resource.id,
  authorizer: request.authorizer,
  resourcePath: request.resource.path,
  operationName: request.method.operationName, // brefphp/bref#534
  httpMethod: request.verb,
  extendedRequestId: request.extendedRequestId,
  requestTime: clfTime(request.time),
  path: request.contextPath,
  accountId: request.account,
  protocol: 'HTTP/1.1',
  stage: request.stage,
  domainPrefix: request.domainPrefix,
  requestTimeEpoch: request.time,
  requestId: request.requestId,
  identity: request.identity,
  domainName: request.domainName,
  deploymentId: request.deploymentId,
  apiId: request.api.id,
  isCanaryRequest: request.isCanary,
})
