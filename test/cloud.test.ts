import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { CreateRestApiCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { CreateFunctionCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { connect } from '../src/cloud/clients.ts'
import { learner } from '../src/cloud/cloud.ts'
import { type Clone, makeClone } from './clone.ts'

jest.setTimeout(60_000)

let clone: Clone
beforeAll(() => {
  clone = makeClone()
  for (const step of [7, 8, 10, 16]) clone.solve(step)
})
afterAll(() => clone.remove())

interface Served {
  readonly child: ChildProcess
  readonly endpoint: string
  end(signal: NodeJS.Signals): Promise<number | null>
}

async function serve(...words: readonly string[]): Promise<Served> {
  const child = clone.start(['cloud', ...words])
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  while (!text.includes('\n')) await once(child.stdout ?? child, 'data')
  const endpoint = /^cloud ready at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(text)?.[1] ?? ''
  return {
    child,
    endpoint,
    async end(signal) {
      const ended = once(child, 'exit')
      child.kill(signal)
      return (await ended)[0]
    },
  }
}

describe('npm run cloud', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line when it is ready and ends cleanly on %s',
    async (signal) => {
      const cloud = await serve('memory')
      const health = await fetch(`${cloud.endpoint}/_health`)
      expect(await health.json()).toMatchObject({ status: 'ok' })
      expect(await cloud.end(signal)).toBe(0)
    },
  )

  test('is what the other commands use while it runs, so that the URL of step 16 opens in a browser', async () => {
    const cloud = await serve()
    const { stdout } = await clone.run(['step', '16'])
    const printed = /│ GET (http:\S+\/prod\/Netflixapigw101)/.exec(stdout)?.[1] ?? ''
    const answer = await fetch(printed)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ statusCode: 200, body: '"Hello from Lambda!"' })
    expect(await cloud.end('SIGTERM')).toBe(0)
  })

  test('has after a kill -9 every thing that it had answered for', async () => {
    const cloud = await serve()
    const { apigateway, destroy } = connect(cloud.endpoint, learner)
    const names: (string | undefined)[] = []
    const killed = once(cloud.child, 'exit')
    const create = async (): Promise<void> => {
      for (let i = 0; i < 200; i++) {
        names.push((await apigateway.send(new CreateRestApiCommand({ name: `api-${i}` }))).name)
        if (names.length === 30) cloud.child.kill('SIGKILL')
      }
    }
    await expect(create()).rejects.toThrow()
    await killed
    destroy()
    const again = await serve()
    const clients = connect(again.endpoint, learner)
    const { items = [] } = await clients.apigateway.send(new GetRestApisCommand({ limit: 500 }))
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    expect(names.length).toBeGreaterThanOrEqual(30)
    clients.destroy()
    await again.end('SIGTERM')
  })

  test('names a port that is in use', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { code, stderr } = await clone.run(['cloud', String(port)])
    expect(stderr).toBe(`Port ${port} is in use. Choose another one, or leave it out: npm run cloud\n`)
    expect(code).toBe(2)
    await new Promise((resolve) => server.close(resolve))
  })

  test('says where it runs when it is started a second time', async () => {
    const cloud = await serve()
    const { code, stderr } = await clone.run(['cloud'])
    expect(stderr).toBe(`Your cloud is served already: ${cloud.endpoint}\n`)
    expect(code).toBe(2)
    await cloud.end('SIGTERM')
  })

  test('refuses a request that is no JSON and a zip of 60 MB with AWS’s own errors', async () => {
    const cloud = await serve('memory')
    const broken = await fetch(`${cloud.endpoint}/restapis`, { method: 'POST', body: '{"name": ' })
    expect(broken.status).toBe(400)
    expect(broken.headers.get('x-amzn-errortype')).toBe('SerializationException')
    const { lambda, destroy } = connect(cloud.endpoint, learner)
    const big = new CreateFunctionCommand({
      FunctionName: 'big',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/r',
      Code: { ZipFile: new Uint8Array(60 * 2 ** 20) },
    })
    await expect(lambda.send(big)).rejects.toMatchObject({
      name: 'RequestEntityTooLargeException',
      $metadata: { httpStatusCode: 413 },
    })
    destroy()
    await cloud.end('SIGTERM')
  })
})

describe('the cloud that is kept in .workshop', () => {
  test('serves two commands at once: one waits, and both end well', async () => {
    const [first, second] = await Promise.all([clone.run(['step', '7']), clone.run(['step', '7'])])
    expect([first.code, second.code]).toEqual([0, 0])
    expect(first.stderr + second.stderr).toMatch(/Another command is using your cloud \(step [78]\)/)
    expect((await clone.run(['step', '8'])).stdout).not.toContain('Put in place')
  })

  test('is used as far as it can be read when its file is damaged, and the file is kept', async () => {
    const file = join(clone.folder, '.workshop', 'cloud', 'journal.log')
    appendFileSync(file, 'half a li')
    const damaged = readFileSync(file, 'utf8')
    const { code, stderr } = await clone.run(['step', '10'])
    const copy = join(clone.folder, '.workshop', 'cloud', 'journal-damaged-1.log')
    expect(stderr).toContain('was damaged: what can be read of it is in use')
    expect(readFileSync(copy, 'utf8')).toBe(damaged)
    expect(code).toBe(0)
  })

  test('leaves no lock behind', () => {
    expect(readdirSync(join(clone.folder, '.workshop')).filter((name) => name.includes('lock'))).toEqual([])
  })
})
