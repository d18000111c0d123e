import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { randomText } from '../ids.ts'

/** Somebody who acts as a role for a while, as an execution environment does. */
export interface Session {
  readonly account: string
  readonly roleArn: string
  /** Given by whoever started it. */
  readonly name: string
}

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** An id as IAM makes them: four letters that say what it is of, then this many characters of base32. */
export const newIdentityId = (prefix: string, length: number) => prefix + randomText(alphabet, length)

/** Whose temporary credentials are, by access key id. They end with this run of the cloud. */
export class Sessions extends Map<string, Session> {
  start(session: Session): Credentials {
    const accessKeyId = newIdentityId('ASIA', 16)
    this.set(accessKeyId, session)
    return {
      accessKeyId,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(240).toString('base64'),
    }
  }
}

/** What a SigV4 `Authorization` header tells (`Credential=KEY/20260101/REGION/SERVICE/aws4_request`); the signature is not checked. */
export function readCredential({ authorization = '' }: IncomingHttpHeaders) {
  const credential = /Credential=([^/,\s]+)\/\d+\/([^/,\s]+)\/(?:([^/,\s]+)\/)?/.exec(authorization)
  const [, key = '', region = 'us-east-1', service] = credential ?? []
  return { key, region, service }
}

/**
 * On whose behalf a request comes: there are no secrets here, the access key id names the account. A key of twelve digits
 * is an account of its own, a temporary one that this cloud gave belongs to its session's, every other key to 000000000000.
 */
export function readIdentity(headers: IncomingHttpHeaders, sessions: Sessions) {
  const { key: accessKeyId, region } = readCredential(headers)
  const session = sessions.get(accessKeyId)
  const account = session?.account ?? (/^\d{12}$/.test(accessKeyId) ? accessKeyId : '000000000000')
  return { accessKeyId, account, region, session }
}
