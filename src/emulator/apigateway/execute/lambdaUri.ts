import { configurationError } from './gatewayFailure.ts'

/** Where an AWS integration sends its request: a service's path or action in a region. */
export interface AwsUri {
  readonly region: string
  readonly service: string
  /** Behind `path/` or `action/`. */
  readonly path: string
}

/** `lambda:path//2015-03-31/…` works too (test_api_gateway_lambda_integration_aws_type). */
export function readAwsUri(uri: string): AwsUri {
  const match = /^arn:aws[a-z-]*:apigateway:([a-z0-9-]+):([\w.-]+):(?:path|action)\/+(.*)$/s.exec(uri)
  if (!match) throw configurationError('Invalid endpoint address')
  const [, region = '', service = '', path = ''] = match
  return { region, service, path }
}

/** The function that a Lambda invocation path names; undefined where the path is another operation's. */
export const invokedFunction = ({ path }: AwsUri): string | undefined =>
  /^2015-03-31\/functions\/(.+)\/invocations$/.exec(path)?.[1]

/** A function's ARN in the region that the URI calls; any other is not reachable there. */
export const isReachable = (functionArn: string, { region }: AwsUri): boolean =>
  new RegExp(`^arn:aws[a-z-]*:lambda:${region}:\\d{12}:function:`).test(functionArn)

/** The address that AWS's log shows. */
export const lambdaAddress = ({ region, path }: AwsUri): string =>
  `https://lambda.${region}.amazonaws.com/${path}`
