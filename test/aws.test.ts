import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CreateRestApiCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { ListTagsCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Clients, connect } from '../src/cloud/clients.ts'
import type { Cloud } from '../src/cloud/cloud.ts'
import { startEmbedded } from '../src/cloud/embedded.ts'
import { type Clone, makeClone } from './clone.ts'

jest.setTimeout(90_000)

/** The embedded cloud plays AWS; what reaches it is looked at on the way. */
let played: Cloud
let front: Server
let endpoint: string
let clone: Clone
let clients: Clients
const authorizations = new Set<string>()
const account = '123456789012'

beforeAll(async () => {
  played = await startEmbedded()
  front = createServer(async (incoming, outgoing) => {
    const { host: _, connection: __, 'content-length': ____length, ...headers } = incoming.headers
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { authorization } = incoming.headers
    if (authorization)
      authorizations.add(authorization.replace(/Credential=(\w+)\/\d+\/([^/]+\/[^/]+).*/, 'Credential=$1/$2'))
    // The embedded cloud takes a key of twelve digits as the account; AWS knows whose key it is.
    const asAccount = authorization?.replace('AKIAUSERSOWNKEY', account)
    const body = Buffer.concat(chunks)
    const response = await fetch(`${played.endpoint}${incoming.url}`, {
      method: incoming.method,
      headers: { ...(headers as Record<string, string>), ...(asAccount ? { authorization: asAccount } : {}) },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    })
    const { 'content-length': ___, connection: ____, ...answered } = Object.fromEntries(response.headers)
    outgoing.writeHead(response.status, answered)
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
  clone = makeClone()
  clients = connect(played.endpoint, { account, region: 'eu-central-1' })
})
afterAll(async () => {
  clients.destroy()
  front.closeAllConnections()
  await new Promise((resolve) => front.close(resolve))
  await played.close()
  await clone.remove()
})

const environment = () => ({
  WORKSHOP_CLOUD: 'aws',
  WORKSHOP_ROLE_ARN: `arn:aws:iam::${account}:role/my-role`,
  WORKSHOP_AWS_ENDPOINT: endpoint,
  WORKSHOP_CONFIRM: 'yes',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIAUSERSOWNKEY',
  AWS_SECRET_ACCESS_KEY: 'secret',
})

const apis = async () => (await clients.apigateway.send(new GetRestApisCommand({}))).items ?? []

describe('AWS is not touched by accident', () => {
  test('an address of AWS is refused with the reason', async () => {
    const { code, stderr } = await clone.run(['check', 'https://apigateway.us-east-1.amazonaws.com'])
    expect(stderr).toContain('is AWS itself')
    expect(code).toBe(2)
  })

  test('the word aws alone is not enough', async () => {
    const { code, stderr } = await clone.run(['check', '1', 'aws'], { WORKSHOP_CLOUD: '' })
    expect(stderr).toContain('WORKSHOP_CLOUD=aws')
    expect(code).toBe(2)
  })

  test.each([
    ['a role', { WORKSHOP_ROLE_ARN: '' }, 'WORKSHOP_ROLE_ARN'],
    ['a region', { AWS_REGION: '', AWS_DEFAULT_REGION: '' }, 'AWS_REGION'],
    ['a confirmation', { WORKSHOP_CONFIRM: '' }, 'Not confirmed: nothing was made on AWS.'],
  ])('nothing is made without %s', async (_what, without, text) => {
    const { code, stderr } = await clone.run(['step', '2'], { ...environment(), ...without })
    expect(stderr).toContain(text)
    expect(code).toBe(2)
    expect(await apis()).toEqual([])
  })
})

describe('on an endpoint that plays AWS', () => {
  test('what will be made is listed first, then the solutions pass one after another in the one account', async () => {
    const { code, stdout, stderr } = await clone.run(['check', 'solutions', '2-5'], environment())
    expect(stderr).toContain('in account 123456789012, region eu-central-1')
    expect(stderr).toContain('the REST API Lambdaexample-API')
    expect(stdout).toContain('4 of 4 steps pass')
    expect(code).toBe(0)
  })

  test('requests are signed with the user’s own key, for the service and region they are for', () => {
    expect([...authorizations].sort()).toEqual([
      'AWS4-HMAC-SHA256 Credential=AKIAUSERSOWNKEY/eu-central-1/apigateway',
      'AWS4-HMAC-SHA256 Credential=AKIAUSERSOWNKEY/eu-central-1/lambda',
    ])
  })

  test('everything that was made carries the tag', async () => {
    const [api] = await apis()
    expect(api).toMatchObject({ name: 'Lambdaexample-API', tags: { workshop: 'api-gateway-101' } })
    const Resource = `arn:aws:lambda:eu-central-1:${account}:function:Lambdaexample`
    expect((await clients.lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({
      workshop: 'api-gateway-101',
    })
  })

  test('a script is given no key of the user’s', async () => {
    clone.solve(
      1,
      (solution) =>
        `${solution}\nconsole.log(process.env.AWS_ACCESS_KEY_ID, process.env.AWS_SECRET_ACCESS_KEY)\n`,
    )
    const { stdout } = await clone.run(['step', '1'], environment())
    expect(stdout).toContain('Step 1 is done.')
    expect(stdout).not.toContain('AKIAUSERSOWNKEY')
  })

  test('reset cloud deletes what carries the tag and nothing else, and shows that it is gone', async () => {
    await clone.run(['check', 'solutions', '4'], environment())
    await clients.apigateway.send(new CreateRestApiCommand({ name: 'somebody else’s' }))
    const { code, stdout } = await clone.run(['reset', 'cloud'], environment())
    expect(stdout).toMatch(/Deleted: Lambdaexample-API \(\w+\), Lambdaexample\n/)
    expect(stdout).toContain('Nothing with the tag is left in this region.')
    expect(code).toBe(0)
    expect((await apis()).map(({ name }) => name)).toEqual(['somebody else’s'])
  })
})
