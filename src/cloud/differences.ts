/** src/checker/awsGate.ts: a call that AWS refuses does not come to LocalStack, whether it stands in this table or not. */
const askedFirst = 'ask the embedded cloud first, which refuses it'

/**
 * Where LocalStack 4.14.0 answers otherwise than AWS, in what the workshop touches. A conformance case names its row and
 * asserts both sides. Where behaviour differs the checks read the configuration instead.
 */
export const differences = {
  'permissions-not-enforced': {
    aws: '500 where the function’s policy does not let the API in',
    localstack: '200: policies are stored and not looked at',
    checks: 'read the policy (GetPolicy) and match the source ARN themselves',
  },
  'authorization-not-enforced': {
    aws: '403 to an unsigned request for a method with AWS_IAM',
    localstack: '200',
    checks: 'read authorizationType',
  },
  'duplicate-resource': {
    aws: '409',
    localstack: '201: two resources of the same path',
    checks: askedFirst,
  },
  'duplicate-method': {
    aws: '409',
    localstack: '201: the method is replaced',
    checks: askedFirst,
  },
  'duplicate-method-response': {
    aws: '409',
    localstack: '201',
    checks: askedFirst,
  },
  'response-of-no-integration': {
    aws: '404 "Invalid Integration identifier specified"',
    localstack: '404 "Invalid Response status code specified"',
    checks: askedFirst,
  },
  'patch-of-integration-type': {
    aws: '400: a type is given by PutIntegration alone',
    localstack: '200, and the type stays',
    checks: askedFirst,
  },
  'unknown-model': {
    aws: '400: the API has no model of this name',
    localstack: '201',
    checks: askedFirst,
  },
  'undeclared-parameter': {
    aws: '400 where a mapping names a parameter that the method does not declare',
    localstack: '201',
    checks: askedFirst,
  },
  'second-default-response': {
    aws: '409: one integration response at most has no pattern',
    localstack: '201',
    checks: askedFirst,
  },
  'values-not-checked': {
    aws: '400 for a timeout of 10 ms, a stage variable with a space, a reserved environment variable',
    localstack: '201',
    checks: askedFirst,
  },
  'account-role': {
    aws: 'an account has no role for logs before it is given one',
    localstack: 'it has one, api-gw-cw-role',
    checks: 'take it for none',
  },
  'payload-not-json': {
    aws: '400 to an invocation whose payload is no JSON',
    localstack: 'the function gets it',
    checks: askedFirst,
  },
  'method-response-not-needed': {
    aws: '500 where the mapped status is not declared',
    localstack: '200',
    checks: 'read methodResponses',
  },
  'verb-to-lambda': {
    aws: '500 where integrationHttpMethod is not POST',
    localstack: '200 with an error as body, without the proxy',
    checks: 'read integrationHttpMethod',
  },
  'unknown-stage': { aws: '403 Forbidden', localstack: '404', checks: 'read the stages' },
  'half-finished-deployment': {
    aws: '400 while any method has no integration',
    localstack: '201 where another method has one',
    checks: askedFirst,
  },
  'test-log': {
    aws: 'real latency; endpoint URI is the function’s https address',
    localstack: 'always "Integration latency: 150 ms"; the URI is the ARN',
    checks: 'read status and body of the test, not its log',
  },
} as const

export type Difference = keyof typeof differences
