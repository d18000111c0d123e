import { callsOf, type RecordedCall } from '../cloud/calls.ts'
import { type Cloud, type Identity, isLenient } from '../cloud/cloud.ts'
import { scriptEnvironment } from '../cloud/environment.ts'
import { startRecorder, type Upstream } from '../cloud/recorder.ts'
import type { Step } from '../steps.ts'
import type { Check, StepResult } from './model.ts'
import { runScript, type ScriptRun } from './script.ts'

export interface Target {
  /** The cloud, once it is there and the account holds what the step starts from. */
  readonly cloud: Promise<Cloud>
  readonly identity: Identity
}

export interface CheckOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  onCall?(call: RecordedCall): void
  /** `recorder`: the script's own address of the cloud, which is gone when the step has ended. */
  onOutput?(chunk: Buffer, recorder: string): void
  /** TypeScript's complaints about a script, where they are known already. */
  typeCheck?(file: string): Promise<string>
  /** The script's process is gone; judging it goes on. */
  onScriptEnd?(): void
}

export interface CheckedStep {
  readonly result: StepResult
  readonly calls: readonly RecordedCall[]
  readonly run: ScriptRun
}

/** Ids of the APIs that a script made, in their order. */
const madeApis = (calls: readonly RecordedCall[]) =>
  callsOf(calls, 'CreateRestApi').flatMap(
    ({ answer }) => /"id"\s*:\s*"(\w+)"/.exec(answer?.body ?? '')?.[1] ?? [],
  )

/** The cloud, with AWS's own refusals before one that may take what AWS refuses. */
async function openUpstream({ cloud, identity }: Target): Promise<Upstream> {
  const ready = await cloud
  const { endpoint } = ready
  if (!isLenient(ready)) return { endpoint }
  const { standForAws } = await import('./awsGate.ts')
  return { endpoint, gate: await standForAws(endpoint, identity) }
}

/** The path is written out for the bundle of the command line, which takes in every file that it can mean. */
export async function loadChecks({ name }: Step): Promise<readonly Check[]> {
  const module: { readonly checks: readonly Check[] } = await import(`../../checks/${name}.ts`)
  return module.checks
}

/**
 * Runs one script behind a recorder and judges what became of the cloud. The script starts at once; its first
 * request waits until the cloud is ready.
 */
export async function checkStep(
  step: Step,
  file: string,
  target: Target,
  options: CheckOptions,
): Promise<CheckedStep> {
  const upstream = openUpstream(target)
  upstream.catch(() => {}) // who waits for it below is told
  const recorder = await startRecorder(upstream, options.onCall)
  const given = new AbortController()
  const signal = AbortSignal.any([given.signal, ...(options.signal ? [options.signal] : [])])
  const env = scriptEnvironment(recorder.endpoint, target.identity)
  const onOutput = (chunk: Buffer) => options.onOutput?.(chunk, recorder.endpoint)
  const running = runScript(file, { ...options, onOutput, env, signal, ready: upstream }).finally(
    options.onScriptEnd,
  )
  try {
    // Loaded while the script runs: they bring the SDK with them.
    const [
      run,
      { endpoint },
      checks,
      { connect },
      { readInventory },
      { settle },
      { makeProbes },
      { judge },
      { conclude },
    ] = await Promise.all([
      running,
      upstream,
      loadChecks(step),
      import('../cloud/clients.ts'),
      import('./inventory.ts'),
      import('./settle.ts'),
      import('./probes.ts'),
      import('./judge.ts'),
      import('./conclude.ts'),
    ])
    const clients = connect(endpoint, target.identity)
    try {
      const { calls } = recorder
      await settle(clients, calls)
      const inventory = await readInventory(clients, madeApis(calls))
      const evidence = {
        identity: target.identity,
        calls,
        run,
        inventory,
        probes: makeProbes(endpoint, clients),
      }
      const judged = await judge(step, checks, evidence)
      const result = await conclude(step, file, judged, evidence, options.typeCheck)
      return { result, calls, run }
    } finally {
      clients.destroy()
    }
  } finally {
    given.abort() // where the cloud or the judge failed, the script may still be waiting
    await running
    await recorder.close()
    const opened = await upstream.catch(() => undefined)
    await opened?.gate?.close()
  }
}
