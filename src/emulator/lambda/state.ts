import { randomUUID } from 'node:crypto'
import type { Call } from '../context.ts'
import { AwsError, lambdaConflict } from '../wire/awsError.ts'
import { functionArn } from './functionName.ts'
import { findFunction } from './lookup.ts'
import type { Deployed, FunctionRecord } from './records.ts'

/** How long a change takes. On AWS a few seconds; here just long enough that a script has to wait for it. */
const settleMs = 500

/** State follows from the clock, so that it needs no timer and outlives a restart. */
export const startChange = (
  kind: 'create' | 'update',
  now: number,
): Pick<FunctionRecord, 'change' | 'revisions' | 'lastModified'> => ({
  change: { kind, settlesAt: now + settleMs },
  revisions: { changing: randomUUID(), settled: randomUUID() },
  lastModified: kind === 'update' ? now - (now % 1000) : now, // AWS's own outputs, as 63086418126 of 2026
})

const isChanging = (record: FunctionRecord, now: number) => now < record.change.settlesAt
const isPending = (record: FunctionRecord, now: number) =>
  record.change.kind === 'create' && isChanging(record, now)

export const revisionOf = (record: FunctionRecord, now: number): string =>
  isChanging(record, now) ? record.revisions.changing : record.revisions.settled

/** The members of FunctionConfiguration that tell the state. The reason of an update is AWS's own odd one. */
export function stateOf(record: FunctionRecord, now: number) {
  const reason = 'The function is being created.'
  if (isPending(record, now)) return { State: 'Pending', StateReason: reason, StateReasonCode: 'Creating' }
  if (isChanging(record, now))
    return {
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReason: reason,
      LastUpdateStatusReasonCode: 'Creating', // which AWS's own model has not (test_function_lifecycle)
    }
  return { State: 'Active', LastUpdateStatus: 'Successful' }
}

/** What an invocation runs now: until an update is done, what was there before it. */
export function deployedNow(record: FunctionRecord, now: number): Deployed {
  if (isPending(record, now))
    throw lambdaConflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    )
  return isChanging(record, now) && record.previous ? record.previous : record.deployed
}

/**
 * Throws 412 where a request is made for another revision than the current one. The text tells where to find that: for
 * functions it names GetAlias too.
 */
export function checkRevision(
  asked: string | undefined,
  current: string | undefined,
  source = 'GetFunction/GetAlias',
): void {
  if (asked !== undefined && asked !== current)
    throw new AwsError(
      'PreconditionFailedException',
      412,
      `The Revision Id provided does not match the latest Revision Id. Call the ${source} API to retrieve the latest Revision Id`,
    )
}

/** Throws 409 where an update is not done yet. */
export function checkUpdated(call: Call, record: FunctionRecord): void {
  const now = call.host.now()
  if (isChanging(record, now) && !isPending(record, now))
    throw lambdaConflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${functionArn(call, record.functionName)}`,
    )
}

/** A function that may be changed now. Throws 404, 409 where another change is not done yet, 412 as above. */
export function findChangeable(call: Call, name: string, revisionId: string | undefined): FunctionRecord {
  const record = findFunction(call, name)
  const now = call.host.now()
  // Public log 56379491888, aws/serverless-application-model#2356.
  if (isPending(record, now))
    throw lambdaConflict(
      `The operation cannot be performed at this time. The resource ${functionArn(call, name)} is currently in the following state: 'Pending'. StateReasonCode: 'Creating'`,
    )
  checkUpdated(call, record)
  checkRevision(revisionId, revisionOf(record, now))
  return record
}
