import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import { preparer } from '../checker/prepare.ts'
import { nodeArguments } from '../checker/script.ts'
import { type Clients, connect } from '../cloud/clients.ts'
import { accountCopies, type Cloud, region } from '../cloud/cloud.ts'
import { scriptEnvironment } from '../cloud/environment.ts'
import { root, type Step, scriptFile, steps } from '../steps.ts'
import { inTurns, load, residentMb, startServer, timeProgram } from './measure.ts'
import { makeMockMethod } from './mockMethod.ts'

/** One line of the table: ours, what it is measured against, and the ratio that is promised. */
export interface Measured {
  readonly what: string
  readonly unit: string
  readonly ours: number
  readonly bare?: number
  readonly limit: { readonly kind: 'at most' | 'at least'; readonly value: number }
}

const cli = join(root, 'src', 'cli', 'start.mjs')
const bare = join(root, 'src', 'bench', 'bare.mjs')
const identityOf = (step: Step) => ({ account: `9${String(step.number).padStart(11, '0')}`, region })

/** A served cloud with an account for each step, in the state that the step starts from. */
async function withCloud<T>(
  work: (cloud: Cloud, run: (step: Step) => Promise<number>, reset: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const server = await startServer([cli, 'cloud', 'memory'])
  const cloud: Cloud = {
    name: 'embedded',
    endpoint: server.endpoint,
    copies: accountCopies(server.endpoint),
    close: server.end,
  }
  const prepare = await preparer(Promise.resolve(cloud))
  const reset = async () => {
    for (const step of steps) await prepare(identityOf(step), step.number - 1)
    const empty = { account: identityOf(steps[0] as Step).account, changes: [], blobs: {} }
    await cloud.copies?.write(empty.account, empty)
  }
  try {
    return await work(
      cloud,
      (step) =>
        timeProgram(
          nodeArguments(scriptFile(step, 'solutions')),
          scriptEnvironment(cloud.endpoint, identityOf(step)),
        ),
      reset,
    )
  } finally {
    await server.end()
  }
}

async function runAll(run: (step: Step) => Promise<number>): Promise<number> {
  const waiting = [...steps]
  const started = performance.now()
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await run(step)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return performance.now() - started
}

export const wholeCheck = (): Promise<Measured> =>
  withCloud(async (_cloud, run, reset) => {
    const scripts = async () => {
      await reset()
      return runAll(run)
    }
    const [ours, others] = await inTurns(3, () => timeProgram([cli, 'check', 'solutions']), scripts)
    return {
      what: 'check solutions / running the sixteen scripts',
      unit: 'ms',
      ours,
      bare: others,
      limit: { kind: 'at most', value: 1.5 },
    }
  })

export const oneCheck = (): Promise<Measured> =>
  withCloud(async (_cloud, run, reset) => {
    const step = steps.find(({ number }) => number === 8)
    if (!step) throw new Error('there is no step 8')
    const script = async () => {
      await reset()
      return run(step)
    }
    const [ours, others] = await inTurns(7, () => timeProgram([cli, 'check', 'solutions', '8']), script)
    return {
      what: 'check 8 / running that script',
      unit: 'ms',
      ours,
      bare: others,
      limit: { kind: 'at most', value: 2 },
    }
  })

async function firstAnswer(args: readonly string[]): Promise<number> {
  const server = await startServer(args)
  const response = await fetch(`${server.endpoint}/restapis`, { method: 'POST', body: '{"name":"first"}' })
  await response.text()
  const ms = performance.now() - server.startedAt
  await server.end()
  return ms
}

export async function start(): Promise<Measured> {
  const [ours, others] = await inTurns(
    7,
    () => firstAnswer([cli, 'cloud', 'memory']),
    () => firstAnswer([bare, 'sdk']),
  )
  return {
    what: 'start to first CreateRestApi / bare server with both SDK clients',
    unit: 'ms',
    ours,
    bare: others,
    limit: { kind: 'at most', value: 2 },
  }
}

/** GET /prod/mock (MOCK) of a new API; its address. */
async function makeMock({ apigateway }: Clients, endpoint: string): Promise<string> {
  const { id: restApiId, rootResourceId: parentId } = await apigateway.send(
    new CreateRestApiCommand({ name: 'bench' }),
  )
  const { id: resourceId } = await apigateway.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: 'mock' }),
  )
  await makeMockMethod(apigateway, { restApiId, resourceId, httpMethod: 'GET' })
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
  return `${endpoint}/_aws/execute-api/${restApiId}/prod/mock`
}

const seconds = 1
/** Until then V8 is still busy with compiling what runs. */
const warmUpSeconds = 4

/** Requests a second of an address of the cloud and of a bare server, both warm, so many at a time. */
async function throughput(
  what: string,
  kind: 'plain' | 'fork',
  connections: number,
  address: (cloud: Cloud) => Promise<string>,
): Promise<Measured> {
  return withCloud(async (cloud, _run, reset) => {
    await reset()
    const url = await address(cloud)
    const server = await startServer([bare, kind])
    for (const each of [url, server.endpoint]) await load(each, connections, warmUpSeconds)
    const [ours, others] = await inTurns(
      7, // short ones: what else this machine does comes and goes
      () => load(url, connections, seconds),
      () => load(server.endpoint, connections, seconds),
    )
    await server.end()
    const name = `${what}, ${connections} at a time`
    return { what: name, unit: 'requests/s', ours, bare: others, limit: { kind: 'at least', value: 0.5 } }
  })
}

export const mock = () =>
  throughput('GET of a MOCK integration / bare server', 'plain', 16, async ({ endpoint }) => {
    const clients = connect(endpoint, { account: '900000000099', region })
    const url = await makeMock(clients, endpoint)
    clients.destroy()
    return url
  })

const lambda = (connections: number) =>
  throughput('GET of a warm Lambda / bare server with a forked child', 'fork', connections, async (cloud) => {
    const last = steps.at(-1)
    const copy = await cloud.copies?.read(last ? identityOf(last).account : '')
    const api = copy?.changes.find(({ table }) => table === 'restApis')
    return `${cloud.endpoint}/_aws/execute-api/${api?.id}/default/Lambdaexample`
  })

export const lambdaInTurn = () => lambda(1)
export const lambdaAtOnce = () => lambda(16)

export async function memory(): Promise<Measured> {
  const server = await startServer([cli, 'cloud', 'memory'])
  const response = await fetch(`${server.endpoint}/restapis`, { method: 'POST', body: '{"name":"first"}' })
  await response.text()
  const ours = residentMb(server.child.pid) ?? Number.NaN
  await server.end()
  return { what: 'memory of the embedded cloud', unit: 'MB', ours, limit: { kind: 'at most', value: 120 } }
}
