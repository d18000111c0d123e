import type { WireRequest } from '../../wire/dispatch.ts'
import type { ApiKeyRecord } from '../records.ts'
import type { MethodRequest } from './methodRequest.ts'

type Identity = MethodRequest['identity']

/** In AWS's order, which a key changes as a whole: that of TestInvokeMethod, which always has one. */
const withoutKey: Identity = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: null,
  user: null,
}
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
  const client = { sourceIp: '127.0.0.1', userAgent: headers['user-agent'] ?? null }
  return key ? { ...withKey, ...client, apiKey: key.value, apiKeyId: key.id } : { ...withoutKey, ...client }
}

/** Who AWS says has sent a test. */
export const testIdentity = (account: string): Identity => ({
  ...withKey,
  apiKey: 'test-invoke-api-key',
  userArn: `arn:aws:iam::${account}:root`,
  apiKeyId: 'test-invoke-api-key-id',
  userAgent: 'aws-internal/3',
  accountId: account,
  caller: account,
  sourceIp: 'test-invoke-source-ip',
  accessKey: 'test-invoke-access-key',
  user: account,
})
