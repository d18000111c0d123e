import { randomBytes, randomInt } from 'node:crypto'

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
export const newIdentityId = (prefix: string, length: number) =>
  `${prefix}${Array.from({ length }, () => alphabet[randomInt(32)]).join('')}`

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
