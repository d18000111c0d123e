import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

export interface Server {
  readonly endpoint: string
  /** From its start to the line that says it is ready, in milliseconds. */
  readonly readyMs: number
  readonly startedAt: number
  readonly child: ChildProcess
  end(): Promise<void>
}

/** Starts a Node program that prints `… ready at URL` once it answers. */
export async function startServer(args: readonly string[]): Promise<Server> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk
    if (text.includes('\n')) break
  }
  child.stdout.destroy()
  const readyMs = performance.now() - startedAt
  return {
    endpoint: /http:\S+/.exec(text)?.[0] ?? '',
    readyMs,
    startedAt,
    child,
    async end() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Runs a Node program to its end; milliseconds. */
export async function timeProgram(
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, args, { stdio: 'ignore', ...(env ? { env } : {}) })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return performance.now() - started
}

/** Resident memory of a process in MB; undefined where the system does not tell (only Linux does it in a file). */
export function residentMb(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1024
}

/** GET by connections that stay open, as many as are needed at once. Every answer must be a 200. */
export function startClient() {
  const agent = new Agent({ keepAlive: true })
  const get = (url: string) =>
    new Promise<void>((resolve, reject) => {
      const sent = request(url, { agent }, (response) => {
        response
          .resume()
          .on('end', () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
          )
      })
      sent.on('error', reject).end()
    })
  return { get, close: () => agent.destroy() }
}

/** Requests a second of one URL, `connections` at a time, over `seconds`. */
export async function load(url: string, connections: number, seconds: number): Promise<number> {
  const client = startClient()
  const until = performance.now() + seconds * 1000
  let count = 0
  const started = performance.now()
  const work = async () => {
    for (; performance.now() < until; count++) await client.get(url)
  }
  await Promise.all(Array.from({ length: connections }, work))
  const rate = count / ((performance.now() - started) / 1000)
  client.close()
  return rate
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Times two things in turns, so that a busy machine slows both. */
export async function inTurns(
  times: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<readonly [number, number]> {
  const [first, second]: [number[], number[]] = [[], []]
  for (let i = 0; i < times; i++) {
    first.push(await a())
    second.push(await b())
  }
  return [median(first), median(second)]
}
