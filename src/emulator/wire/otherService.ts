import { notImplemented } from './awsError.ts'
import type { WireRequest } from './request.ts'
import type { WireAnswer } from './response.ts'

/** Those whose requests are answered elsewhere, as signatures name them. */
const ours = new Set(['lambda', 'apigateway', 'execute-api', 'sts', 'iam'])

/** The service that a request is signed for, where that is one which this cloud has not. */
function otherService({ path, headers }: WireRequest): string | undefined {
  const [, service] =
    /Credential=[^/,\s]+\/\d+\/[^/,\s]+\/([^/,\s]+)\//.exec(headers.authorization ?? '') ?? []
  if (service === 'apigateway') return path.startsWith('/v2/') ? 'API Gateway v2' : undefined
  return service === undefined || ours.has(service) ? undefined : service
}

/** The operation: by its header in AWS's JSON protocols, by a form's field in the Query protocol, else by its address. */
function operationOf({ method, path, headers, body }: WireRequest): string {
  const target = headers['x-amz-target']
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1)
  return new URLSearchParams(body.toString('utf8')).get('Action') ?? `${method} ${path}`
}

const escapeXml = (text: string) => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Every service of AWS that is not played here, in a form that its clients can read; undefined for all other requests. */
export function answerOtherService(request: WireRequest): WireAnswer | undefined {
  const service = otherService(request)
  if (service === undefined) return undefined
  const { code, status, message } = notImplemented(`${operationOf(request)} of ${service} is`)
  // S3 and the services of the Query protocol speak XML, all others JSON.
  const isForm = /^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')
  if (service !== 's3' && !isForm) {
    const headers = { 'content-type': 'application/json', 'x-amzn-ErrorType': code }
    return { status, headers, body: JSON.stringify({ __type: code, message }) }
  }
  const inside = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`
  const error = `<Error>${inside}</Error>`
  const body = service === 's3' ? error : `<ErrorResponse>${error}</ErrorResponse>`
  return { status, headers: { 'content-type': 'text/xml' }, body }
}
