/** One request that a script made, as the recorder saw it pass. */
export interface RecordedCall {
  /** 1 for the first. */
  readonly n: number
  readonly target: AwsTarget | InvokeUrlTarget | { readonly kind: 'other' }
  readonly method: string
  /** Path and query as they were sent. */
  readonly path: string
  readonly requestBody: string
  /** Milliseconds since the recorder started. */
  readonly startedAt: number
  /** Undefined: no answer reached the script (it ended first, or the cloud did not answer). */
  readonly answer?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly durationMs: number
    /** AWS's error code and text where the answer is an error. */
    readonly error?: {
      readonly code: string
      readonly message: string
      /** It is known that AWS takes such a call: the cloud alone refuses it. */
      readonly isCloudsOwn?: true
    }
  }
}

interface AwsTarget {
  readonly kind: 'aws'
  readonly service: 'apigateway' | 'lambda'
  readonly operation: string
  /** Path labels by AWS's names: `restApiId`, `FunctionName`, … */
  readonly labels: Readonly<Record<string, string>>
  readonly account: string
  readonly region: string
}

export interface InvokeUrlTarget {
  readonly kind: 'invoke-url'
  readonly restApiId: string
  readonly stageName: string
  /** `/` and what follows the stage. */
  readonly path: string
}

export type AwsCall = RecordedCall & { readonly target: AwsTarget }

export const isAwsCall = (call: RecordedCall): call is AwsCall => call.target.kind === 'aws'

/** Calls of one operation of AWS, in the order they were sent. */
export const callsOf = (calls: readonly RecordedCall[], operation: string) =>
  calls.filter(isAwsCall).filter(({ target }) => target.operation === operation)

export const invokeUrlCalls = (calls: readonly RecordedCall[]) =>
  calls.filter(
    (call): call is RecordedCall & { target: InvokeUrlTarget } => call.target.kind === 'invoke-url',
  )

export const succeeded = (call: RecordedCall) => call.answer !== undefined && call.answer.status < 400

/** Whether an operation changes what is configured. Invoke and TestInvokeMethod are POSTs that change nothing. */
export const changesConfiguration = (call: RecordedCall) =>
  call.target.kind === 'aws' &&
  call.method !== 'GET' &&
  !['Invoke', 'TestInvokeMethod'].includes(call.target.operation)
