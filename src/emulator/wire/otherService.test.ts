import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../index.ts'

let cloud: Emulator
beforeAll(async () => {
  cloud = await startEmulator()
})
afterAll(() => cloud.close())

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=123456789012/20261126/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})

const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const text = (what: string) => `${what} not supported by this cloud. See src/emulator/README.md.`

test('a service that is not played here answers 501 and the operation’s name, as JSON', async () => {
  const headers = { ...signedFor('logs'), 'x-amz-target': 'Logs_20140328.DescribeLogStreams' }
  const answer = await fetch(cloud.endpoint, { method: 'POST', headers, body: '{}' })
  expect(answer.status).toBe(501)
  expect(answer.headers.get('x-amzn-errortype')).toBe('NotImplementedException')
  expect(await answer.json()).toEqual({
    __type: 'NotImplementedException',
    message: text('DescribeLogStreams of logs is'),
  })
})

test.each([
  [
    'cloudformation',
    '/',
    { method: 'POST', headers: form, body: 'Action=ListStacks&Version=2010-05-15' },
    'ListStacks',
  ],
  ['sns', '/', { method: 'POST', headers: form, body: 'Action=a%3Cb%26c&Version=1' }, 'a&lt;b&amp;c'],
  ['s3', '/a<b', { method: 'PUT' }, 'PUT /a%3Cb'],
])('%s answers so in XML', async (service, path, init, name) => {
  const headers = { ...signedFor(service), ...('headers' in init ? init.headers : {}) }
  const answer = await fetch(cloud.endpoint + path, { ...init, headers })
  expect(answer.status).toBe(501)
  const message = text(`${name} of ${service} is`)
  expect(await answer.text()).toContain(
    `<Error><Code>NotImplementedException</Code><Message>${message}</Message></Error>`,
  )
})

test('an HTTP API is named as one of API Gateway v2', async () => {
  const answer = await fetch(`${cloud.endpoint}/v2/apis`, { headers: signedFor('apigateway') })
  expect(await answer.json()).toMatchObject({ message: text('GET /v2/apis of API Gateway v2 is') })
})

test('a path that is nobody’s is 404, signed or not', async () => {
  for (const headers of [{}, signedFor('lambda')])
    expect(await fetch(`${cloud.endpoint}/nobody`, { headers })).toMatchObject({ status: 404 })
})
