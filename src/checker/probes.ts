import { TestInvokeMethodCommand, type TestInvokeMethodResponse } from '@aws-sdk/client-api-gateway'
import { InvokeCommand, LambdaServiceException } from '@aws-sdk/client-lambda'
import type { Clients } from '../cloud/clients.ts'
import { texts } from '../i18n/index.ts'

/** What a request to a stage's address gave. */
export interface UrlAnswer {
  readonly status: number
  readonly body: string
}

interface InvokeAnswer {
  /** Why Lambda did not run the function, or not to its end. */
  readonly refused?: string
  readonly functionError?: string
  readonly payload: string
}

/** Milliseconds that the judge waits for a function, whatever its own limit is. */
const patience = 20_000

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
      const abortSignal = AbortSignal.timeout(patience)
      try {
        const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: payload }), {
          abortSignal,
        })
        return { functionError: answer.FunctionError, payload: answer.Payload?.transformToString() ?? '' }
      } catch (error) {
        if (abortSignal.aborted) return { refused: texts.facts.slowFunction(patience / 1000), payload: '' }
        if (error instanceof LambdaServiceException && error.$fault === 'client')
          return { refused: `${error.name}: ${error.message}`, payload: '' }
        throw error
      }
    }),
  }
}
