import type { InvocationType } from '@aws-sdk/client-lambda'
import type { InvocationResult, LambdaHandlers } from '../context.ts'
import { AwsError, notImplemented, validationException } from '../wire/awsError.ts'
import { breach } from '../wire/constraint.ts'
import { invocationTypes } from '../wire/constraintTable.ts'
import { jsonComplaint } from '../wire/jsonComplaint.ts'
import { functionArn, readTarget } from './functionName.ts'
import { functionNotFound, latest, targetIn } from './lookup.ts'
import { deployedNow } from './state.ts'

/** Bytes, by invocation type. */
export const maxPayload: Readonly<Record<InvocationType, number>> = {
  RequestResponse: 6_291_456,
  DryRun: 6_291_456,
  Event: 1_048_576,
}

const isInvocationType = (text: string): text is InvocationType => Object.hasOwn(maxPayload, text)

/** Reads what a header asks for; throws as Invoke itself does where it is no type. */
export function readInvocationType(text = 'RequestResponse'): InvocationType {
  if (isInvocationType(text)) return text
  throw validationException(breach(`'${text}'`, 'invocationType', invocationTypes))
}

const badContent = (message: string) => new AwsError('InvalidRequestContentException', 400, message)

/** Throws where an event is no JSON. */
export function checkEvent(payload: Uint8Array): void {
  const complaint = jsonComplaint(payload)
  if (complaint !== undefined)
    throw badContent(
      `Could not parse request body into json: Could not parse payload into json: ${complaint}`,
    )
}

function readPayload(payload: Uint8Array | undefined, type: InvocationType): string {
  if (payload === undefined || payload.length === 0) return '{}'
  if (payload.length > maxPayload[type])
    // Of events that are only queued; of all others the wire says what is too large (ASFHyP3/hyp3#2241; its limit has grown since).
    throw new AwsError(
      'RequestEntityTooLargeException',
      413,
      `${payload.length} byte payload is too large for the ${type} invocation type (limit ${maxPayload[type]} bytes)`,
    )
  checkEvent(payload)
  return Buffer.from(payload).toString('utf8')
}

/** Bytes of base64 (API reference, Invoke). */
const maxClientContext = 3583

/** A header of base64 that holds JSON. */
function readClientContext(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  if (header.length > maxClientContext)
    throw badContent(`Client context must be no more than ${maxClientContext} bytes.`)
  const text = Buffer.from(header, 'base64').toString('utf8')
  if (jsonComplaint(Buffer.from(text)) !== undefined)
    throw badContent('Client context must be a valid Base64-encoded JSON object.')
  return text
}

/** LogResult is the last 4 KB of the log. */
const tail = (log: string) => Buffer.from(log).subarray(-4096).toString('base64')

async function answer(invoking: Promise<InvocationResult>, withLog: boolean) {
  const { payload, functionError, executedVersion, log } = await invoking
  return {
    StatusCode: 200,
    ExecutedVersion: executedVersion,
    FunctionError: functionError,
    LogResult: withLog ? tail(log()) : undefined,
    Payload: Buffer.from(payload),
  }
}

export const invokeHandlers = {
  Invoke(input, call) {
    const { TenantId, DurableExecutionName } = input
    if ((TenantId ?? DurableExecutionName) !== undefined)
      throw notImplemented('Invocations with TenantId or DurableExecutionName are')
    const target = readTarget(call, input.FunctionName, input.Qualifier)
    const type = input.InvocationType ?? 'RequestResponse'
    const record = targetIn(call.scope, target)
    // Only Invoke names the version that it was not asked for (test_invoke_exceptions).
    if (!record) throw functionNotFound(functionArn(call, target.name, target.qualifier ?? latest))
    const payload = readPayload(input.Payload as Uint8Array | undefined, type)
    const clientContext = readClientContext(input.ClientContext)
    deployedNow(record, call.host.now()) // 409 while it is Pending; what runs is looked up by the invoker, by an alias's weights
    if (type === 'DryRun') return { StatusCode: 204 }
    const arn = functionArn(call, target.name, target.qualifier)
    const isLogged = input.LogType === 'Tail'
    const { requestId, traceId } = call
    if (type === 'Event') {
      // Without the client's context, which is for synchronous invocations only (API reference, Invoke).
      call.host.invoker.enqueue(call.scope, arn, payload, { requestId, traceId })
      return { StatusCode: 202, Payload: Buffer.alloc(0) }
    }
    const options = { requestId, traceId, clientContext, isLogged }
    return answer(call.host.invoker.invoke(call.scope, arn, payload, options), isLogged)
  },
} satisfies LambdaHandlers
