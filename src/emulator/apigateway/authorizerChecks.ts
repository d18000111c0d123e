import type { Call } from '../context.ts'
import { badRequest, conflict, notImplemented } from '../wire/awsError.ts'
import { checkCredentials } from './integrationChecks.ts'
import { type AuthorizerRecord, authorizers, restApis } from './records.ts'
import { checkRoom, wholeNumberReader } from './values.ts'

/** Blanks behind `path/` are taken (test_apigateway_with_custom_authorization_method), a region `region` is not. */
const lambdaUri =
  /^arn:aws[a-z-]*:apigateway:[a-z]+(-[a-z]+)+-\d:lambda:path\/[\s/]*2015-03-31\/functions\/.+\/invocations$/

const tokenSource = /^method\.request\.header\.[a-zA-Z0-9._-]+$/
const requestSource = /^(method\.request\.(header|querystring)|stageVariables|context)\.[a-zA-Z0-9._-]+$/

/** AWS's text where a cache has no identity source (awsdocs/aws-cloudformation-user-guide#692). */
const invalidInput = 'Invalid request input'
const checkTtl = wholeNumberReader(0, 3600, invalidInput)

/** Where the identity of a request stands. */
export const sourcesOf = ({ identitySource = '' }: AuthorizerRecord): readonly string[] =>
  identitySource
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '')

/** Seconds; 300 where nothing is said, 0 for no cache (API reference). */
export const ttlOf = ({ authorizerResultTtlInSeconds = 300 }: AuthorizerRecord): number =>
  authorizerResultTtlInSeconds

/** Only a REQUEST authorizer without a cache can do without an identity source (developer guide). */
function checkSources(authorizer: AuthorizerRecord): void {
  const sources = sourcesOf(authorizer)
  const isToken = authorizer.type === 'TOKEN'
  if (sources.length === 0 && (isToken || ttlOf(authorizer) > 0)) throw badRequest(invalidInput)
  if (isToken && !tokenSource.test(authorizer.identitySource ?? ''))
    throw badRequest(
      `Invalid token source expression: ${authorizer.identitySource}. The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.`, // serverless/serverless#4428
    )
  if (!sources.every((source) => requestSource.test(source))) throw badRequest(invalidInput)
}

/** Throws where AWS refuses an authorizer. It looks at the URI before it looks for the API (test_authorizer_crud_no_api). */
export function checkAuthorizer(call: Call, restApiId: string, authorizer: AuthorizerRecord): void {
  const { id, name, type, authorizerUri = '', authorizerCredentials: credentials } = authorizer
  if (type === 'COGNITO_USER_POOLS') throw notImplemented('Authorizers of type COGNITO_USER_POOLS are')
  if (name === '') throw badRequest('Authorizer name cannot be blank')
  if (!lambdaUri.test(authorizerUri))
    throw badRequest(
      `Invalid Authorizer URI: ${authorizerUri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`, // terraform-provider-aws#1757
    )
  checkCredentials({ credentials }, call.account)
  checkSources(authorizer)
  checkTtl(String(ttlOf(authorizer)))
  if (!call.scope.get(restApis, restApiId))
    throw conflict('Unable to complete operation due to concurrent modification. Please try again later.')
  const others = call.scope.list(authorizers, restApiId).filter((other) => other.id !== id)
  if (others.some((other) => other.name === name))
    throw badRequest(`Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`) // aws-cdk#13711
  checkRoom('Authorizers', 10, others)
}
