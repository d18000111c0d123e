import { randomUUID } from 'node:crypto'
import type { Host } from '../context.ts'
import { AwsError, notImplemented } from '../wire/awsError.ts'
import type { WireRequest } from '../wire/dispatch.ts'
import { readIdentity } from '../wire/identity.ts'
import type { Answer } from '../wire/response.ts'
import { iamOperations } from './iam.ts'
import type { Session } from './sessions.ts'
import { stsOperations } from './sts.ts'
import { toXml, type XmlValue } from './xml.ts'

/** One call of AWS's Query protocol: a form with an `Action`, answered in XML. */
export interface QueryCall {
  readonly account: string
  /** Where the caller acts as a role. */
  readonly session?: Session
  readonly host: Host
  readonly parameters: URLSearchParams
}

/** The members of the answer's result; nothing where the operation has none. */
export type QueryOperation = (call: QueryCall) => { readonly [name: string]: XmlValue } | undefined

interface QueryService {
  readonly version: string
  readonly namespace: string
  readonly operations: Readonly<Record<string, QueryOperation>>
}

export const queryServices: readonly QueryService[] = [
  {
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: stsOperations,
  },
  {
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    operations: iamOperations,
  },
]

const xml = (status: number, requestId: string, body: string): Answer => ({
  status,
  headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml' },
  body,
})

function answerError(service: QueryService, error: AwsError, requestId: string): Answer {
  const { code: Code, message: Message, status } = error
  const Type = status >= 500 ? 'Receiver' : 'Sender'
  const body = toXml(
    'ErrorResponse',
    { Error: { Type, Code, Message }, RequestId: requestId },
    service.namespace,
  )
  return xml(status, requestId, body)
}

function run(service: QueryService, action: string, call: QueryCall): ReturnType<QueryOperation> {
  const operation = service.operations[action]
  if (!operation || !Object.hasOwn(service.operations, action)) throw notImplemented(`${action} is`)
  return call.host.store.transaction(() => operation(call))
}

function answer(
  service: QueryService,
  request: WireRequest,
  parameters: URLSearchParams,
  host: Host,
): Answer {
  const requestId = randomUUID()
  const action = parameters.get('Action') ?? ''
  try {
    const { account, session } = readIdentity(request.headers, host.sessions)
    const result = run(service, action, { account, session, host, parameters })
    const members = {
      ...(result ? { [`${action}Result`]: result } : {}),
      ResponseMetadata: { RequestId: requestId },
    }
    return xml(200, requestId, toXml(`${action}Response`, members, service.namespace))
  } catch (error) {
    if (error instanceof AwsError) return answerError(service, error, requestId)
    console.error(error)
    const text = 'The emulator failed; this is a bug of it. Its own log says more.'
    return answerError(service, new AwsError('InternalFailure', 500, text), requestId)
  }
}

/** Answers the calls of STS and IAM, which all go to `/`; undefined for everything else. */
export function answerQuery(request: WireRequest, host: Host): Promise<Answer> | undefined {
  if (request.url.pathname !== '/' || (request.method !== 'POST' && request.method !== 'GET'))
    return undefined
  const form = request.method === 'POST' ? request.body.toString('utf8') : request.url.search
  const parameters = new URLSearchParams(form)
  const service = queryServices.find(({ version }) => version === parameters.get('Version'))
  return service && parameters.has('Action')
    ? Promise.resolve(answer(service, request, parameters, host))
    : undefined
}
