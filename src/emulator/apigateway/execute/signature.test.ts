import { expect, test } from '@jest/globals'
import { deployedApi, mock } from './deployedApi.fixture.ts'

const api = deployedApi({
  methods: { '/x': { GET: mock('in') }, '/iam': { GET: { ...mock('in'), authorizationType: 'AWS_IAM' } } },
})

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

const signature = {
  authorization: 'AWS4-HMAC-SHA256 Credential=x/y, SignedHeaders=host, Signature=0',
  date: 'today',
}

test.each([{}, signature])('%j is no wrong signature there', async (headers) => {
  expect(await api.call('/none', { headers })).toMatchObject({
    body: '{"message":"Missing Authentication Token"}',
  })
})

test.each([
  [{ ...signature, authorization: 'AWS4-HMAC-SHA256 Credential=x/y' }, lacks('Signature', 'SignedHeaders')],
  [
    { ...signature, authorization: signature.authorization.replace('Signature=', 'SignatureX=') },
    lacks('Signature'),
  ],
  [{ authorization: signature.authorization }, noDate],
  [{ ...signature, authorization: signature.authorization.replace('AWS4', 'AWS3') }, ''],
])('%j is no signature, and a method with AWS_IAM says what it lacks', async (headers, complaints) => {
  const { status, body } = (await api.call('/iam', { headers })) ?? {}
  expect(status).toBe(403)
  expect(JSON.parse(body ?? '').message.replace(/\S+$/, '')).toBe(
    `${complaints}${hashed.replace(/\S+$/, '')}`,
  )
})

test('a method with AWS_IAM lets a whole signature in', async () => {
  expect(await api.call('/iam', { headers: signature })).toMatchObject({ status: 200 })
})
