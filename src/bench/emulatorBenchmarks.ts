import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import {
  CreateFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { strToU8, zipSync } from 'fflate'
import { connect } from '../cloud/clients.ts'
import { accountCopies, region } from '../cloud/cloud.ts'
import { type AccountCopy, startEmulator } from '../emulator/index.ts'
import { root } from '../steps.ts'
import type { Measured } from './benchmarks.ts'
import { inTurns, median, residentMb, startClient, startServer } from './measure.ts'
import { makeMockMethod } from './mockMethod.ts'

const cli = join(root, 'src', 'cli', 'start.mjs')
const bare = join(root, 'src', 'bench', 'bare.mjs')
const account = '900000000098'

const apis = 1000
const resources = 100
/** So many APIs fit into one copy of an account. */
const apisInAccount = 100

/** A deployed API of a hundred resources, the first with a MOCK, as the copy of an account. */
async function copyOfApi(endpoint: string): Promise<{ readonly apiId: string; readonly copy: AccountCopy }> {
  const { apigateway, destroy } = connect(endpoint, { account, region })
  const { id: apiId = '', rootResourceId: parentId } = await apigateway.send(
    new CreateRestApiCommand({ name: 'many' }),
  )
  for (let i = 1; i < resources; i++) {
    const path = new CreateResourceCommand({ restApiId: apiId, parentId, pathPart: `part${i}` })
    const { id: resourceId } = await apigateway.send(path)
    if (i === 1) await makeMockMethod(apigateway, { restApiId: apiId, resourceId, httpMethod: 'GET' })
  }
  await apigateway.send(new CreateDeploymentCommand({ restApiId: apiId, stageName: 'prod' }))
  destroy()
  return { apiId, copy: await accountCopies(endpoint).read(account) }
}

/** Puts a thousand copies of it into accounts of their own; gives their ids. */
async function makeMany(endpoint: string, write: (account: string, copy: AccountCopy) => Promise<void>) {
  const { apiId, copy } = await copyOfApi(endpoint)
  const text = JSON.stringify(copy.changes)
  const ids = Array.from({ length: apis }, (_, i) => `bench${String(i).padStart(5, '0')}`)
  for (let i = 0; i < apis; i += apisInAccount) {
    const changes = ids
      .slice(i, i + apisInAccount)
      .flatMap((id): AccountCopy['changes'] => JSON.parse(text.replaceAll(apiId, id)))
    await write(account, { account, changes: [], blobs: {} })
    const owner = `9${String(i).padStart(11, '0')}`
    await write(owner, {
      account: owner,
      changes: changes.map((change) => ({ ...change, account: owner })),
      blobs: {},
    })
  }
  return ids
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The first request to each of a thousand APIs, and the memory that the cloud has after them. */
export async function manyApis(): Promise<readonly Measured[]> {
  const server = await startServer([cli, 'cloud', 'memory'])
  const ids = await makeMany(server.endpoint, accountCopies(server.endpoint).write)
  const client = startClient()
  const times: number[] = []
  for (const id of ids)
    times.push(await timed(() => client.get(`${server.endpoint}/_aws/execute-api/${id}/prod/part1`)))
  client.close()
  const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
  const memory = residentMb(server.child.pid) ?? Number.NaN
  await server.end()
  const of = `of ${apis} APIs of ${resources} resources`
  return [
    {
      what: `first request to each ${of} (99 %)`,
      unit: 'ms',
      ours: slow,
      limit: { kind: 'at most', value: 5 },
    },
    { what: `memory ${of}`, unit: 'MB', ours: memory, limit: { kind: 'at most', value: 400 } },
  ]
}

async function createFunctions(lambda: LambdaClient, names: readonly string[], code: string): Promise<void> {
  const ZipFile = zipSync({ 'index.mjs': strToU8(code) })
  for (const FunctionName of names)
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: `arn:aws:iam::${account}:role/lambda-basic-execution`,
        Code: { ZipFile },
      }),
    )
  for (const FunctionName of names)
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 10, minDelay: 1 }, { FunctionName })
}

async function withLambda<T>(work: (lambda: LambdaClient) => Promise<T>): Promise<T> {
  const server = await startServer([cli, 'cloud', 'memory'])
  const { lambda, destroy } = connect(server.endpoint, { account, region })
  try {
    return await work(lambda)
  } finally {
    destroy()
    await server.end()
  }
}

export const concurrent = (): Promise<Measured> =>
  withLambda(async (lambda) => {
    await createFunctions(
      lambda,
      ['slow'],
      'export const handler = () => new Promise((done) => setTimeout(done, 500))',
    )
    const ten = () =>
      Promise.all(Array.from({ length: 10 }, () => lambda.send(new InvokeCommand({ FunctionName: 'slow' }))))
    await ten()
    const ours = median([await timed(ten), await timed(ten), await timed(ten)])
    return {
      what: '10 handlers of 500 ms at once, warm',
      unit: 'ms',
      ours,
      limit: { kind: 'at most', value: 700 },
    }
  })

async function bareFork(): Promise<void> {
  const child = fork(bare, ['child'], { execArgv: [] })
  child.send({ n: 1 })
  await once(child, 'message')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

export const coldInvoke = (): Promise<Measured> =>
  withLambda(async (lambda) => {
    const names = Array.from({ length: 9 }, (_, i) => `cold-${i}`)
    await createFunctions(lambda, [...names, 'first'], 'export const handler = async () => "Hello"')
    await lambda.send(new InvokeCommand({ FunctionName: 'first' }))
    const invokeNext = async () => lambda.send(new InvokeCommand({ FunctionName: names.pop() }))
    const [ours, others] = await inTurns(
      names.length,
      () => timed(invokeNext),
      () => timed(bareFork),
    )
    return {
      what: 'cold invocation / fork and its first answer',
      unit: 'ms',
      ours,
      bare: others,
      limit: { kind: 'at most', value: 1.5 },
    }
  })

/** A hundred changes that are kept in a folder, with a thousand APIs in it and with none. */
export async function saving(): Promise<Measured> {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'bench-')))
  const [full, empty] = await Promise.all(folders.map((folder) => startEmulator({ folder })))
  if (!full || !empty) throw new Error('no clouds')
  await makeMany(full.endpoint, accountCopies(full.endpoint).write)
  const change = async (endpoint: string) => {
    for (let i = 0; i < 100; i++) {
      const response = await fetch(`${endpoint}/restapis`, { method: 'POST', body: '{"name":"more"}' })
      await response.text()
    }
  }
  await change(full.endpoint)
  await change(empty.endpoint)
  const [ours, others] = await inTurns(
    5,
    () => timed(() => change(full.endpoint)),
    () => timed(() => change(empty.endpoint)),
  )
  await Promise.all([full.close(), empty.close()])
  for (const folder of folders) rmSync(folder, { recursive: true })
  return {
    what: `100 changes kept with ${apis} APIs there / with none`,
    unit: 'ms',
    ours,
    bare: others,
    limit: { kind: 'at most', value: 1.5 },
  }
}
