import { python } from './program.ts'
import type { Report } from './report.ts'

/** How a process ended. */
interface Exit {
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

/**
 * What an invocation answers and logs whose process did not last, as AWS words it: test_lambda_handler_exit,
 * test_lambda_runtime_wrapper_not_found, test_lambda_invoke_with_timeout.
 */
export interface Failure {
  readonly payload: string
  readonly status: Report['status']
  /** What the log says of it, before END. */
  readonly said?: string
}

/** Public logs have the type in the line below the reason, and since 2025 in REPORT; Runtime.OutOfMemory: html2md #1001. */
export function exited(requestId: string, exit: Exit): Failure {
  const errorType = exit.outOfMemory ? 'Runtime.OutOfMemory' : 'Runtime.ExitError'
  const errorMessage = `RequestId: ${requestId} Error: ${reasonOf(exit)}`
  return {
    payload: JSON.stringify({ errorType, errorMessage }),
    status: { errorType },
    said: `${errorMessage}\n${errorType}\n`,
  }
}

/** The line in the log: test_lambda_invoke_timed_out_environment_reuse. */
export function timedOut(requestId: string, seconds: number): Failure {
  const text = `Task timed out after ${seconds.toFixed(2)} seconds`
  const errorMessage = `RequestId: ${requestId} Error: ${text}`
  return {
    payload: JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }),
    status: 'timeout',
    said: `${new Date().toISOString()} ${requestId} ${text}\n\n`,
  }
}

/** Types of a function's own are none to AWS's sandbox (public: aws-lambda-runtime-interface-emulator, fatalerror). */
const isKnownType = (errorType: string) => /(Runtime|Function)\.[A-Z][a-zA-Z]+/.test(errorType)

/** The handler could not be loaded: AWS's runtimes tell why, and what type of error that is. */
export function notLoaded(payload: string): Failure {
  const errorType = String(Object(JSON.parse(payload)).errorType)
  return { payload, status: { errorType: isKnownType(errorType) ? errorType : 'Runtime.Unknown' } }
}

const missing = (runtime: string) =>
  runtime.startsWith('python')
    ? `The runtime is ${runtime}, and there is no ${python} on this machine to run it. Install it, or use a nodejs runtime.`
    : `This cloud runs nodejs* and python3.* functions only, and this function's runtime is ${runtime}`

/** Not AWS's: this machine does not run what AWS would. */
export const runtimeMissing = (requestId: string, runtime: string): Failure => ({
  payload: JSON.stringify({
    errorType: 'Runtime.NotSupported',
    errorMessage: `RequestId: ${requestId} Error: ${missing(runtime)}`,
  }),
  status: undefined,
})
