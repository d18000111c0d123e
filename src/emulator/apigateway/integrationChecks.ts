import type { Call } from '../context.ts'
import { AwsError, badRequest } from '../wire/awsError.ts'
import { checkCacheKeys } from './cacheKeys.ts'
import { checkRequestMappings } from './parameterMappings.ts'
import { checkContentTypes, checkHttpMethod, optionReader, wholeNumberReader } from './readers.ts'
import type { IntegrationRecord, MethodRecord } from './records.ts'
import { notSupported } from './unsupportedSettings.ts'

/** `arn:aws:apigateway:{region}:{service}:{path|action}/{rest}`; a path may begin with a slash (developer guide, integration-request-basic-setup). */
const serviceArn = /^arn:aws[\w-]*:apigateway:[^:]+:([^:]+):(path|action)\/+(.+)$/

/** A stage variable may stand for what follows the service, and for a role (developer guide, aws-api-gateway-stage-variables-reference). */
const variableArn = /^arn:aws[\w-]*:apigateway:[^:]+:([^:]+):\$\{stageVariables\.\w+\}/

const streaming = /^2021-11-15\/functions\/.+\/response-streaming-invocations$/

const lambdaPath = /^2015-03-31\/functions\/(.+)\/invocations$/

/** What a Lambda path names; a stage variable may stand for any of it. */
const lambdaFunction = /^arn:aws[\w-]*:lambda:[^:/]+:\d{12}:function:[^/]+$|\$\{stageVariables\.\w+\}/

/** What AWS_PROXY can call: a Lambda function, or a Firehose stream (which this cloud has not). */
const isProxyTarget = (service: string, kind: string, rest: string) =>
  service.endsWith('lambda')
    ? kind === 'path' && lambdaPath.test(rest)
    : service === 'firehose' && kind === 'action' && /^PutRecord(Batch)?$/.test(rest)

/** API Gateway looks at the region too (serverless-express#169): here it must look like one. */
const brokenRegion = /^arn:aws[\w-]*:apigateway:(?![a-z]+(-[a-z]+)+-\d+:)/

function checkArn(uri: string, isProxy: boolean, credentials: string | undefined): void {
  if (!/^arn:aws[\w-]*:/.test(uri) || brokenRegion.test(uri))
    throw badRequest('Invalid ARN specified in the request')
  const variable = variableArn.exec(uri)?.[1]
  const [, service = variable, kind, rest] = serviceArn.exec(uri) ?? []
  if (service === undefined) throw badRequest('AWS ARN for integration must contain path or action')
  if (streaming.test(rest ?? '')) throw notSupported('Integrations', ['response-streaming-invocations'])
  if (kind && rest && isProxy && !isProxyTarget(service, kind, rest))
    throw badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    )
  const named = service.endsWith('lambda') ? lambdaPath.exec(rest ?? '')?.[1] : undefined
  // As where an invocation's ARN is wrapped once more (public logs 38866563694, 11380535823).
  if (named !== undefined && !lambdaFunction.test(named))
    throw badRequest('Invalid function ARN or invalid uri')
  if (!service.endsWith('lambda') && !credentials)
    throw badRequest('Role ARN must be specified for AWS integrations')
}

/**
 * Throws where an integration's URI is not one that its type can call (test_put_integration_validation,
 * test_put_integration_aws_proxy_uri). The function itself is not looked up.
 */
function checkUri({ type, uri = '', credentials }: IntegrationRecord): void {
  if (type === 'MOCK') return
  if (uri === '') throw badRequest('Invalid integration URI specified') // aws/aws-cdk#10435
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    if (!/^https?:\/\/\S+$/.test(uri)) throw badRequest('Invalid HTTP endpoint specified for URI')
  } else checkArn(uri, type === 'AWS_PROXY', credentials)
}

/** Credentials that are nobody's own: whoever calls lends them (PutIntegration's documentation). */
export const actsAsCaller = (credentials = '') => /^arn:aws[\w-]*:iam::\*:user\/\*$/.test(credentials)

/**
 * Throws where an integration or an authorizer can act neither as whoever calls nor as the role that it names (aws-sdk-java #860),
 * which must be of the API's own account (aws-apigateway-importer #25). A user is taken too (claudiajs/claudia,
 * rebuild-web-api-spec) and found to be no role when it is called (aws-controllers-k8s/apigatewayv2-controller#131).
 */
export function checkCredentials(credentials: string | undefined, account: string): void {
  if (credentials === undefined || actsAsCaller(credentials)) return
  const owner = /^arn:aws[\w-]*:iam::(\d{12}):(?:(?:role|user)\/.+|\$\{stageVariables\.\w+\})$/.exec(
    credentials,
  )?.[1]
  if (owner === undefined) throw badRequest('Invalid ARN specified in the request')
  if (owner !== account)
    throw new AwsError('AccessDeniedException', 403, 'Cross-account pass role is not allowed.')
}

const readPassthrough = optionReader('passthroughBehavior', ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'])

const checkTimeout = wholeNumberReader(50, 29000, 'Timeout should be between 50 ms and 29000 ms')

/** There are no VPC links in this cloud: only a stage variable, which is not looked at yet, can name one. */
function checkConnection({ connectionType, connectionId }: IntegrationRecord): void {
  if (connectionType !== 'VPC_LINK') return
  // Text: cdk-preflight pf-apigw-integration-vpc-link-connection-id.
  if (!connectionId)
    throw badRequest(
      'ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK',
    )
  if (!connectionId.startsWith('${stageVariables.')) throw badRequest('Invalid Vpc Link identifier specified')
}

/** Throws where an integration cannot be: on Put, and on Update for what the patches leave. */
export function checkIntegration(
  { account }: Call,
  method: MethodRecord,
  integration: IntegrationRecord,
): void {
  const { type, httpMethod } = integration
  if (!httpMethod && type !== 'MOCK') throw badRequest('Enumeration value for HttpMethod must be non-empty')
  if (httpMethod) checkHttpMethod(httpMethod)
  checkUri(integration)
  checkCredentials(integration.credentials, account)
  readPassthrough(integration.passthroughBehavior)
  checkTimeout(String(integration.timeoutInMillis))
  checkConnection(integration)
  checkContentTypes(integration.requestTemplates)
  checkRequestMappings(integration.requestParameters, method.requestParameters)
  checkCacheKeys(method, integration)
}
