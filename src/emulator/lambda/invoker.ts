import { randomUUID } from 'node:crypto'
import type { Host, InvokeOptions, LambdaInvoker } from '../context.ts'
import type { Scope } from '../store/store.ts'
import { AwsError } from '../wire/awsError.ts'
import { accountLimit, reservedOf, tooManyRequests } from './concurrency.ts'
import { parseFunctionArn } from './functionName.ts'
import { findTarget, functionNotFound, latest } from './lookup.ts'
import { allows } from './policy.ts'
import { type FunctionRecord, policies } from './records.ts'
import { startFleet } from './runtime/fleet.ts'
import type { Job } from './runtime/job.ts'
import { runnable } from './state.ts'

export type InvokerOptions = Omit<Host, 'invoker' | 'instance'>

/** AWS waits a minute before it tries a failed asynchronous invocation again, then two. */
const retriesAfterMs = [60_000, 120_000]
/** What is throttled comes again after a second, then later and later, up to five minutes. */
const throttledForMs = (times: number) => Math.min(1000 * 2 ** times, 300_000)

export function startInvoker({ now, ...surroundings }: InvokerOptions): LambdaInvoker {
  const fleet = startFleet(surroundings)
  const retries = new Set<NodeJS.Timeout>()
  /** Invocations that run now, by the function's ARN without a qualifier. */
  const running = new Map<string, number>()

  function prepare(scope: Scope, functionArn: string, payload: string, options: InvokeOptions = {}) {
    const target = parseFunctionArn(functionArn)
    const record = target && findTarget(scope, target, Math.random())
    if (!record) throw functionNotFound(functionArn)
    const job: Job = {
      requestId: options.requestId ?? randomUUID(),
      invokedArn: functionArn,
      payload,
      clientContext: options.clientContext,
    }
    return { job, environment: describe(scope, record) }
  }

  /** What an execution environment is made of. */
  function describe(scope: Scope, record: FunctionRecord) {
    const { id, configuration } = runnable(record, now())
    const { functionName, version } = record
    const unqualified = `arn:aws:lambda:${scope.region}:${scope.account}:function:${functionName}`
    return {
      functionArn: unqualified,
      functionName,
      version,
      id,
      configuration,
      region: scope.region,
      account: scope.account,
    }
  }

  async function invoke(scope: Scope, functionArn: string, payload: string, options?: InvokeOptions) {
    const { environment, job } = prepare(scope, functionArn, payload, options)
    const count = running.get(environment.functionArn) ?? 0
    if (count >= (reservedOf(scope, environment.functionName) ?? accountLimit)) throw tooManyRequests()
    running.set(environment.functionArn, count + 1)
    try {
      return await fleet.run(environment, job)
    } finally {
      const rest = (running.get(environment.functionArn) ?? 1) - 1
      if (rest > 0) running.set(environment.functionArn, rest)
      else running.delete(environment.functionArn)
    }
  }

  function later(work: () => void, delayMs: number): void {
    const timer = setTimeout(() => {
      retries.delete(timer)
      work()
    }, delayMs).unref()
    retries.add(timer)
  }

  return {
    invoke,
    enqueue(scope, functionArn, payload, options) {
      const requestId = options?.requestId ?? randomUUID()
      prepare(scope, functionArn, payload, options)
      const attempt = async (again: readonly number[]): Promise<void> => {
        const done = await invoke(scope, functionArn, payload, { ...options, requestId })
        const [delay, ...rest] = again
        if (done.functionError !== undefined && delay !== undefined) later(() => start(rest), delay)
      }
      const start = (again: readonly number[], throttled = 0) =>
        void attempt(again).catch((error) => {
          // Nobody waits for the answer: a function that was deleted meanwhile is no error.
          if (!(error instanceof AwsError)) console.error(error)
          else if (error.status === 429) later(() => start(again, throttled + 1), throttledForMs(throttled))
        })
      start(retriesAfterMs)
    },
    permits(scope, functionArn, sourceArn, sourceAccount) {
      const target = parseFunctionArn(functionArn)
      const policy = target && scope.get(policies, target.qualifier ?? latest, target.name)
      const access = {
        principal: 'apigateway.amazonaws.com',
        action: 'lambda:InvokeFunction',
        sourceArn,
        sourceAccount,
      }
      return Boolean(policy && findTarget(scope, target) && allows(policy.statements, access))
    },
    retire: fleet.retire,
    async close() {
      for (const timer of retries) clearTimeout(timer)
      await fleet.close()
    },
  }
}
