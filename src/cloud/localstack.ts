import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { getContainerRuntimeClient } from 'testcontainers'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import type { Cloud } from './cloud.ts'
import { explainDocker } from './dockerTrouble.ts'
import { localstackImage, type Progress, startContainer } from './localstackContainer.ts'

/** The container that `npm run step N localstack` keeps between commands. */
export const keptName = 'api-gateway-101-localstack'

/** For a container that is running. */
const reachLimitMs = 60_000

/** A process that outlives this one just long enough to remove the container, however this one ends. */
function watch(id: string): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'removeContainer.mjs'), id], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
  return child
}

/** A LocalStack for one command; it is stopped and removed when the command ends, in whatever way. */
export async function startLocalStack(
  progress: Progress,
  signal: AbortSignal,
): Promise<Cloud & { readonly id: string }> {
  const started = await startContainer(progress)
  const watcher = watch(started.getId())
  const close = async () => {
    await started.stop({ timeout: 1_000 })
    watcher.stdin?.end()
  }
  if (signal.aborted) await close()
  try {
    return { ...(await cloudAt(started.getHost(), started.getMappedPort(4566), close)), id: started.getId() }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * A container's published port, once LocalStack answers there. In a container testcontainers takes the gateway for its
 * host, though the port may well be published in the same place.
 */
async function cloudAt(host: string, port: number | string, close: Cloud['close']): Promise<Cloud> {
  const endpoints = [...new Set([host, '127.0.0.1'])].map((name) => `http://${name}:${port}`)
  const deadline = Date.now() + reachLimitMs
  for (;;) {
    for (const endpoint of endpoints)
      if (await isHealthy(endpoint)) return { name: 'localstack', endpoint, close }
    if (Date.now() > deadline) throw new EnvironmentError(texts.trouble.unreachable(endpoints))
    await wait(200)
  }
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(2_000)
    return (await fetch(`${endpoint}/_localstack/health`, { signal })).ok
  } catch {
    return false // not listening yet, or not there
  }
}

const stays = async () => {}

const isNotFound = (error: unknown) =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 404

/** The container that an earlier command left, started again where it was stopped; undefined where there is none. */
async function findKept(): Promise<Cloud | undefined> {
  const client = await getContainerRuntimeClient()
  const container = client.container.getById(keptName)
  try {
    if (!(await container.inspect()).State.Running) await container.start()
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
  const { NetworkSettings } = await container.inspect()
  const port = NetworkSettings.Ports['4566/tcp']?.[0]?.HostPort ?? ''
  return cloudAt(client.info.containerRuntime.host, port, stays)
}

/** The LocalStack that is kept between commands: the one that is there, else a new one of that name. */
export async function keepLocalStack(progress: Progress): Promise<Cloud> {
  try {
    const kept = await findKept()
    if (kept) return kept
  } catch (error) {
    throw error instanceof EnvironmentError ? error : explainDocker(error, localstackImage())
  }
  const started = await startContainer(progress, keptName)
  return cloudAt(started.getHost(), started.getMappedPort(4566), stays)
}

/** Removes the kept container with all that is in it, if there is one. */
export async function removeKeptLocalStack(): Promise<void> {
  try {
    const client = await getContainerRuntimeClient()
    await client.container.getById(keptName).remove({ force: true, v: true })
  } catch (error) {
    if (!isNotFound(error)) throw explainDocker(error, localstackImage())
  }
}
