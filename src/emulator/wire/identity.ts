import type { IncomingHttpHeaders } from 'node:http'
import type { Session, Sessions } from '../identity/sessions.ts'

/** On whose behalf a request comes: there are no secrets here, the access key id names the account. */
export interface Identity {
  readonly account: string
  readonly region: string
  /** Where the key is a temporary one. */
  readonly session?: Session
}

const defaults: Identity = { account: '000000000000', region: 'us-east-1' }

/**
 * Reads account and region from a SigV4 `Authorization` header
 * (`Credential=KEY/20260101/REGION/service/aws4_request`). A key of twelve digits is an account of its own,
 * a temporary one that this cloud gave belongs to its session's, every other key to 000000000000. The signature itself
 * is not checked.
 */
export function readIdentity(headers: IncomingHttpHeaders, sessions: Sessions): Identity {
  const scope = /Credential=([^/,\s]+)\/\d+\/([^/,\s]+)\//.exec(headers.authorization ?? '')
  const [, key = '', region = defaults.region] = scope ?? []
  const session = sessions.find(key)
  if (session) return { account: session.account, region, session }
  return { account: /^\d{12}$/.test(key) ? key : defaults.account, region }
}
