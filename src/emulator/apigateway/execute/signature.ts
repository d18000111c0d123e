import { hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { GatewayFailure } from './gatewayFailure.ts'

/** Each parameter and date that a signature needs and a header has not, in AWS's words. */
function* missing(headers: IncomingHttpHeaders, pairs: readonly string[]) {
  for (const name of ['Credential', 'Signature', 'SignedHeaders'])
    if (!pairs.some((pair) => pair.startsWith(`${name}=`)))
      yield `Authorization header requires '${name}' parameter. `
  if (headers['x-amz-date'] === undefined && headers.date === undefined)
    yield "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
}

/**
 * What Authorization lacks of a signature: it is read as one whatever its first word is, and behind that there must be
 * `key=value` (public logs 48006201951, 48858043474, 59185041608). AWS tells the header's hash: public log 21013239996 shows both.
 */
function complainOf(headers: IncomingHttpHeaders, authorization: string): string | undefined {
  const [scheme, ...pairs] = authorization.split(/[\s,]+/)
  const digest = hash('sha256', authorization, 'base64')
  if (!pairs.every((pair) => pair.includes('=')))
    return `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${digest}'.`
  const complaints = [...missing(headers, pairs)].join('')
  return complaints || scheme !== 'AWS4-HMAC-SHA256'
    ? `${complaints}(Hashed with SHA-256 and encoded with Base64) Authorization=${digest}`
    : undefined
}

/** Whether a request bears a whole signature; whose, and that it is right, is not looked at here. */
export function isSigned(headers: IncomingHttpHeaders): boolean {
  const { authorization } = headers
  return authorization ? complainOf(headers, authorization) === undefined : false
}

/** The refusal of a request without an AWS signature, also where there is nothing at its path. */
export function unsigned(headers: IncomingHttpHeaders): GatewayFailure {
  const { authorization } = headers
  const message = authorization && complainOf(headers, authorization)
  return message
    ? new GatewayFailure('UNREADABLE_SIGNATURE', { message })
    : new GatewayFailure('MISSING_AUTHENTICATION_TOKEN')
}
