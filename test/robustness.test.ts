import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect as open } from 'node:net'
import { join } from 'node:path'
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import { CreateFunctionCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'
import { expect, jest, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { connect } from '../src/cloud/clients.ts'
import { type Generated, generate, type Targets } from './generatedRequests.ts'
import { newRandom } from './random.ts'

jest.setTimeout(300_000)

/** `THOROUGH=1 npm test -- robustness` sends 100,000, as CI does; with `ROBUSTNESS_SEED=…` before it, those of a failed run again. */
const count = process.env.THOROUGH ? 100_000 : 10_000
const seed = Number(process.env.ROBUSTNESS_SEED ?? Date.now() % 2 ** 31)
const connections = 8
const slice = 1000
const patienceMs = 20_000

async function startCloud() {
  const cli = join(import.meta.dirname, '..', 'src', 'cli', 'start.mjs')
  const child = spawn(process.execPath, [cli, 'cloud', 'memory'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  let text = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk
    if (text.includes('\n')) break
  }
  const endpoint = /http:\S+/.exec(text)?.[0] ?? ''
  return { child, endpoint, port: Number(new URL(endpoint).port), errors: () => errors }
}

const template = `#set($all = $input.path('$'))
{"path": "$input.params('a')", "json": $input.json('$.a.b'), "text": "$util.escapeJavaScript($input.body)",
#foreach($key in $all.keySet())"$key": "$all.get($key)",#end "time": "$context.requestTime"}`

/** An API with a mock behind templates, and a function. */
async function makeTargets(endpoint: string): Promise<Targets> {
  const { apigateway, lambda, destroy } = connect(endpoint, { account: '111111111111', region: 'us-east-1' })
  const { id: apiId = '', rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: 'fuzz' }))
  const { id: resourceId = '' } = await apigateway.send(
    new CreateResourceCommand({ restApiId: apiId, parentId: rootResourceId, pathPart: 'mock' }),
  )
  const method = { restApiId: apiId, resourceId, httpMethod: 'ANY' }
  const json = (text: string) => ({ 'application/json': text })
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await apigateway.send(
    new PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates: json('{"statusCode": 200}') }),
  )
  await apigateway.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }))
  await apigateway.send(
    new PutIntegrationResponseCommand({ ...method, statusCode: '200', responseTemplates: json(template) }),
  )
  await apigateway.send(new CreateDeploymentCommand({ restApiId: apiId, stageName: 'prod' }))
  const code = zipSync({ 'index.mjs': strToU8('export const handler = async (event) => event') })
  const FunctionName = 'fuzz'
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111111111111:role/lambda-basic-execution',
      Code: { ZipFile: code },
    }),
  )
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 10, minDelay: 1 }, { FunctionName })
  destroy()
  return { apiId, resourceId, functionName: FunctionName }
}

/** Sends a request on a connection of its own and reads what comes until the other side or the answer ends. */
function send(port: number, { bytes, answered, pieceSize, withhold = 0 }: Generated): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = open(port, '127.0.0.1')
    let answer = ''
    const late = setTimeout(() => {
      socket.destroy()
      reject(new Error('no answer in time'))
    }, patienceMs)
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text
    })
    socket.on('error', () => {}) // a reset is an end as well
    socket.on('close', () => {
      clearTimeout(late)
      resolve(answer)
    })
    socket.on('connect', () => {
      const end = bytes.length - withhold
      const write = (from: number) => {
        const to = Math.min(end, from + (pieceSize ?? end))
        socket.write(bytes.subarray(from, to))
        if (to < end) setTimeout(write, 2, to)
        else if (withhold > 0) socket.destroy()
        else if (!answered) socket.end()
      }
      write(0)
    })
  })
}

const residentMb = (pid: number | undefined) =>
  process.platform === 'linux'
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
    : 0

/** 501 is this cloud's word for what it has not; 500 and 502 come from API Gateway for what a template or endpoint did. */
function complain({ kind, answered, bytes }: Generated, answer: string): string | undefined {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
  const isGateway = /x-amz-apigw-id/i.test(answer)
  const wrong =
    (answered && Number.isNaN(status)) || (status >= 500 && status !== 501 && !isGateway) || status === 503
  if (!wrong) return undefined
  return `${kind}: ${bytes.toString('latin1').slice(0, 600)}\n=> ${answer.slice(0, 600) || '(nothing)'}`
}

test(`${count} generated requests crash nothing, hang nothing and leave no memory behind`, async () => {
  const cloud = await startCloud()
  const targets = await makeTargets(cloud.endpoint)
  const random = newRandom(seed)
  const complaints: string[] = []
  const sendShare = async (share: number) => {
    let left = share
    const work = async () => {
      while (left-- > 0) {
        const generated = generate(random, targets)
        const complaint = await send(cloud.port, generated).then(
          (answer) => complain(generated, answer),
          (error) => `${error}: ${generated.kind} ${generated.bytes.toString('latin1').slice(0, 600)}`,
        )
        if (complaint !== undefined) complaints.push(complaint)
      }
    }
    await Promise.all(Array.from({ length: connections }, work))
  }
  // A request may well delete the API: the account is put back to what it was, now and then and before memory is looked at.
  const account = `${cloud.endpoint}/_accounts/111111111111`
  const copy = await (await fetch(account)).text()
  const restore = async () => expect((await fetch(account, { method: 'PUT', body: copy })).status).toBe(200)
  const sendHalf = async () => {
    for (let left = count / 2; left > 0; left -= slice) {
      await sendShare(Math.min(slice, left))
      await restore()
    }
    return residentMb(cloud.child.pid)
  }
  const before = await sendHalf()
  const after = await sendHalf()
  const ended = once(cloud.child, 'exit')
  cloud.child.kill('SIGTERM')
  expect({ seed, complaints: complaints.slice(0, 5) }).toEqual({ seed, complaints: [] })
  expect({ seed, errors: cloud.errors() }).toEqual({ seed, errors: '' })
  expect(await ended).toEqual([0, null])
  expect(after).toBeLessThan(before * 1.3 + 50)
})
