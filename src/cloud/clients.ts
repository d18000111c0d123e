import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { LambdaClient } from '@aws-sdk/client-lambda'
import type { Identity } from './cloud.ts'

/** The checker's own clients: they speak to the cloud itself, not through a recorder. */
export interface Clients {
  readonly lambda: LambdaClient
  readonly apigateway: APIGatewayClient
  destroy(): void
}

export function connect(endpoint: string, { account, region }: Identity): Clients {
  const configuration = {
    endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'local' },
    maxAttempts: 2,
  }
  const lambda = new LambdaClient(configuration)
  const apigateway = new APIGatewayClient(configuration)
  return {
    lambda,
    apigateway,
    destroy() {
      lambda.destroy()
      apigateway.destroy()
    },
  }
}
