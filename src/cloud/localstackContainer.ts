import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { LocalstackContainer } from '@testcontainers/localstack'
import {
  getContainerRuntimeClient,
  ImageName,
  type StartedTestContainer,
  Wait,
  type WaitStrategy,
} from 'testcontainers'
import { type Ended, explainDocker } from './dockerTrouble.ts'
import type { Progress as AllProgress } from './open.ts'

export type Progress = Pick<AllProgress, 'starting'>

/** The last image that needs no account; another one only by explicit word. */
const pinned = 'localstack/localstack:4.14.0'
export const localstackImage = () => process.env.WORKSHOP_LOCALSTACK_IMAGE ?? pinned

/**
 * testcontainers' own guard against containers that outlive a crash is one more image to pull. `watch` of localstack.ts does
 * that for the one container that there is.
 */
process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'

const startLimitMs = 120_000

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

/** Starts LocalStack and waits until it is ready. Throws EnvironmentError, which says why it did not come up. */
export async function startContainer(progress: Progress, name?: string): Promise<StartedTestContainer> {
  const done = report(progress)
  const id = randomUUID()
  const ready = new ReadyOrEnded()
  try {
    const container = (await define()).withWaitStrategy(ready)
    if (name !== undefined) container.withName(name)
    return await container.withLabels({ [startLabel]: id }).start()
  } catch (error) {
    throw explainDocker(error, localstackImage(), {
      ended: ready.ended ?? (await removeFailed(id)),
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
/** A container's log ends a moment before the container does. */
const endLimitMs = 2_000

type Container = Parameters<WaitStrategy['waitUntilReady']>[0]

/** How a container ended; undefined while it runs, and for one that never began. */
async function readEnded(container: Container): Promise<Ended | undefined> {
  await Promise.race([container.wait(), wait(endLimitMs, undefined, { ref: false })])
  const { State } = await container.inspect()
  if (State.Status !== 'exited') return undefined
  const raw = await container.logs({ stdout: true, stderr: true, tail: logLines })
  return { exitCode: State.ExitCode, log: readLog(raw) }
}

/** Waits for LocalStack's "Ready", and sees how the container ended before testcontainers removes it. */
class ReadyOrEnded implements WaitStrategy {
  readonly #ready = Wait.forLogMessage('Ready', 1)
  ended: Ended | undefined

  async waitUntilReady(...args: Parameters<WaitStrategy['waitUntilReady']>): Promise<void> {
    try {
      await this.#ready.waitUntilReady(...args)
    } catch (error) {
      this.ended = await readEnded(args[0])
      throw error
    }
  }
  withStartupTimeout(ms: number): this {
    this.#ready.withStartupTimeout(ms)
    return this
  }
  isStartupTimeoutSet(): boolean {
    return this.#ready.isStartupTimeoutSet()
  }
  getStartupTimeout(): number {
    return this.#ready.getStartupTimeout()
  }
}

/** How a container ended that testcontainers gave up before it waited for it, if there is one; it is removed. */
async function removeFailed(id: string): Promise<Ended | undefined> {
  try {
    const client = await getContainerRuntimeClient()
    const container = await client.container.fetchByLabel(startLabel, id)
    if (!container) return undefined
    const ended = await readEnded(container)
    await container.remove({ force: true, v: true })
    return ended
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
