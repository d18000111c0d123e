import { python } from './pythons.ts'

/**
 * Payloads of invocations that the runtime itself could not report, as AWS words them: test_lambda_handler_exit,
 * test_lambda_runtime_wrapper_not_found, test_lambda_invoke_with_timeout.
 */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** V8 gave up for want of memory: on Lambda the sandbox kills the process. */
  readonly outOfMemory: boolean
}

/** Names of signals as AWS's sandbox, a Go program, prints them. */
const signalNames: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
}

function reasonOf({ code, signal, outOfMemory }: Exit): string {
  if (outOfMemory) return 'Runtime exited with error: signal: killed'
  if (signal) return `Runtime exited with error: signal: ${signalNames[signal] ?? signal.toLowerCase()}`
  return code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${code}`
}

export const exited = (requestId: string, exit: Exit): string =>
  JSON.stringify({
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: ${reasonOf(exit)}`,
  })

export const timedOut = (requestId: string, seconds: number): string =>
  JSON.stringify({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  })

const missing = (runtime: string) =>
  runtime.startsWith('python')
    ? `The runtime is ${runtime}, and there is no ${python} on this machine to run it. Install it, or use a nodejs runtime.`
    : `This cloud runs nodejs* and python3.* functions only, and this function's runtime is ${runtime}`

/** Not AWS's: this machine does not run what AWS would. */
export const runtimeMissing = (requestId: string, runtime: string): string =>
  JSON.stringify({
    errorType: 'Runtime.NotSupported',
    errorMessage: `RequestId: ${requestId} Error: ${missing(runtime)}`,
  })
