import type { Blobs, Invocation } from '../../context.ts'
import { runnerOf } from '../runtimes.ts'
import { Environment } from './environment.ts'
import { runtimeMissing } from './failures.ts'
import { newFolder, newHome, removeFolder, unpackInto } from './folder.ts'
import type { EnvironmentPlan, Job, Outcome } from './job.ts'
import { formatLog } from './log.ts'
import { startReaper } from './reaper.ts'

/** All environments of one version's code and configuration, and the folder that they share. */
interface Pool {
  readonly plan: EnvironmentPlan
  readonly flags: readonly string[]
  readonly folder: Promise<string>
  readonly all: Set<Environment>
  /** The one that was used last is at the end, and is used first. */
  readonly idle: Map<Environment, NodeJS.Timeout>
  /** Jobs that hold an environment or wait for one. */
  jobs: number
  retired: boolean
}

export interface Fleet {
  run(plan: EnvironmentPlan, job: Job): Promise<Invocation>
  retire(functionArn: string, version?: string): void
  close(): Promise<void>
}

const idleMs = 5 * 60_000
/** A machine is no region of AWS: further invocations wait for a free environment. */
const maxEnvironments = 64

const keyOf = ({ functionArn, version }: EnvironmentPlan) => `${functionArn}:${version}`

const invocation = (plan: EnvironmentPlan, { payload, failed, log }: Omit<Outcome, 'alive'>): Invocation => ({
  payload,
  executedVersion: plan.version,
  log,
  ...(failed ? { functionError: 'Unhandled' } : {}),
})

/** A runtime that this machine has not: the function fails, it is not the cloud that does. */
function refuse(plan: EnvironmentPlan, { requestId }: Job): Invocation {
  const payload = runtimeMissing(requestId, plan.configuration.Runtime)
  const log = formatLog({
    requestId,
    version: plan.version,
    printed: `${payload}\n`,
    durationMs: 0,
    memorySize: plan.configuration.MemorySize,
    maxMemoryMb: 0,
  })
  return invocation(plan, { payload, failed: true, log })
}

/** Keeps execution environments warm, starts more when all are busy, and ends them. */
export function startFleet(blobs: Blobs): Fleet {
  const pools = new Map<string, Pool>()
  const ending = new Set<Promise<void>>()
  const waiting: (() => void)[] = []
  const reaper = startReaper()
  let home: Promise<string> | undefined
  let count = 0
  let closed = false

  /** Work that nobody waits for but `close`. */
  function track(work: Promise<void>): void {
    const tracked = work.catch(console.error).finally(() => ending.delete(tracked))
    ending.add(tracked)
  }

  async function prepareFolder(plan: EnvironmentPlan): Promise<string> {
    home ??= newHome()
    const folder = await newFolder(await home)
    reaper.sweep(await home)
    await unpackInto(folder, blobs.get(plan.configuration.CodeSha256))
    return folder
  }

  function newPool(plan: EnvironmentPlan, flags: readonly string[]): Pool {
    const pool: Pool = {
      plan,
      flags,
      folder: prepareFolder(plan),
      all: new Set(),
      idle: new Map(),
      jobs: 0,
      retired: false,
    }
    pool.folder.catch(() => {}) // whoever runs in it is told
    pools.set(keyOf(plan), pool)
    return pool
  }

  async function dropIfUnused(pool: Pool): Promise<void> {
    if (!pool.retired || pool.jobs > 0 || pool.all.size > 0) return
    const folder = await pool.folder.catch(() => undefined)
    if (folder !== undefined) await removeFolder(folder)
  }

  async function end(pool: Pool, environment: Environment): Promise<void> {
    clearTimeout(pool.idle.get(environment))
    pool.idle.delete(environment)
    await environment.end()
    if (!pool.all.delete(environment)) return
    count--
    waiting.shift()?.()
    await dropIfUnused(pool)
  }

  function retirePool(pool: Pool): void {
    pool.retired = true
    if (pools.get(keyOf(pool.plan)) === pool) pools.delete(keyOf(pool.plan))
    for (const environment of [...pool.idle.keys()]) track(end(pool, environment))
    track(dropIfUnused(pool))
  }

  function poolOf(plan: EnvironmentPlan, flags: readonly string[]): Pool {
    const pool = pools.get(keyOf(plan))
    if (pool?.plan.id === plan.id) return pool
    if (pool) retirePool(pool)
    return newPool(plan, flags)
  }

  function takeIdle(pool: Pool): Environment | undefined {
    const [environment, timer] = [...pool.idle].at(-1) ?? []
    if (environment) pool.idle.delete(environment)
    clearTimeout(timer)
    return environment
  }

  /** Where the machine is full, another function's idle environment makes room; else one waits for its turn. */
  async function makeRoom(): Promise<void> {
    const full = [...pools.values()].find(({ idle }) => idle.size > 0)
    const [environment] = full?.idle.keys() ?? []
    if (full && environment) await end(full, environment)
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  async function acquire(pool: Pool): Promise<Environment> {
    const folder = await pool.folder
    for (;;) {
      if (closed) throw new Error('this cloud is closed')
      const warm = takeIdle(pool)
      if (warm) return warm
      if (count < maxEnvironments) break
      await makeRoom()
    }
    count++
    const environment = new Environment(pool.plan, folder, pool.flags)
    pool.all.add(environment)
    const { pid } = environment
    if (pid !== undefined) reaper.watch(pid)
    void environment.ended.then(() => {
      if (pid !== undefined) reaper.forget(pid)
      track(end(pool, environment))
    })
    return environment
  }

  function release(pool: Pool, environment: Environment, alive: boolean): void {
    if (!alive || pool.retired) {
      track(end(pool, environment))
      return
    }
    const timer = setTimeout(() => track(end(pool, environment)), idleMs).unref()
    pool.idle.set(environment, timer)
    waiting.shift()?.()
  }

  async function runIn(pool: Pool, job: Job): Promise<Outcome> {
    const environment = await acquire(pool)
    let alive = false
    try {
      const outcome = await environment.run(job)
      alive = outcome.alive
      return outcome
    } finally {
      release(pool, environment, alive)
    }
  }

  return {
    async run(plan, job) {
      const runner = runnerOf(plan.configuration.Runtime)
      if (runner.kind === 'none') return refuse(plan, job)
      const pool = poolOf(plan, runner.flags)
      pool.jobs++
      try {
        return invocation(plan, await runIn(pool, job))
      } finally {
        pool.jobs--
        track(dropIfUnused(pool))
      }
    },
    retire(functionArn, version) {
      for (const pool of [...pools.values()])
        if (pool.plan.functionArn === functionArn && (version ?? pool.plan.version) === pool.plan.version)
          retirePool(pool)
    },
    async close() {
      closed = true
      for (const wake of waiting.splice(0)) wake()
      for (const pool of [...pools.values()]) {
        retirePool(pool)
        for (const environment of pool.all) track(end(pool, environment))
      }
      while (ending.size > 0) await Promise.all(ending)
      if (home) await removeFolder(await home)
      await reaper.close()
    },
  }
}
