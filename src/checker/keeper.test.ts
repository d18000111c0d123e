import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { keeperOf, nothing } from './keeper.ts'

const configuration = {
  FunctionName: 'Lambdaexample',
  FunctionArn: 'arn:aws:lambda:us-east-1:000000000001:function:Lambdaexample',
  State: 'Failed',
  StateReason: 'Error while creating lambda: the image public.ecr.aws/lambda/nodejs:22 cannot be pulled',
}

/** A cloud whose one function cannot be started, as LocalStack's where it cannot pull the runtime's image. */
const answers: Readonly<Record<string, object>> = {
  'GET /restapis': { item: [] },
  'GET /2015-03-31/functions': { Functions: [configuration] },
  'GET /2015-03-31/functions/Lambdaexample/configuration': configuration,
}

describe('an account that is made again by scripts', () => {
  let server: Server
  let endpoint: string
  const deleted: string[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = request.url?.split('?')[0]?.replace(/\/$/, '')
      if (request.method === 'DELETE') deleted.push(path ?? '')
      response.writeHead(request.method === 'DELETE' ? 204 : 200, { 'content-type': 'application/json' })
      response.end(
        request.method === 'DELETE' ? undefined : JSON.stringify(answers[`${request.method} ${path}`] ?? {}),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })

  test('is emptied first, and tells of a function that the cloud cannot start as trouble with the cloud', async () => {
    const keeper = keeperOf(
      { name: 'localstack', endpoint, close: async () => {} },
      { account: '000000000001', region: 'us-east-1' },
    )
    await expect(keeper.restore(nothing)).rejects.toThrow(
      /^LocalStack could not start a Lambda function: Error while creating lambda: the image .* cannot be pulled\n.*in the embedded cloud/,
    )
    expect(deleted).toEqual(['/2015-03-31/functions/Lambdaexample'])
  })
})
