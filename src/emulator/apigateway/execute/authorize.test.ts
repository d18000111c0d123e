import { expect, test } from '@jest/globals'
import { deployedApi, mock } from './deployedApi.fixture.ts'

const api = deployedApi({ methods: { '/x': { GET: mock('in') } } })

const lacks = (...names: readonly string[]) =>
  names.map((name) => `Authorization header requires '${name}' parameter. `).join('')
const all = lacks('Credential', 'Signature', 'SignedHeaders')
const noDate = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
const keyValue = (hash: string) =>
  `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`
const hashed = '(Hashed with SHA-256 and encoded with Base64) Authorization='

test.each([
  // Header and hash as public log 21013239996 tells them.
  [
    { authorization: 'x-api-key 1XVOAZHZ87fuDLuWzKAQmG_0RRGYO_eo8YhJHmugf68' },
    keyValue('Qqm1lWKN0Dm4/4GF/mKO4XIJ4s5tpXme/lz40NVd3ZQ='),
  ],
  [{ authorization: 'Basic Og==' }, `${all}${noDate}${hashed}2fopHvoMkkhR8+oU5zsYR1BqtFH7g0txAeWhqI+U9QA=`],
  [
    { authorization: 'Bearer Signature=a', date: 'today' },
    `${lacks('Credential', 'SignedHeaders')}${hashed}vpxnSGsbcriotSmCJACVBoanVUTLPxWsZNtlF43hOII=`,
  ],
])('%j at a path where nothing is, is read as a signature', async (headers, message) => {
  expect(await api.call('/none', { headers })).toMatchObject({
    status: 403,
    headers: { 'x-amzn-ErrorType': 'IncompleteSignatureException' },
    body: JSON.stringify({ message }),
  })
})

test.each([undefined, 'AWS4-HMAC-SHA256 Credential=x'])(
  '%s is no wrong signature there',
  async (authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    expect(await api.call('/none', { headers })).toMatchObject({
      body: '{"message":"Missing Authentication Token"}',
    })
  },
)
