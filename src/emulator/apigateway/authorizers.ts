import type { ApiGatewayHandlers, Call } from '../context.ts'
import { newId } from '../ids.ts'
import { badRequest, conflict, notImplemented } from '../wire/awsError.ts'
import { find, keep, methodsOf, remove } from './find.ts'
import { checkCredentials } from './integrationChecks.ts'
import { listOf } from './pages.ts'
import { byOperation, orAbsent, replacing } from './patch.ts'
import { checkRoom, optionReader, wholeNumberReader } from './readers.ts'
import { type AuthorizerRecord, authorizers, restApis } from './records.ts'

/** Blanks behind `path/` are taken (test_apigateway_with_custom_authorization_method), a region `region` is not. */
const lambdaUri =
  /^arn:aws[a-z-]*:apigateway:[a-z]+(-[a-z]+)+-\d:lambda:path\/[\s/]*2015-03-31\/functions\/.+\/invocations$/

const tokenSource = /^method\.request\.header\.[a-zA-Z0-9._-]+$/
const requestSource = /^(method\.request\.(header|querystring)|stageVariables|context)\.[a-zA-Z0-9._-]+$/

/** AWS's text where a cache has no identity source (awsdocs/aws-cloudformation-user-guide#692). */
const invalidInput = 'Invalid request input'

/** Text: cdk-preflight pf-apigw-authorizer-ttl-range. */
const checkTtl = wholeNumberReader(
  0,
  3600,
  'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.',
)

/** Where the identity of a request stands. */
export const identitySourcesOf = ({ identitySource = '' }: AuthorizerRecord): readonly string[] =>
  identitySource
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '')

/** Seconds; 300 where nothing is said, 0 for no cache (API reference). */
export const ttlOf = ({ authorizerResultTtlInSeconds = 300 }: AuthorizerRecord): number =>
  authorizerResultTtlInSeconds

/** Only a REQUEST authorizer without a cache can do without an identity source (developer guide). */
function checkSources(authorizer: AuthorizerRecord): void {
  const sources = identitySourcesOf(authorizer)
  const isToken = authorizer.type === 'TOKEN'
  if (sources.length === 0 && (isToken || ttlOf(authorizer) > 0)) throw badRequest(invalidInput)
  if (isToken && !tokenSource.test(authorizer.identitySource ?? ''))
    throw badRequest(
      `Invalid token source expression: ${authorizer.identitySource}. The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.`, // serverless/serverless#4428
    )
  const wrong = sources.find((source) => !requestSource.test(source))
  // Text: cdk-preflight pf-apigw-request-authorizer-identity-source, whose recording ends at "or a stage variable, m".
  if (wrong !== undefined)
    throw badRequest(
      `Invalid request identity source expression: ${wrong}. The sources must be separated by comma, and each source must be either a method request parameter, matching 'method.request.querystring|header.[a-zA-Z0-9._-]+', or a stage variable, matching 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching 'context.[a-zA-Z0-9._-]+'`,
    )
}

/** Throws where AWS refuses an authorizer. It looks at the URI before it looks for the API (test_authorizer_crud_no_api). */
function checkAuthorizer(call: Call, restApiId: string, authorizer: AuthorizerRecord): void {
  const { id, name, type, authorizerUri = '', authorizerCredentials } = authorizer
  if (type === 'COGNITO_USER_POOLS') throw notImplemented('Authorizers of type COGNITO_USER_POOLS are')
  if (name === '') throw badRequest('Authorizer name cannot be blank')
  if (!lambdaUri.test(authorizerUri))
    throw badRequest(
      `Invalid Authorizer URI: ${authorizerUri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`, // terraform-provider-aws#1757
    )
  checkCredentials(authorizerCredentials, call.account)
  checkSources(authorizer)
  checkTtl(String(ttlOf(authorizer)))
  if (!call.scope.get(restApis, restApiId))
    throw conflict('Unable to complete operation due to concurrent modification. Please try again later.')
  const others = call.scope.list(authorizers, restApiId).filter((other) => other.id !== id)
  if (others.some((other) => other.name === name))
    throw badRequest(`Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`) // aws-cdk#13711
  checkRoom('Authorizers', 10, others)
}

/** The table of UpdateAuthorizer in AWS's patch operations; `/providerARNs` are of user pools only. */
const patchAuthorizer = byOperation<AuthorizerRecord>([
  replacing('authorizerCredentials', orAbsent),
  replacing('authorizerResultTtlInSeconds', (text) => (text ? Number(text) : undefined)),
  replacing('authorizerUri', orAbsent),
  replacing('authType', orAbsent),
  {
    path: '/identitySource',
    ops: ['add', 'replace', 'remove'],
    apply: (_, { op, value }) => ({ identitySource: op === 'remove' ? undefined : orAbsent(value) }),
  },
  replacing('identityValidationExpression', orAbsent),
  replacing('name', (text = '') => text),
  replacing('type', optionReader('authorizer type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'])),
])

/** In AWS's words (terraform-provider-aws#14812). */
function checkUnused(call: Call, restApiId: string, { id, name }: AuthorizerRecord): void {
  const user = methodsOf(call, restApiId).find(({ method }) => method.authorizerId === id)
  if (user)
    throw conflict(`Cannot delete authorizer '${name}', is referenced in method: ${user.verb}/${user.path}`)
}

export const authorizerHandlers = {
  /** A TTL is shown only where one was given; `authType` always (test_apigateway_with_custom_authorization_method). */
  CreateAuthorizer(input, call) {
    const { restApiId, providerARNs: _, ...told } = input
    const authorizer = { authType: 'custom', ...told, id: newId(6) }
    checkAuthorizer(call, restApiId, authorizer)
    return keep(call, authorizers, authorizer, restApiId)
  },

  GetAuthorizer: ({ restApiId, authorizerId }, call) => find(call, authorizers, authorizerId, restApiId),

  GetAuthorizers: (input, call) => listOf(call, authorizers, input),

  UpdateAuthorizer({ restApiId, authorizerId, patchOperations }, call) {
    const before = find(call, authorizers, authorizerId, restApiId)
    const authorizer = patchAuthorizer(before, patchOperations)
    checkAuthorizer(call, restApiId, authorizer)
    return keep(call, authorizers, authorizer, restApiId)
  },

  DeleteAuthorizer: ({ restApiId, authorizerId }, call) =>
    remove(call, authorizers, authorizerId, restApiId, (authorizer) =>
      checkUnused(call, restApiId, authorizer),
    ),
} satisfies ApiGatewayHandlers
