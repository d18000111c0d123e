import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { CreateRestApiCommand } from '@aws-sdk/client-api-gateway'
import { connect } from '../cloud/clients.ts'
import { type Cloud, region } from '../cloud/cloud.ts'
import { startLocalStack } from '../cloud/localstack.ts'
import { root } from '../steps.ts'
import { residentMb, startServer, timeProgram } from './measure.ts'

/** One cloud beside the others. */
export interface CloudFigures {
  readonly name: string
  /** From nothing to the first CreateRestApi that is answered. */
  readonly firstAnswerMs: number
  readonly wholeCheckMs: number
  readonly memoryMb?: number
}

const cli = join(root, 'src', 'cli', 'start.mjs')

async function firstCall({ endpoint }: Pick<Cloud, 'endpoint'>): Promise<void> {
  const { apigateway, destroy } = connect(endpoint, { account: '900000000001', region })
  await apigateway.send(new CreateRestApiCommand({ name: 'first' }))
  destroy()
}

export async function embeddedFigures(): Promise<CloudFigures> {
  const server = await startServer([cli, 'cloud', 'memory'])
  await firstCall(server)
  const firstAnswerMs = performance.now() - server.startedAt
  const wholeCheckMs = await timeProgram([cli, 'check', 'solutions', server.endpoint])
  const memoryMb = residentMb(server.child.pid)
  await server.end()
  return { name: 'embedded', firstAnswerMs, wholeCheckMs, memoryMb }
}

/** What Docker says that a container uses, in MB. */
function containerMb(id: string): number {
  const text = execFileSync('docker', ['stats', '--no-stream', '--format', '{{.MemUsage}}', id], {
    encoding: 'utf8',
  })
  const [, amount = '', unit] = /([\d.]+)([KMG])iB/.exec(text) ?? []
  return Number(amount) * (unit === 'G' ? 1024 : unit === 'K' ? 1 / 1024 : 1)
}

export async function localstackFigures(): Promise<CloudFigures> {
  const started = performance.now()
  const cloud = await startLocalStack({ starting: () => {} }, new AbortController().signal)
  await firstCall(cloud)
  const firstAnswerMs = performance.now() - started
  const wholeCheckMs = await timeProgram([cli, 'check', 'solutions', cloud.endpoint])
  const memoryMb = containerMb(cloud.id)
  await cloud.close()
  return { name: 'localstack', firstAnswerMs, wholeCheckMs, memoryMb }
}
