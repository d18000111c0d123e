import { readCredential } from '../identity/sessions.ts'
import { notImplemented } from './awsError.ts'
import type { WireRequest } from './request.ts'
import type { WireAnswer } from './response.ts'
import { element } from './xml.ts'

/** Those whose requests are answered elsewhere, as signatures name them. */
const ours = new Set(['lambda', 'apigateway', 'execute-api', 'sts', 'iam'])

/** The service that a request is signed for, where that is one which this cloud has not. */
function otherService({ path, headers }: WireRequest): string | undefined {
  const { service } = readCredential(headers)
  if (service === 'apigateway') return path.startsWith('/v2/') ? 'API Gateway v2' : undefined
  return service === undefined || ours.has(service) ? undefined : service
}

const isForm = ({ headers }: WireRequest) =>
  /^application\/x-www-form-urlencoded/.test(headers['content-type'] ?? '')

/** The operation: by its header in AWS's JSON protocols, by a form's field in the Query protocol, else by its address. */
function operationOf(request: WireRequest): string {
  const { method, path, headers, body } = request
  const target = headers['x-amz-target']
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1)
  const action = isForm(request) ? new URLSearchParams(body.toString('utf8')).get('Action') : null
  return action ?? `${method} ${path}`
}

/** Every service of AWS that is not played here, in a form that its clients can read; undefined for all other requests. */
export function answerOtherService(request: WireRequest): WireAnswer | undefined {
  const service = otherService(request)
  if (service === undefined) return undefined
  const { code, status, message } = notImplemented(`${operationOf(request)} of ${service} is`)
  // S3 and the services of the Query protocol speak XML, all others JSON.
  if (service !== 's3' && !isForm(request)) {
    const headers = { 'content-type': 'application/json', 'x-amzn-ErrorType': code }
    return { status, headers, body: JSON.stringify({ __type: code, message }) }
  }
  const error = { Code: code, Message: message }
  const body = service === 's3' ? element('Error', error) : element('ErrorResponse', { Error: error })
  return { status, headers: { 'content-type': 'text/xml' }, body }
}
