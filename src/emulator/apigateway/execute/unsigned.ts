import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { GatewayFailure } from './gatewayFailure.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64')

export const isSigned = ({ authorization }: IncomingHttpHeaders): boolean =>
  authorization?.startsWith('AWS4-HMAC-SHA256 ') ?? false

/** Each parameter and date that a signature needs and a header has not, in AWS's words. */
function* missing(headers: IncomingHttpHeaders, pairs: readonly string[]) {
  for (const name of ['Credential', 'Signature', 'SignedHeaders'])
    if (!pairs.some((pair) => pair.startsWith(`${name}=`)))
      yield `Authorization header requires '${name}' parameter. `
  if (headers['x-amz-date'] === undefined && headers.date === undefined)
    yield "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
}

/**
 * The refusal of a request without an AWS signature, also where there is nothing at its path. Whatever else stands in
 * Authorization is read as a signature: behind its first word it must be `key=value` (public logs 48006201951,
 * 48858043474, 59185041608). AWS tells the header's hash: public log 21013239996 shows both.
 */
export function unsigned(headers: IncomingHttpHeaders): GatewayFailure {
  const { authorization } = headers
  if (!authorization || isSigned(headers)) return new GatewayFailure('MISSING_AUTHENTICATION_TOKEN')
  const [, ...pairs] = authorization.split(/[\s,]+/)
  const hash = hashOf(authorization)
  const message = pairs.every((pair) => pair.includes('='))
    ? `${[...missing(headers, pairs)].join('')}(Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`
    : `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`
  return new GatewayFailure('INVALID_SIGNATURE', { message })
}
