import type { WireRequest } from '../../wire/dispatch.ts'
import type { ApiKeyRecord } from '../records.ts'
import type { MethodRequest } from './methodRequest.ts'

type Identity = MethodRequest['identity']

/** In the order of TestInvokeMethod, which always has a key. */
const withKey: Identity = {
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  apiKey: null,
  principalOrgId: null,
  cognitoAuthenticationType: null,
  userArn: null,
  apiKeyId: null,
  userAgent: null,
  accountId: null,
  caller: null,
  sourceIp: null,
  accessKey: null,
  cognitoAuthenticationProvider: null,
  user: null,
}

/** Who sends a request to an invoke URL. The key is there for methods that require one (developer guide, `$context.identity.apiKey`). */
export function clientIdentity({ headers }: WireRequest, key?: ApiKeyRecord): Identity {
  const sourceIp = '127.0.0.1'
  const userAgent = headers['user-agent'] ?? null
  if (key) return { ...withKey, sourceIp, userAgent, apiKey: key.value, apiKeyId: key.id }
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent,
    user: null,
  }
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
