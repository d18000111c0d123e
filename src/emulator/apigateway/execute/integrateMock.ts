import { configurationError } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import { mapRequestBody } from './integrationRequest.ts'
import { mapAnswer } from './integrationResponse.ts'
import { MappingContext } from './mappingContext.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'
import { jsonValueIn } from './vtl/jsonReader.ts'
import { isMap } from './vtl/values.ts'

function statusOf(body: string): number | undefined {
  const json = jsonValueIn(body)
  const status = isMap(json) ? json.get('statusCode') : undefined
  return typeof status === 'number' && Number.isInteger(status) ? status : undefined
}

const nothing = Buffer.alloc(0)

/** MOCK: nothing is called; the request's template says which status there would have been. Text: alma-cdk/openapix#37, of 2022. */
export function integrateMock(request: MethodRequest): MethodAnswer {
  const context = new MappingContext(request)
  const status = statusOf(mapRequestBody(context).toString())
  if (status === undefined)
    throw configurationError(
      'Unable to parse statusCode. It should be an integer that is defined in the request template.',
    )
  return mapAnswer({ status, headers: () => new Headers(), body: nothing }, String(status), context)
}
