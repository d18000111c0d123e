import type { ApiGatewayHandlers, ApiGatewayInputs, Call } from '../../context.ts'
import { find, invalidMethod, present } from '../find.ts'
import { resources, restApis } from '../records.ts'
import { validationOf } from '../requestValidators.ts'
import { checkVariables } from '../stageRecord.ts'
import { testIdentity } from './callerIdentity.ts'
import { executeMethod } from './executeMethod.ts'
import { ExecutionLog } from './executionLog.ts'
import { usualAnswer } from './gatewayAnswer.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import { Headers } from './headers.ts'
import { type MethodAnswer, type MethodRequest, readQuery } from './methodRequest.ts'
import { newRequestIds } from './requestIds.ts'
import { methodFor, parametersOf } from './routes.ts'
import { traceOf } from './trace.ts'

type TestInput = ApiGatewayInputs['TestInvokeMethod']

function headersOf({ headers, multiValueHeaders }: TestInput): Headers {
  const lists = Object.entries(multiValueHeaders ?? {})
  const all = Headers.from(lists.map(([name, values]) => [name, values ?? []])) // the wire lets a null through
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value)
  return all
}

/** Finds the method in the live API, not in a deployment. Stage variables are what a stage's can be (amazon-api-gateway-developer-guide#91). */
function testRequest(input: TestInput, call: Call): MethodRequest & { readonly log: ExecutionLog } {
  const resource = find(call, resources, input.resourceId, input.restApiId)
  // A test's body is text (repost.aws, QUcGyz1u8GSqqXNbjdCqx5Eg: it works where the client's request is refused).
  const api = { ...find(call, restApis, input.restApiId), binaryMediaTypes: undefined }
  const method = present(methodFor(resource, input.httpMethod), invalidMethod)
  checkVariables(input.stageVariables)
  const { now } = call.host
  const { requestId, extendedRequestId, digits } = newRequestIds()
  const time = now()
  // A path that is not the resource's own is accepted; it has no parameters then (test_invoke_test_method).
  const [path = '', ...query] = (input.pathWithQueryString || resource.path).split('?')
  return {
    requestId,
    extendedRequestId,
    trace: traceOf(undefined, digits, time),
    time,
    account: call.account,
    region: call.region,
    api,
    resource,
    method,
    validation: validationOf(call, api.id),
    verb: input.httpMethod,
    stage: 'test-invoke-stage',
    stageVariables: input.stageVariables,
    path,
    contextPath: resource.path,
    pathParameters: parametersOf(resource, path),
    query: readQuery(query.join('?')), // a question mark may stand in it (RFC 3986)
    headers: headersOf(input),
    contentType: 'application/json', // whatever the headers say (developer guide, api-gateway-known-issues)
    body: Buffer.from(input.body ?? ''),
    domainName: 'testPrefix.testDomainName',
    domainPrefix: 'testPrefix',
    identity: testIdentity(call.account, call.userAgent),
    log: new ExecutionLog(requestId, now),
  }
}

/** A failure is told as API Gateway words it: the API's own gateway responses are for its clients. */
async function answerOf(request: MethodRequest, { host }: Call): Promise<MethodAnswer> {
  try {
    return await executeMethod(request, host)
  } catch (error) {
    if (error instanceof GatewayFailure) return usualAnswer(error)
    throw error
  }
}

export const testInvokeHandlers = {
  async TestInvokeMethod(input, call) {
    const request = testRequest(input, call)
    const { status, headers, body } = await answerOf(request, call)
    return {
      status,
      body: body.toString(),
      headers: headers.single(),
      multiValueHeaders: headers.multi(),
      log: request.log.text,
      latency: call.host.now() - request.time,
    }
  },
} satisfies ApiGatewayHandlers
