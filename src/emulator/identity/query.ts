import { randomUUID } from 'node:crypto'
import type { Host } from '../context.ts'
import type { Scope } from '../store/store.ts'
import { asAwsError, notImplemented } from '../wire/awsError.ts'
import type { WireRequest } from '../wire/request.ts'
import type { WireAnswer } from '../wire/response.ts'
import { element, type XmlValue } from '../wire/xml.ts'
import { iamOperations } from './iam.ts'
import { globalScope } from './roles.ts'
import { readIdentity, type Session } from './sessions.ts'
import { stsOperations } from './sts.ts'

/** One call of AWS's Query protocol: a form with an `Action`, answered in XML. */
export interface QueryCall {
  readonly account: string
  /** Where the caller acts as a role. */
  readonly session?: Session
  /** What belongs to no region of the account. */
  readonly scope: Scope
  readonly now: Host['now']
  readonly parameters: URLSearchParams
}

/** The members of the answer's result; nothing where the operation has none. */
export type QueryOperation = (call: QueryCall) => { readonly [name: string]: XmlValue } | undefined

interface QueryService {
  readonly namespace: string
  readonly operations: Readonly<Record<string, QueryOperation>>
}

/** By the version that each call names. */
const services: ReadonlyMap<string | null, QueryService> = new Map([
  ['2011-06-15', { namespace: 'https://sts.amazonaws.com/doc/2011-06-15/', operations: stsOperations }],
  ['2010-05-08', { namespace: 'https://iam.amazonaws.com/doc/2010-05-08/', operations: iamOperations }],
])

async function answer(
  { namespace, operations }: QueryService,
  request: WireRequest,
  parameters: URLSearchParams,
  { store, sessions, now }: Host,
): Promise<WireAnswer> {
  const requestId = randomUUID()
  const xml = (status: number, root: string, members: XmlValue): WireAnswer => ({
    status,
    headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml' },
    body: element(root, members, ` xmlns="${namespace}"`),
  })
  const action = parameters.get('Action') ?? ''
  try {
    const operation = Object.hasOwn(operations, action) ? operations[action] : undefined
    if (!operation) throw notImplemented(`${action} is`)
    const { account, session } = readIdentity(request.headers, sessions)
    const call = { account, session, scope: globalScope(store, account), now, parameters }
    const result = store.transaction(() => operation(call))
    const members = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } }
    return xml(200, `${action}Response`, members)
  } catch (error) {
    const { code: Code, message: Message, status } = asAwsError(error)
    const Type = status >= 500 ? 'Receiver' : 'Sender'
    return xml(status, 'ErrorResponse', { Error: { Type, Code, Message }, RequestId: requestId })
  }
}

/** Answers the calls of STS and IAM, which all go to `/`; undefined for everything else. */
export function answerQuery(request: WireRequest, host: Host): Promise<WireAnswer> | undefined {
  const { method, path, query, body } = request
  if (path !== '/' || (method !== 'POST' && method !== 'GET')) return undefined
  const parameters = new URLSearchParams(method === 'POST' ? body.toString('utf8') : query)
  const service = services.get(parameters.get('Version'))
  return service && parameters.has('Action') ? answer(service, request, parameters, host) : undefined
}
