import type { AddressInfo } from 'node:net'
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
  type LambdaServiceException,
} from '@aws-sdk/client-lambda'
import { strToU8, zipSync } from 'fflate'
import type { Host } from '../context.ts'
import { answerQuery } from '../identity/query.ts'
import { Sessions } from '../identity/sessions.ts'
import { answerOwnPath } from '../ownPaths.ts'
import { memoryBlobs } from '../store/blobs.ts'
import { Store } from '../store/store.ts'
import { dispatch } from '../wire/dispatch.ts'
import { listen } from '../wire/server.ts'
import { lambdaHandlers } from './handlers.ts'
import { startInvoker } from './invoker.ts'

export const account = '111111111111'
export const region = 'us-east-1'
export const role = `arn:aws:iam::${account}:role/workshop`
export const arnOf = (name: string) => `arn:aws:lambda:${region}:${account}:function:${name}`

export const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

export interface TestCloud {
  readonly client: LambdaClient
  readonly host: Host
  /** Moves the cloud's clock on, so that no test waits for a state. */
  skip(milliseconds: number): void
  /** Creates a function from the text of its `index.js` and lets it become Active. */
  create(name: string, code: string, more?: Partial<CreateFunctionCommandInput>): Promise<void>
  /** The same from the text of an `app.py`. */
  createPython(name: string, code: string, more?: Partial<CreateFunctionCommandInput>): Promise<void>
  invoke(name: string, more?: Partial<InvokeCommandInput>): Promise<Answer>
  close(): Promise<void>
}

interface Answer {
  readonly status: number | undefined
  readonly error: string | undefined
  readonly version: string | undefined
  readonly text: string
  readonly payload: unknown
  readonly log: string
}

/** Undefined where an answer is no JSON: a streamed one need not be. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Lambda alone over real HTTP, with a clock that tests move. */
export async function startTestCloud(): Promise<TestCloud> {
  const store = new Store()
  const blobs = memoryBlobs()
  let skipped = 0
  const now = () => Date.now() + skipped
  let address = ''
  const shared = { store, blobs, now, sessions: new Sessions(), endpoint: () => address }
  const host: Host = { ...shared, invoker: startInvoker(shared), instance: 'test' }
  const server = await listen(
    (request) =>
      answerOwnPath(request, host) ??
      answerQuery(request, host) ??
      dispatch({ apigateway: {}, lambda: lambdaHandlers }, host, request),
    0,
  )
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  address = `http://127.0.0.1:${port}`
  const client = new LambdaClient({
    endpoint: address,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'none' },
    maxAttempts: 1,
  })
  const skip = (milliseconds: number) => {
    skipped += milliseconds
  }
  const create: TestCloud['create'] = async (name, code, more = {}) => {
    await client.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipOf({ 'index.js': code }) },
        ...more,
      }),
    )
    skip(1000)
  }
  return {
    client,
    host,
    skip,
    create,
    createPython: (name, code, more = {}) =>
      create(name, '', {
        Runtime: 'python3.13',
        Handler: 'app.handler',
        Code: { ZipFile: zipOf({ 'app.py': code }) },
        ...more,
      }),
    async invoke(name, more = {}) {
      const answer = await client.send(new InvokeCommand({ FunctionName: name, LogType: 'Tail', ...more }))
      const text = answer.Payload?.transformToString() ?? ''
      return {
        status: answer.StatusCode,
        error: answer.FunctionError,
        version: answer.ExecutedVersion,
        text,
        payload: parse(text),
        log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
      }
    },
    async close() {
      client.destroy()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, host.invoker.close()])
    },
  }
}

export interface Refusal {
  readonly status: number | undefined
  readonly code: string
  readonly text: string
}

/** The error that a call is refused with, in the words of its recording. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error) {
    const { name, message, $metadata } = error as LambdaServiceException // the SDK throws nothing else for an answer
    return { status: $metadata?.httpStatusCode, code: name, text: message }
  }
  throw new Error('the call was not refused')
}
