import type { Host } from '../../context.ts'
import { mayAssume } from '../../identity/roles.ts'
import { AwsError } from '../../wire/awsError.ts'
import { identitySourcesOf, ttlOf } from '../authorizers.ts'
import type { AuthorizerRecord } from '../records.ts'
import { type AuthorizerAnswer, judge, readAuthorizerAnswer } from './authorizerAnswer.ts'
import { Deadline } from './deadline.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import { fillUri } from './integrationRequest.ts'
import { errorMessageOf } from './invokeLambda.ts'
import { readAwsUri } from './lambdaUri.ts'
import { valuesOf } from './mapParameters.ts'
import { MappingContext } from './mappingContext.ts'
import type { MethodRequest } from './methodRequest.ts'
import { requestFacts } from './proxyEvent.ts'
import { lambdaTrace } from './trace.ts'
import { matchesWhole } from './vtl/boundedRegex.ts'
import { TemplateError } from './vtl/values.ts'

const unauthorized = () => new GatewayFailure('UNAUTHORIZED')
const failed = () => new GatewayFailure('AUTHORIZER_CONFIGURATION_ERROR')

const apiArn = ({ account, api }: MethodRequest, region: string) =>
  `arn:aws:execute-api:${region}:${account}:${api.id}`

/** The verb and path are those of the request, not of the resource (developer guide, api-gateway-lambda-authorizer-input). */
const methodArn = (request: MethodRequest) =>
  `${apiArn(request, request.region)}/${request.stage}/${request.verb}${request.path}`

/**
 * The values that tell a caller: none may be missing or empty (API reference, CreateAuthorizer), even where no answers are kept
 * (aws/serverless-application-model, test_api_with_authorizers).
 */
function identityOf(authorizer: AuthorizerRecord, request: MethodRequest): readonly string[] {
  const context = new MappingContext(request)
  const values = identitySourcesOf(authorizer).map((source) => valuesOf(source, context)?.at(-1) ?? '')
  const expression = authorizer.type === 'TOKEN' ? authorizer.identityValidationExpression : undefined
  if (values.includes('') || (expression && !matchesWhole(expression, values[0] ?? ''))) throw unauthorized()
  return values
}

/** What is empty is an empty map here, not null as in a proxy integration's event (same page of the guide). */
const eventOf = ({ type }: AuthorizerRecord, request: MethodRequest, token: string | undefined) =>
  type === 'TOKEN'
    ? { type, authorizationToken: token, methodArn: methodArn(request) }
    : { type, methodArn: methodArn(request), ...requestFacts(request, (map) => map) }

/** Only an error whose whole text is "Unauthorized" is 401 (auth0-samples/jwt-rsa-aws-custom-authorizer#6). */
async function askFunction(
  { id, authorizerUri = '', authorizerCredentials }: AuthorizerRecord,
  request: MethodRequest,
  payload: string,
  host: Host,
): Promise<AuthorizerAnswer> {
  const { functionArn, account, region } = readAwsUri(fillUri(authorizerUri, request))
  if (functionArn === undefined || account === undefined) throw failed()
  const { invoker, store } = host
  const scope = store.scope(account, region)
  const sourceArn = `${apiArn(request, region)}/authorizers/${id}` // in the function's region, as an integration's
  // As for an integration: a role of its own needs no statement in the function's policy.
  const permitted = authorizerCredentials
    ? mayAssume(store, authorizerCredentials, 'apigateway.amazonaws.com')
    : invoker.permits(scope, functionArn, sourceArn, request.account)
  if (!permitted) throw failed()
  const traceId = lambdaTrace(request, authorizerUri)
  const done = await new Deadline().wait(invoker.invoke(scope, functionArn, payload, { traceId }))
  if (errorMessageOf(done) === 'Unauthorized') throw unauthorized()
  const answer = done.functionError ? undefined : readAuthorizerAnswer(done.payload)
  if (!answer) throw failed()
  return answer
}

interface KeptAnswer {
  readonly answer: AuthorizerAnswer
  readonly until: number
}

/** Answers by API, stage and identity. An authorizer that is changed is another record, and knows none of them. */
const kept = new WeakMap<AuthorizerRecord, Map<string, KeptAnswer>>()

async function answerOf(authorizer: AuthorizerRecord, request: MethodRequest, host: Host) {
  const identity = identityOf(authorizer, request)
  const key = JSON.stringify([request.api.id, request.stage, identity])
  const answers = kept.get(authorizer) ?? new Map<string, KeptAnswer>()
  kept.set(authorizer, answers) // before anybody is waited for: another request may come meanwhile
  const known = answers.get(key)
  const started = host.now()
  if (known && started < known.until) return { answer: known.answer, integrationLatency: 0 }
  const payload = JSON.stringify(eventOf(authorizer, request, identity[0]))
  const answer = await askFunction(authorizer, request, payload, host)
  const now = host.now()
  if (answers.size >= 1000) answers.clear()
  if (ttlOf(authorizer) > 0) answers.set(key, { answer, until: now + ttlOf(authorizer) * 1000 })
  return { answer, integrationLatency: now - started }
}

/** An authorizer that cannot be asked, or not in time, is set up wrongly. */
function failureOf(error: unknown): unknown {
  const type = error instanceof GatewayFailure ? error.type : undefined
  return error instanceof AwsError || error instanceof TemplateError || type === 'INTEGRATION_TIMEOUT'
    ? failed()
    : error
}

/** The refusal where an answer does not let a caller in. */
function refusalOf(answer: AuthorizerAnswer, request: MethodRequest): GatewayFailure | undefined {
  const verdict = judge(answer, methodArn(request))
  if (verdict === 'none') return new GatewayFailure('ACCESS_DENIED')
  // Older public logs end with "explicit deny".
  const message =
    'User is not authorized to access this resource with an explicit deny in an identity-based policy'
  return verdict === 'deny' ? new GatewayFailure('ACCESS_DENIED', { message }) : undefined
}

/**
 * Asks the Lambda authorizer of a method. Gives the request with what it said of the caller, which gateway responses
 * can tell where it does not let the caller in: there is a `refusal` then (public logs 12935487494, 6796662743); and the API
 * key that it gives the caller. Throws GatewayFailure where it cannot be asked. Answers that are kept are judged anew for
 * each method.
 */
export async function askAuthorizer(
  request: MethodRequest,
  authorizers: readonly AuthorizerRecord[] | undefined,
  host: Host,
): Promise<{ readonly told: MethodRequest; readonly refusal?: GatewayFailure; readonly apiKey?: string }> {
  const { authorizerId } = request.method
  const authorizer = authorizers?.find(({ id }) => id === authorizerId)
  if (!authorizer) throw failed()
  const { answer, integrationLatency } = await answerOf(authorizer, request, host).catch((error) => {
    throw failureOf(error)
  })
  return {
    told: { ...request, authorizer: { ...answer.context, integrationLatency } },
    refusal: refusalOf(answer, request),
    apiKey: answer.apiKey,
  }
}
