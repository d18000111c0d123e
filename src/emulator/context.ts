import type { APIGateway } from '@aws-sdk/client-api-gateway'
import type { Lambda } from '@aws-sdk/client-lambda'
import type { Sessions } from './identity/sessions.ts'
import type { Scope, Store } from './store/store.ts'

/** What an operation gets beside its input. Effects come in here, so that operations need no mocks. */
export interface Call {
  readonly account: string
  readonly region: string
  readonly requestId: string
  /** What an invocation by this call is traced by. */
  readonly traceId: string
  /** The caller's own `User-Agent`. */
  readonly userAgent?: string
  readonly scope: Scope
  readonly host: Host
}

/** What the whole emulator shares. */
export interface Host {
  readonly store: Store
  readonly blobs: Blobs
  readonly invoker: LambdaInvoker
  readonly sessions: Sessions
  /** Where this cloud is, as its own clients reach it. */
  endpoint(): string
  /** Made anew at each start: tells one run of the emulator from another on the same port. */
  readonly instance: string
  /** Milliseconds since 1970. */
  now(): number
}

/** Bytes by their SHA-256 (base64): function code. */
export interface Blobs {
  put(bytes: Uint8Array): string
  get(sha256: string): Uint8Array
  has(sha256: string): boolean
}

/** What an invocation of a function gave, as the Invoke operation tells it. */
export interface InvocationResult {
  readonly requestId: string
  readonly payload: string
  /** 'Unhandled' where the handler threw, ended or ran out of time; HTTP status is 200 all the same. */
  readonly functionError?: 'Unhandled'
  readonly executedVersion: string
  /** 202 where it is only queued, 204 where nothing was to run; 200 where absent. */
  readonly status?: 202 | 204
  /** The whole log of this invocation: START, what was printed, END, REPORT. */
  readonly log: () => string
}

export interface InvokeOptions {
  /** The id that the handler sees; a new one where absent. */
  readonly requestId?: string
  /** What the handler sees as `_X_AMZN_TRACE_ID`; made of the request's id where absent. */
  readonly traceId?: string
  /** JSON text for `context.clientContext`. */
  readonly clientContext?: string
  /** Whether somebody will look at the log. */
  readonly isLogged?: boolean
}

/** `invokedArn` may have a qualifier, `functionArn` has none. */
export interface LambdaInvoker {
  /** Runs a function now. Throws AwsError where there is none or it is not Active. */
  invoke(
    scope: Scope,
    invokedArn: string,
    payload: string,
    options?: InvokeOptions,
  ): Promise<InvocationResult>
  /** Runs a function soon, and twice more where it fails, as an asynchronous invocation does. Throws as `invoke`. */
  enqueue(scope: Scope, invokedArn: string, payload: string, options?: InvokeOptions): void
  /**
   * Whether a policy statement of a function lets API Gateway's `sourceArn` in. Nobody is let into a function that is
   * missing: AWS answers 500 "Invalid permissions on Lambda function" to both.
   */
  permits(scope: Scope, invokedArn: string, sourceArn: string, sourceAccount: string): boolean
  /** Ends the processes of a function, or of one version, that is deleted: idle ones now, busy ones when they are done. */
  retire(functionArn: string, version?: string): void
  /** Ends every process that handlers run in. */
  close(): Promise<void>
}

/** An operation: AWS's input in, AWS's output out, AwsError thrown. Writes happen before the first await. */
type Handler = (input: never, call: Call) => object | Promise<object>
export type Handlers = Readonly<Record<string, Handler>>

/** The inputs of an SDK client's operations, by AWS's names for them. */
type InputsOf<Client> = {
  readonly [Name in keyof Client as Capitalize<Name & string>]: Client[Name] extends ClientMethod<infer Input>
    ? Checked<Input>
    : never
}

/** The last of the three ways in which the SDK's clients let one call an operation. */
type ClientMethod<Input> = (input: Input, options: never, callback: never) => void

/** In the SDK's types what is required is there and may be undefined; the wire has checked that it is not. */
type Checked<Input> = {
  readonly [Name in keyof Input]: object extends Pick<Input, Name> ? Input[Name] : NonNullable<Input[Name]>
}

type HandlersOf<Inputs> = {
  readonly [Name in keyof Inputs]?: (input: Inputs[Name], call: Call) => ReturnType<Handler>
}

export type ApiGatewayInputs = InputsOf<APIGateway>
export type LambdaInputs = InputsOf<Lambda>
/** Operations of a noun, by AWS's names. */
export type ApiGatewayHandlers = HandlersOf<ApiGatewayInputs>
export type LambdaHandlers = HandlersOf<LambdaInputs>
