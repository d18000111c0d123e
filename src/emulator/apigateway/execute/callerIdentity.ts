import { readIdentity, type Sessions } from '../../identity/sessions.ts'
import { whoIs } from '../../identity/sts.ts'
import type { Scope } from '../../store/store.ts'
import type { WireRequest } from '../../wire/request.ts'
import { words } from '../../words.ts'
import type { ApiKeyRecord } from '../records.ts'
import type { MethodRequest } from './methodRequest.ts'

type Identity = MethodRequest['identity']

const nobody = (members: string): Identity => Object.fromEntries(words(members).map((name) => [name, null]))

/** In AWS's order, and in that of TestInvokeMethod, which always has a key. */
const withoutKey = nobody(`
  cognitoIdentityPoolId accountId cognitoIdentityId caller sourceIp principalOrgId accessKey cognitoAuthenticationType
  cognitoAuthenticationProvider userArn userAgent user
`)
const withKey = nobody(`
  cognitoIdentityPoolId cognitoIdentityId apiKey principalOrgId cognitoAuthenticationType userArn apiKeyId userAgent
  accountId caller sourceIp accessKey cognitoAuthenticationProvider user
`)

/** Who sends a request to an invoke URL. The key is there for methods that require one (developer guide, `$context.identity.apiKey`). */
export function clientIdentity({ headers }: WireRequest, key?: ApiKeyRecord): Identity {
  const sourceIp = '127.0.0.1'
  const userAgent = headers['user-agent'] ?? null
  if (!key) return { ...withoutKey, sourceIp, userAgent }
  return { ...withKey, sourceIp, userAgent, apiKey: key.value, apiKeyId: key.id }
}

/** Who has signed a request (developer guide, api-gateway-mapping-template-reference); signatures are not checked. */
export function signerIdentity({ headers }: WireRequest, scope: Scope, sessions: Sessions): Identity {
  const { accessKeyId, ...signer } = readIdentity(headers, sessions)
  const { Account, UserId, Arn } = whoIs(signer, scope)
  return { accountId: Account, caller: UserId, accessKey: accessKeyId, userArn: Arn, user: UserId }
}

/** Who AWS says has sent a test; its program is the caller's (public log 18877537550). */
export const testIdentity = (account: string, userAgent: string | undefined): Identity => ({
  ...withKey,
  apiKey: 'test-invoke-api-key',
  userArn: `arn:aws:iam::${account}:root`,
  apiKeyId: 'test-invoke-api-key-id',
  userAgent: userAgent ?? null,
  accountId: account,
  caller: account,
  sourceIp: 'test-invoke-source-ip',
  accessKey: 'test-invoke-access-key',
  user: account,
})
