import type { RecordedCall } from '../cloud/calls.ts'
import type { Difference } from '../cloud/differences.ts'
import type { Gate } from '../cloud/recorder.ts'
import { refuseMalformed } from '../emulator/index.ts'
import { type ApiCall, effects, nameOf } from './apiCalls.ts'
import { ApiParts } from './apiParts.ts'
import type { Inventory } from './inventory.ts'

interface Refusal {
  readonly difference: Difference
  readonly operation: string
  isDue(parts: ApiParts, named: ApiCall): boolean
  readonly status: number
  readonly code: string
  /** AWS's own text. */
  message(named: ApiCall): string
}

const conflict = { status: 409, code: 'ConflictException' }

/** What AWS refuses where LocalStack takes it or says something else; each row is one of the known differences. */
const refusals: readonly Refusal[] = [
  {
    difference: 'duplicate-resource',
    operation: 'CreateResource',
    isDue: (parts, { api, parent, body }) => parts.has(`resource ${api} ${parent} ${body.pathPart}`),
    ...conflict,
    message: ({ body }) => `Another resource with the same parent already has this name: ${body.pathPart}`,
  },
  {
    difference: 'duplicate-method',
    operation: 'PutMethod',
    isDue: (parts, { method }) => parts.has(`method ${method}`),
    ...conflict,
    message: () => 'Method already exists for this resource',
  },
  {
    difference: 'duplicate-method-response',
    operation: 'PutMethodResponse',
    isDue: (parts, { method, status }) => parts.has(`response ${method} ${status}`),
    ...conflict,
    message: () => 'Response already exists for this resource',
  },
  {
    difference: 'half-finished-deployment',
    operation: 'CreateDeployment',
    isDue: (parts, { api }) => parts.hasUnfinishedMethod(api),
    status: 400,
    code: 'BadRequestException',
    message: () => 'No integration defined for method',
  },
  {
    difference: 'response-of-no-integration',
    operation: 'PutIntegrationResponse',
    isDue: (parts, { method }) => parts.has(`method ${method}`) && !parts.has(`integration ${method}`),
    status: 404,
    code: 'NotFoundException',
    message: () => 'Invalid Integration identifier specified',
  },
  {
    difference: 'patch-of-integration-type',
    operation: 'UpdateIntegration',
    isDue: (_parts, { body }) => JSON.stringify(body.patchOperations ?? []).includes('"/type"'),
    status: 400,
    code: 'BadRequestException',
    message: () => 'Invalid patch path /type',
  },
]

const answerOf = (status: number, code: string, message: string) => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': code },
  body: Buffer.from(JSON.stringify({ message })),
})

const texts = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

const nameCall = (call: RecordedCall) =>
  call.target.kind === 'aws' ? nameOf({ ...call, target: call.target }) : undefined

/**
 * Refuses what AWS would refuse, in its words, before it comes to a cloud that might take it: so a script meets the same
 * there as on AWS, whatever it does with an error. `before` is what is there when the script starts.
 */
export function standForAws(before: Inventory): Gate {
  const parts = new ApiParts(before)
  return {
    refuse(call, { headers, body }) {
      const named = nameCall(call)
      if (!named) return undefined
      const url = new URL(call.path, 'http://localhost')
      const malformed = refuseMalformed({ method: call.method, url, headers, body })
      if (malformed)
        return { ...malformed, headers: texts(malformed.headers), body: Buffer.from(malformed.body) }
      const row = refusals.find(
        ({ operation, isDue }) => operation === named.operation && isDue(parts, named),
      )
      return row && answerOf(row.status, row.code, row.message(named))
    },
    note(call) {
      const named = nameCall(call)
      if (named && !call.answer?.error) effects[named.operation]?.(parts, named, call)
    },
  }
}
