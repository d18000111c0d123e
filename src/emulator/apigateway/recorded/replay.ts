import { readFileSync } from 'node:fs'
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { expect } from '@jest/globals'

const region = 'us-east-1'

/** One account of a cloud: what is in it is seen by one replay alone. */
export interface Cloud {
  readonly account: string
  readonly client: APIGatewayClient
  /** Sends what the client would refuse to: wrong types. */
  raw(method: string, path: string, body?: object): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly code?: string
  readonly message?: string
}

async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  const body: unknown = text === '' ? {} : JSON.parse(text)
  const code = headers.get('x-amzn-errortype')
  return code === null ? { status, body } : { status, code, message: Object(body).message }
}

export function cloudOf(endpoint: string, account: string): Cloud {
  const credentials = { accessKeyId: account, secretAccessKey: 'any' }
  const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/apigateway/aws4_request`
  return {
    account,
    client: new APIGatewayClient({ endpoint, region, credentials, maxAttempts: 1 }),
    async raw(method, path, body) {
      const sent = body ? { body: JSON.stringify(body) } : {}
      return readAnswer(await fetch(`${endpoint}${path}`, { method, headers: { authorization }, ...sent }))
    },
  }
}

/** What a call of the client came to, as recordings write it. */
export async function answerOf(call: Promise<object>): Promise<Answer> {
  try {
    const { $metadata, ...body } = Object(await call)
    return { status: $metadata.httpStatusCode, body }
  } catch (error) {
    const { $metadata, name, message } = Object(error)
    if (!$metadata) throw error
    return { status: $metadata.httpStatusCode, code: name, message }
  }
}

const file = new URL('./answers.json', import.meta.url)
const recorded: Record<string, Record<string, Answer>> = JSON.parse(readFileSync(file, 'utf8'))
export const recordings = Object.keys(recorded)

const isPlaceholder = (text: string) => /^<[a-z-]+(:\d+)?>a?$/i.test(text) || text === 'datetime'

const generalise = (text: string, account: string) =>
  text
    .replaceAll(account, '111111111111')
    .replaceAll(`:${region}:`, ':<region>:')
    .replaceAll('arn:aws:', 'arn:<partition>:')

/** Templates stand in recordings as the JSON that they are. */
function parsed(text: string): unknown {
  try {
    return text.startsWith('{') || text.startsWith('"') ? JSON.parse(text) : text
  } catch {
    return text
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Date)

const inOrder = (list: readonly unknown[]) => [...list].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))

/** The recording tests sort lists of resources by path and of APIs by age. */
const orderOf = (item: unknown) => String(Object(item).path ?? Object(item).description ?? '')

/** `actual` in the words of `expected`: placeholders take the place of what was made up. */
function worded(actual: unknown, expected: unknown, account: string): unknown {
  if (typeof expected === 'string') {
    const made = typeof actual === 'string' || actual instanceof Date
    if (isPlaceholder(expected) && made) return expected
    return typeof actual === 'string' ? generalise(actual, account) : actual
  }
  if (Array.isArray(actual) && Array.isArray(expected))
    return inOrder(actual).map((item, index) => worded(item, expected[index], account))
  if (typeof actual === 'string' && isObject(expected)) return parsed(actual)
  if (!isObject(actual) || !isObject(expected)) return actual
  return Object.fromEntries(
    Object.entries(actual)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, worded(value, expected[key], account)]),
  )
}

/** One recording while it is replayed. */
export class Replay {
  readonly cloud: Cloud
  readonly #expected: Record<string, Answer>
  readonly #left: Set<string>

  constructor(cloud: Cloud, name: string) {
    this.cloud = cloud
    this.#expected = recorded[name] ?? {}
    this.#left = new Set(Object.keys(this.#expected))
  }

  /** Compares with the recorded answer of this step; gives the body. */
  async step(label: string, call: Promise<object> | Promise<Answer>): Promise<Record<string, string>> {
    this.#left.delete(label)
    const answer = await call
    const expected = this.#expected[label]
    expect({ label, ...Object(worded(answer, expected, this.cloud.account)) }).toEqual({ label, ...expected })
    return Object(answer).body
  }

  send(label: string, call: Promise<object>) {
    return this.step(label, answerOf(call))
  }

  raw(label: string, method: string, path: string, body?: object) {
    return this.step(label, this.cloud.raw(method, path, body))
  }

  /** Steps that cannot be replayed here, and why. */
  leave(_why: string, ...labels: readonly string[]): void {
    for (const label of labels) this.#left.delete(label)
  }

  done(): void {
    expect([...this.#left]).toEqual([])
  }
}

export type Scenarios = Readonly<Record<string, (replay: Replay) => Promise<void>>>
