import type { IncomingHttpHeaders } from 'node:http'

/** On whose behalf a request comes: there are no secrets here, the access key id names the account. */
export interface Identity {
  readonly account: string
  readonly region: string
}

const defaults: Identity = { account: '000000000000', region: 'us-east-1' }

/**
 * Reads account and region from a SigV4 `Authorization` header
 * (`Credential=KEY/20260101/REGION/service/aws4_request`). A key of twelve digits is an account of its own,
 * every other key belongs to 000000000000. The signature itself is not checked.
 */
export function readIdentity(headers: IncomingHttpHeaders): Identity {
  const scope = /Credential=([^/,\s]+)\/\d+\/([^/,\s]+)\//.exec(headers.authorization ?? '')
  const [, key = '', region = defaults.region] = scope ?? []
  return { account: /^\d{12}$/.test(key) ? key : defaults.account, region }
}
