import type { Host, InvocationResult } from '../../context.ts'
import { Environment } from './environment.ts'
import { runtimeMissing } from './failures.ts'
import type { EnvironmentPlan, Job, Outcome } from './job.ts'
import { type Machine, Pool } from './pool.ts'
import { programOf } from './program.ts'
import { startReaper } from './reaper.ts'
import { formatLog } from './report.ts'
import { TaskFolders } from './taskFolders.ts'

const idleMs = 5 * 60_000
const sweepMs = 60_000
/** A machine is no region of AWS: further invocations wait for a free environment. */
const maxEnvironments = 64

/** What a fleet needs of the cloud that it is in. */
export type Surroundings = Pick<Host, 'blobs' | 'sessions' | 'endpoint'>

const keyOf = ({ functionArn, version }: EnvironmentPlan) => `${functionArn}:${version}`

/** A function acts as its role, under its name; names of one letter are too short for a session's. */
const sessionOf = ({ account, functionName, configuration }: EnvironmentPlan) => ({
  account,
  roleArn: configuration.Role,
  name: functionName.length === 1 ? `${functionName}@lambda_function` : functionName,
})

/** A runtime that this cloud has not: the function fails, it is not the cloud that does. */
function refuse(plan: EnvironmentPlan, { requestId }: Job): Pick<Outcome, 'payload' | 'failed' | 'log'> {
  const { payload } = runtimeMissing(requestId, plan.configuration.Runtime)
  const printed = { before: '', during: `${payload}\n` }
  const now = Date.now()
  const log = () =>
    formatLog({
      ...{ plan, requestId, printed, durationMs: 0, startedAt: now, endedAt: now, maxMemoryMb: 0 },
      taskRoot: '/var/task',
    })
  return { payload, failed: true, log }
}

/** Keeps execution environments warm, starts more when all are busy, and ends them. */
export function startFleet({ blobs, sessions, endpoint }: Surroundings) {
  /** The pools that take jobs, by function and version. */
  const current = new Map<string, Pool>()
  /** Those and the retired ones that are not done yet, with their folders. */
  const pools = new Map<Pool, Promise<string>>()
  const starved = new Set<Pool>()
  const reaper = startReaper()
  const taskFolders = new TaskFolders(reaper.removeAtEnd)
  const sweep = setInterval(endOld, sweepMs).unref()
  let count = 0
  let closed = false

  const machine: Machine = {
    makeRoom(pool) {
      if (count < maxEnvironments) return true
      // Another function's idle environment makes room; until it has ended, one is enough.
      if (!starved.has(pool)) [...pools.keys()].some((other) => other.endIdle(1) > 0)
      starved.add(pool)
      return false
    },
    start(plan, root, program, reload) {
      const credentials = sessions.start(sessionOf(plan))
      const access = { credentials, endpoint: endpoint() }
      const environment = new Environment(plan, root, reaper.mark(program), access, reload)
      count++
      if (environment.pid !== undefined) reaper.watch(environment.pid)
      return environment
    },
    ended({ pid, accessKeyId }) {
      count--
      sessions.delete(accessKeyId)
      if (pid !== undefined) reaper.forget(pid)
      const hungry = [...starved]
      starved.clear()
      for (const pool of hungry) pool.pump(true)
      for (const pool of pools.keys()) dropIfDone(pool)
    },
  }

  function endOld(): void {
    for (const pool of pools.keys()) pool.endIdle(Number.POSITIVE_INFINITY, performance.now() - idleMs)
  }

  const unpack = async (plan: EnvironmentPlan) => taskFolders.unpack(blobs.get(plan.configuration.CodeSha256))

  function newPool(plan: EnvironmentPlan): Pool | undefined {
    const program = programOf(plan.configuration)
    if (!program) return undefined
    const folder = unpack(plan)
    const pool = new Pool(plan, program, folder, machine)
    pools.set(pool, folder)
    current.set(keyOf(plan), pool)
    folder.catch(() => retirePool(pool)) // the next invocation tries again
    return pool
  }

  /** Removes the folder of a pool that nothing runs in any more and that takes nothing new. */
  function dropIfDone(pool: Pool): void {
    const folder = pools.get(pool)
    if (!folder || pool.isUsed || current.get(keyOf(pool.plan)) === pool) return
    pools.delete(pool)
    taskFolders.remove(folder)
  }

  function retirePool(pool: Pool): void {
    if (current.get(keyOf(pool.plan)) === pool) current.delete(keyOf(pool.plan))
    pool.retire()
    dropIfDone(pool)
  }

  /** Undefined where nothing here runs such a function. */
  function poolOf(plan: EnvironmentPlan): Pool | undefined {
    const pool = current.get(keyOf(plan))
    if (pool?.plan.id === plan.id) return pool
    if (pool) retirePool(pool)
    return newPool(plan)
  }

  return {
    async run(plan: EnvironmentPlan, job: Job): Promise<InvocationResult> {
      if (closed) throw new Error('this cloud is closed')
      const pool = poolOf(plan)
      const { payload, failed, log } = pool ? await pool.run(job) : refuse(plan, job)
      const { requestId } = job
      return {
        requestId,
        payload,
        executedVersion: plan.version,
        log,
        ...(failed && { functionError: 'Unhandled' }),
      }
    },
    retire(functionArn: string, version?: string): void {
      for (const pool of [...current.values()])
        if (pool.plan.functionArn === functionArn && (version ?? pool.plan.version) === pool.plan.version)
          retirePool(pool)
    },
    async close(): Promise<void> {
      closed = true
      clearInterval(sweep)
      const error = new Error('this cloud is closed')
      for (const pool of [...current.values()]) retirePool(pool)
      await Promise.all([...pools.keys()].map((pool) => pool.close(error)))
      await taskFolders.close()
      await reaper.close()
    },
  }
}
