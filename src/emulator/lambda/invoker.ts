import { randomUUID } from 'node:crypto'
import type { Host, InvokeOptions, LambdaInvoker } from '../context.ts'
import { traceOfInvoke } from '../ids.ts'
import type { Scope } from '../store/store.ts'
import { AwsError } from '../wire/awsError.ts'
import { accountLimit, reservedByOthers, reservedOf, tooManyRequests } from './concurrency.ts'
import { functionArn, parseFunctionArn } from './functionName.ts'
import { functionNotFound, latest, targetIn } from './lookup.ts'
import { allows } from './policy.ts'
import { policies } from './records.ts'
import { type Surroundings, startFleet } from './runtime/fleet.ts'
import type { EnvironmentPlan, Job } from './runtime/job.ts'
import { deployedNow } from './state.ts'

/** AWS waits a minute before it tries a failed asynchronous invocation again, then two. */
const retriesAfterMs = [60_000, 120_000]
/** An event that waits longer is given up (developer guide, invocation-async-error-handling). */
const maxEventAgeMs = 6 * 60 * 60_000
/** What is throttled comes again after a second, then later and later, up to five minutes. */
const throttledForMs = (times: number) => Math.min(1000 * 2 ** times, 300_000)

export function startInvoker({ now, ...surroundings }: Surroundings & Pick<Host, 'now'>): LambdaInvoker {
  const fleet = startFleet(surroundings)
  const retries = new Set<NodeJS.Timeout>()
  /** Invocations that run now, by the function's ARN without a qualifier. */
  const running = new Map<string, number>()
  let closed = false

  /** An invocation, and what runs it. */
  function prepare(
    scope: Scope,
    invokedArn: string,
    payload: string,
    options: InvokeOptions = {},
  ): { job: Job; plan: EnvironmentPlan } {
    const target = parseFunctionArn(invokedArn)
    const record = target && targetIn(scope, target, Math.random())
    if (!record) throw functionNotFound(invokedArn)
    const { id, configuration } = deployedNow(record, now())
    const { functionName, version } = record
    const { requestId = randomUUID(), traceId = traceOfInvoke(requestId, now()) } = options
    const { clientContext, isLogged } = options
    return {
      job: { requestId, traceId, invokedArn, payload, clientContext, isLogged },
      plan: {
        functionArn: functionArn(scope, functionName),
        functionName,
        version,
        id,
        configuration,
        region: scope.region,
        account: scope.account,
      },
    }
  }

  /** Invocations of an account's functions that have nothing reserved: they share what is left (developer guide, lambda-concurrency). */
  const unreservedIn = (scope: Scope): number =>
    [...running].reduce((sum, [arn, count]) => {
      const { account, region, name } = parseFunctionArn(arn) ?? { name: '' }
      const isOwn = account === scope.account && region === scope.region
      return isOwn && reservedOf(scope, name) === undefined ? sum + count : sum
    }, 0)

  /** Throws 429. */
  function checkConcurrency(scope: Scope, { functionName, functionArn: arn }: EnvironmentPlan): void {
    const reserved = reservedOf(scope, functionName)
    if (reserved === undefined) {
      if (unreservedIn(scope) >= accountLimit - reservedByOthers(scope)) throw tooManyRequests(false)
    } else if ((running.get(arn) ?? 0) >= reserved) throw tooManyRequests(true)
  }

  async function invoke(scope: Scope, invokedArn: string, payload: string, options?: InvokeOptions) {
    const { plan, job } = prepare(scope, invokedArn, payload, options)
    checkConcurrency(scope, plan)
    running.set(plan.functionArn, (running.get(plan.functionArn) ?? 0) + 1)
    try {
      return await fleet.run(plan, job)
    } finally {
      const rest = (running.get(plan.functionArn) ?? 1) - 1
      if (rest > 0) running.set(plan.functionArn, rest)
      else running.delete(plan.functionArn)
    }
  }

  function later(work: () => void, delayMs: number): void {
    if (closed) return // what ran until then has failed, and there is nothing to run it again
    const timer = setTimeout(() => {
      retries.delete(timer)
      work()
    }, delayMs).unref()
    retries.add(timer)
  }

  return {
    invoke,
    enqueue(scope, invokedArn, payload, options) {
      const requestId = options?.requestId ?? randomUUID()
      const { plan } = prepare(scope, invokedArn, payload, options)
      // What is sent to a function that must not run is not tried even later (developer guide, invocation-async-retain-records).
      if (reservedOf(scope, plan.functionName) === 0) return
      const until = now() + maxEventAgeMs
      const attempt = async (again: readonly number[]): Promise<void> => {
        const done = await invoke(scope, invokedArn, payload, { ...options, requestId })
        const [delay, ...rest] = again
        if (done.functionError !== undefined && delay !== undefined) later(() => start(rest), delay)
      }
      const start = (again: readonly number[], throttled = 0) =>
        void attempt(again).catch((error) => {
          // Nobody waits for the answer: a function that was deleted meanwhile is no error.
          if (!(error instanceof AwsError)) console.error(error)
          else if (error.status === 429 && now() < until)
            later(() => start(again, throttled + 1), throttledForMs(throttled))
        })
      start(retriesAfterMs)
    },
    permits(scope, invokedArn, sourceArn, sourceAccount) {
      const target = parseFunctionArn(invokedArn)
      const policy = target && scope.get(policies, target.qualifier ?? latest, target.name)
      const access = {
        principal: 'apigateway.amazonaws.com',
        action: 'lambda:InvokeFunction',
        sourceArn,
        sourceAccount,
      }
      return Boolean(policy && targetIn(scope, target) && allows(policy.statements, access))
    },
    retire: fleet.retire,
    async close() {
      closed = true
      for (const timer of retries) clearTimeout(timer)
      await fleet.close()
    },
  }
}
