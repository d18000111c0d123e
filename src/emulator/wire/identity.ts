import type { IncomingHttpHeaders } from 'node:http'
import type { Sessions } from '../identity/sessions.ts'

/**
 * On whose behalf a request comes: there are no secrets here, the access key id names the account. Both are read from a SigV4 `Authorization` header
 * (`Credential=KEY/20260101/REGION/service/aws4_request`). A key of twelve digits is an account of its own,
 * a temporary one that this cloud gave belongs to its session's, every other key to 000000000000. The signature itself
 * is not checked.
 */
export function readIdentity(headers: IncomingHttpHeaders, sessions: Sessions) {
  const scope = /Credential=([^/,\s]+)\/\d+\/([^/,\s]+)\//.exec(headers.authorization ?? '')
  const [, key = '', region = 'us-east-1'] = scope ?? []
  const session = sessions.get(key)
  return { account: session?.account ?? (/^\d{12}$/.test(key) ? key : '000000000000'), region, session }
}
