import { remember } from '../../remember.ts'
import { configurationError } from './gatewayFailure.ts'

/** Where an AWS integration sends its request: a service's path or action in a region. */
export interface AwsUri {
  readonly region: string
  readonly service: string
  /** Behind `path/` or `action/`. */
  readonly path: string
  /** What a Lambda invocation path names; absent where the path is another operation's. */
  readonly functionArn?: string
  /** Whose function that is; absent where it is no function's ARN, or of a region that the URI does not call. */
  readonly account?: string
  /** The region of a function that the URI's region is not. */
  readonly elsewhere?: string
}

/** `lambda:path//2015-03-31/…` works too (test_api_gateway_lambda_integration_aws_type). */
export const readAwsUri = remember((uri): AwsUri => {
  const match = /^arn:aws[a-z-]*:apigateway:([a-z0-9-]+):([\w.-]+):(?:path|action)\/+(.*)$/s.exec(uri)
  if (!match) throw configurationError('Invalid endpoint address')
  const [, region = '', service = '', path = ''] = match
  const functionArn = /^2015-03-31\/functions\/(.+)\/invocations$/.exec(path)?.[1]
  const [, home, account] = /^arn:aws[a-z-]*:lambda:([^:]*):(\d{12}):function:/.exec(functionArn ?? '') ?? []
  const called = { region, service, path, functionArn }
  return home === region ? { ...called, account } : { ...called, elsewhere: home }
})

/** The address that AWS's log shows. */
export const lambdaAddress = ({ region, path }: AwsUri): string =>
  `https://lambda.${region}.amazonaws.com/${path}`
