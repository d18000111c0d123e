import { TestInvokeMethodCommand, type TestInvokeMethodResponse } from '@aws-sdk/client-api-gateway'
import { InvokeCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'
import type { Clients } from '../cloud/clients.ts'

/** What a request to a stage's address gave. */
export interface UrlAnswer {
  readonly status: number
  readonly body: string
}

export interface InvokeAnswer {
  readonly functionError?: string
  readonly payload: string
}

/** Requests that the judge itself makes. Each is made once, however many checks ask for it. */
export interface Probes {
  url(restApiId: string, stageName: string, path: string): Promise<UrlAnswer>
  testInvoke(restApiId: string, resourceId: string, httpMethod: string): Promise<TestInvokeMethodResponse>
  invoke(functionName: string, payload: string): Promise<InvokeAnswer>
}

function once<A extends readonly string[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  const done = new Map<string, Promise<T>>()
  return (...args) => {
    const key = args.join('\n')
    const known = done.get(key) ?? work(...args)
    done.set(key, known)
    return known
  }
}

export function makeProbes(endpoint: string, { lambda, apigateway }: Clients): Probes {
  return {
    url: once(async (restApiId, stageName, path) => {
      const response = await fetch(`${endpoint}/_aws/execute-api/${restApiId}/${stageName}${path}`)
      return { status: response.status, body: await response.text() }
    }),
    testInvoke: once((restApiId, resourceId, httpMethod) =>
      apigateway.send(new TestInvokeMethodCommand({ restApiId, resourceId, httpMethod })),
    ),
    invoke: once(async (FunctionName, payload) => {
      // A script may end while its function is still Pending; that is no fault of it.
      await waitUntilFunctionActiveV2(
        { client: lambda, maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.5 },
        { FunctionName },
      )
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: payload }))
      return { functionError: answer.FunctionError, payload: answer.Payload?.transformToString() ?? '' }
    }),
  }
}
