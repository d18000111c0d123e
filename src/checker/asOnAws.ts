import type { RecordedCall } from '../cloud/calls.ts'
import type { Difference } from '../cloud/differences.ts'
import { ApiParts, effects, type Named, nameOf } from './apiParts.ts'
import type { Inventory } from './inventory.ts'

interface Refusal {
  readonly difference: Difference
  readonly operation: string
  isDue(parts: ApiParts, named: Named): boolean
  readonly status: number
  readonly code: string
  /** AWS's own text. */
  message(named: Named): string
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
    isDue: (parts, { api }) => parts.lackIntegration(api),
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

/**
 * The calls of a script as AWS would have answered them, where the cloud is one that takes more than AWS does. `before`
 * is what was there when it started. What follows a call that AWS alone refuses is left out, since the script would have
 * ended there; one that `catches` errors would have gone on, and nobody knows how, so it is judged by what it made.
 */
export function asOnAws(
  calls: readonly RecordedCall[],
  before: Inventory,
  catches: boolean,
): readonly RecordedCall[] {
  const parts = new ApiParts(before)
  const seen: RecordedCall[] = []
  for (const call of calls) {
    const { target, answer } = call
    const named = target.kind === 'aws' && answer ? nameOf({ ...call, target }) : undefined
    const refusal =
      named && refusals.find((row) => row.operation === named.operation && row.isDue(parts, named))
    const here = answer?.error?.message ?? ''
    if (named && answer && refusal && !(catches && here === '')) {
      const { status, code, message } = refusal
      seen.push({ ...call, answer: { ...answer, status, error: { code, message: message(named), here } } })
      if (here === '') break
    } else {
      if (named && answer && !answer.error) effects[named.operation]?.(parts, named, call)
      seen.push(call)
    }
  }
  return seen
}
