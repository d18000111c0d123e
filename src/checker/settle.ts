import { waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda'
import { type RecordedCall, succeeded } from '../cloud/calls.ts'
import type { Clients } from '../cloud/clients.ts'

const changes = /^(CreateFunction|UpdateFunction(Code|Configuration))$/

const patience = { maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.5 }

/**
 * Waits until the changes of functions that a script made are done: it may end before they are, which is no fault of it,
 * and what is judged is what it leads to. What never gets done is judged as it is then.
 */
export async function settle({ lambda }: Clients, calls: readonly RecordedCall[]): Promise<void> {
  const changed = calls.flatMap((call) =>
    call.target.kind === 'aws' && changes.test(call.target.operation) && succeeded(call)
      ? (/"FunctionName"\s*:\s*"([^"]+)"/.exec(call.answer?.body ?? '')?.[1] ?? [])
      : [],
  )
  await Promise.allSettled(
    [...new Set(changed)].map((FunctionName) =>
      waitUntilFunctionUpdatedV2({ client: lambda, ...patience }, { FunctionName }),
    ),
  )
}
