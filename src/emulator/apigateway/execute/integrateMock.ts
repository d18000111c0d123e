import { isRecord, jsonIn } from '../../json.ts'
import { configurationError } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import { mapRequestBody } from './integrationRequest.ts'
import { mapAnswer } from './integrationResponse.ts'
import { MappingContext } from './mappingContext.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'

/** AWS also reads `{statusCode: 200}`, which the CDK writes: names without quotes, one kind of quotes, commas too many. */
const loose =
  /^\s*\{(?:[^{[]*,)?\s*(?:statusCode|'statusCode'|"statusCode")\s*:\s*(-?\d+)\s*(?:,(?!\s*[{[]).*)?\}\s*$/s

function statusOf(body: string): number | undefined {
  const json = jsonIn(body)
  if (json !== undefined)
    return isRecord(json) && Number.isInteger(json.statusCode) ? Number(json.statusCode) : undefined
  const status = loose.exec(body)?.[1]
  return status === undefined ? undefined : Number(status)
}

const nothing = Buffer.alloc(0)

/** MOCK: nothing is called; the request's template says which status there would have been. */
export function integrateMock(request: MethodRequest): MethodAnswer {
  const context = new MappingContext(request)
  const status = statusOf(mapRequestBody(context).toString())
  if (status === undefined)
    throw configurationError(
      'Unable to parse statusCode. It should be an integer that is defined in the request template.',
    )
  return mapAnswer({ status, headers: () => new Headers(), body: nothing }, String(status), context)
}
