import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LocalstackContainer } from '@testcontainers/localstack'
import { getContainerRuntimeClient, ImageName, type StartedTestContainer } from 'testcontainers'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import type { Cloud } from './cloud.ts'
import { type Ended, explainDocker } from './dockerTrouble.ts'
import type { Progress as AllProgress } from './open.ts'

type Progress = Pick<AllProgress, 'starting'>

/** The last image that needs no account; another one only by explicit word. */
const pinned = 'localstack/localstack:4.14.0'
export const localstackImage = () => process.env.WORKSHOP_LOCALSTACK_IMAGE ?? pinned

/**
 * testcontainers' own guard against containers that outlive a crash is one more image to pull. `watch` below does that
 * for the one container that there is.
 */
process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'

/** The container that `npm run step N localstack` keeps between commands. */
export const keptName = 'api-gateway-101-localstack'

const startLimitMs = 120_000
/** For a container that is running. */
const reachLimitMs = 60_000

/**
 * LocalStack runs each function in a container of its own, so it needs the Docker socket: the one inside the machine
 * that Docker runs in, which testcontainers knows for Docker Desktop, Colima, Podman and rootless Docker too.
 */
async function define(): Promise<LocalstackContainer> {
  const { info } = await getContainerRuntimeClient()
  const container = new LocalstackContainer(localstackImage())
  container
    .withBindMounts([{ source: info.containerRuntime.remoteSocketPath, target: '/var/run/docker.sock' }])
    .withEnvironment({ DISABLE_EVENTS: '1', SKIP_SSL_CERT_DOWNLOAD: '1' })
    .withStartupTimeout(startLimitMs)
  return container
}

/** Says every few seconds that it is still starting, so that a slow first start does not look like a hang. */
function report(progress: Progress): () => void {
  const started = Date.now()
  const timer = setInterval(
    () => progress.starting(localstackImage(), Math.round((Date.now() - started) / 1000)),
    5_000,
  )
  return () => clearInterval(timer)
}

/** Names one start, so that a container that did not come up can be found again. */
const startLabel = 'api-gateway-101.start'

async function start(progress: Progress, name?: string): Promise<StartedTestContainer> {
  const done = report(progress)
  const id = randomUUID()
  try {
    const container = await define()
    if (name !== undefined) container.withName(name)
    return await container.withLabels({ [startLabel]: id }).start()
  } catch (error) {
    throw explainDocker(error, localstackImage(), {
      ended: await removeFailed(id),
      hasImage: await hasImage(),
    })
  } finally {
    done()
  }
}

async function hasImage(): Promise<boolean> {
  try {
    const client = await getContainerRuntimeClient()
    return await client.image.exists(ImageName.fromString(localstackImage()))
  } catch {
    return false // Docker itself is the trouble; the error of the start says so
  }
}

const logLines = 12

/** How a container that did not come up has ended, if there is one; it is removed. */
async function removeFailed(id: string): Promise<Ended | undefined> {
  try {
    const client = await getContainerRuntimeClient()
    const container = await client.container.fetchByLabel(startLabel, id)
    if (!container) return undefined
    const { State } = await container.inspect()
    const raw = await container.logs({ stdout: true, stderr: true, tail: logLines })
    await container.remove({ force: true, v: true })
    return State.Running ? undefined : { exitCode: State.ExitCode, log: readLog(raw) }
  } catch {
    return undefined // Docker itself is the trouble; the error of the start says so
  }
}

/** Docker's log is cut into frames with a head of eight bytes each; what is no text in them is left out. */
const readLog = (raw: Buffer): string =>
  raw
    .toString('utf8')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the heads are control characters
    .replace(/[\u0000-\u0008\u000e-\u001f]/g, '')
    .trim()

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
  const started = await start(progress)
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
  const started = await start(progress, keptName)
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
