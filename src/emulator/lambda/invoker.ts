import { randomUUID } from 'node:crypto'
import type { Blobs, InvokeOptions, LambdaInvoker } from '../context.ts'
import type { Scope, Store } from '../store/store.ts'
import { AwsError } from '../wire/awsError.ts'
import { parseFunctionArn } from './functionName.ts'
import { findTarget, functionNotFound, latest } from './lookup.ts'
import { allows } from './policy.ts'
import { type FunctionRecord, policies } from './records.ts'
import { startFleet } from './runtime/fleet.ts'
import type { Job } from './runtime/job.ts'
import { runnable } from './state.ts'

export interface InvokerOptions {
  readonly store: Store
  readonly blobs: Blobs
  now(): number
}

/** AWS waits a minute before it tries a failed asynchronous invocation again, then two. */
const retriesAfterMs = [60_000, 120_000]

export function startInvoker({ store, blobs, now }: InvokerOptions): LambdaInvoker {
  const fleet = startFleet(blobs)
  const retries = new Set<NodeJS.Timeout>()

  function prepare(scope: Scope, functionArn: string, payload: string, options: InvokeOptions = {}) {
    const target = parseFunctionArn(functionArn)
    const record = target && findTarget(scope, target, Math.random())
    if (!target || !record) throw functionNotFound(functionArn)
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
    return fleet.run(environment, job)
  }

  return {
    invoke,
    enqueue(scope, functionArn, payload, options) {
      const requestId = options?.requestId ?? randomUUID()
      prepare(scope, functionArn, payload, options)
      const attempt = async (again: readonly number[]): Promise<void> => {
        const done = await invoke(scope, functionArn, payload, { ...options, requestId })
        const [delay, ...later] = again
        if (done.functionError === undefined || delay === undefined) return
        const timer = setTimeout(() => {
          retries.delete(timer)
          start(later)
        }, delay)
        retries.add(timer.unref())
      }
      const start = (again: readonly number[]) =>
        void attempt(again).catch((error) => {
          // Nobody waits for the answer: a function that was deleted meanwhile is no error.
          if (!(error instanceof AwsError)) console.error(error)
        })
      start(retriesAfterMs)
    },
    async invokeFor({ functionArn, sourceArn, payload }) {
      const target = parseFunctionArn(functionArn)
      if (!target) return 'denied'
      const scope = store.scope(target.account, target.region)
      const policy = scope.get(policies, target.qualifier ?? latest, target.name)
      const access = {
        principal: 'apigateway.amazonaws.com',
        action: 'lambda:InvokeFunction',
        sourceArn,
        sourceAccount: sourceArn.split(':')[4] ?? '',
      }
      if (!policy || !findTarget(scope, target) || !allows(policy.statements, access)) return 'denied'
      return invoke(scope, functionArn, payload)
    },
    retire: fleet.retire,
    async close() {
      for (const timer of retries) clearTimeout(timer)
      await fleet.close()
    },
  }
}
