/**
 * Where LocalStack 4.14.0 answers otherwise than AWS, in what the workshop touches. A conformance case names its row and
 * asserts both sides. The checks need none of this: where behaviour differs they read the configuration instead.
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
    checks: 'take any of that path',
  },
  'duplicate-method': { aws: '409', localstack: '201: the method is replaced', checks: 'read what is there' },
  'duplicate-method-response': { aws: '409', localstack: '201', checks: 'read what is there' },
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
    checks: 'ask the stage’s address',
  },
  'test-log': {
    aws: 'real latency; endpoint URI is the function’s https address',
    localstack: 'always "Integration latency: 150 ms"; the URI is the ARN',
    checks: 'read status and body of the test, not its log',
  },
} as const

export type Difference = keyof typeof differences
