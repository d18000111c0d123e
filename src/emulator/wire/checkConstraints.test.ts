import { describe, expect, test } from '@jest/globals'
import { checkConstraints } from './checkConstraints.ts'
import { operations } from './operations.ts'
import type { OperationInput } from './request.ts'

function breach(name: string, input: OperationInput): string | undefined {
  const operation = operations.find((each) => each.name === name && each.service === 'lambda')
  if (!operation) throw new Error(`no operation ${name}`)
  try {
    checkConstraints(operation, input)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const fn = { FunctionName: 'f', Role: 'arn:aws:iam::111111111111:role/r', Code: {} }
const aliasOf = { FunctionName: 'f', Name: 'a', FunctionVersion: '1' }
const grant = { FunctionName: 'f', StatementId: 's', Action: 'lambda:*', Principal: 'x' }
const functionName =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?'
const anyFunctionName =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?'
const longArn = `arn:aws:lambda:us-east-1:111111111111:function:${'a'.repeat(100)}`

type Case = readonly [step: string, operation: string, input: OperationInput, text: string]

/** Texts recorded from the real Lambda: localstack/localstack, tests/aws/services/lambda_, by test and step. */
const recorded: readonly Case[] = [
  [
    'test_create_lambda_exceptions/invalid_role_arn_exc',
    'CreateFunction',
    { ...fn, Role: 'r1' },
    "Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
  ],
  [
    'test_create_lambda_exceptions/multiple_architectures',
    'CreateFunction',
    { ...fn, Architectures: ['x86_64', 'arm64'] },
    "Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
  ],
  [
    'test_create_lambda_exceptions/uppercase_architecture',
    'CreateFunction',
    { ...fn, Architectures: ['X86_64'] },
    "Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  ],
  [
    'test_notfound_and_invalid_routingconfigs/routing_config_exc_toohigh',
    'CreateAlias',
    { ...aliasOf, RoutingConfig: { AdditionalVersionWeights: { 2: 2 } } },
    "Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
  ],
  [
    'test_notfound_and_invalid_routingconfigs/routing_config_exc_version_latest',
    'CreateAlias',
    { ...aliasOf, RoutingConfig: { AdditionalVersionWeights: { $LATEST: 0.5 } } },
    "Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]",
  ],
  [
    'test_function_arns/invalid_function_name_exc',
    'CreateFunction',
    { ...fn, FunctionName: 'invalid:function:name' },
    `Value 'invalid:function:name' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${functionName}`,
  ],
  [
    'test_function_arns/long_function_arn_exc',
    'CreateFunction',
    { ...fn, FunctionName: longArn },
    `Value '${longArn}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140`,
  ],
  [
    'test_snapstart_exceptions/create_function_invalid_snapstart_apply',
    'CreateFunction',
    { ...fn, SnapStart: { ApplyOn: 'invalidOption' } },
    "Value 'invalidOption' at 'snapStart.applyOn' failed to satisfy constraint: Member must satisfy enum value set: [PublishedVersions, None]",
  ],
  [
    'test_invalid_invoke/invoke_function_name_pattern_exc',
    'Invoke',
    { FunctionName: 'arn:aws:lambda:us-east-1:123400000000@function:myfn' },
    `Value 'arn:aws:lambda:us-east-1:123400000000@function:myfn' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${anyFunctionName}`,
  ],
  [
    'test_permission_exceptions/add_permission_invalid_statement_id',
    'AddPermission',
    { ...grant, StatementId: 'example.com' },
    "Value 'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
  ],
  [
    'test_permission_exceptions/add_permission_fn_qualifier_invalid',
    'AddPermission',
    { ...grant, Qualifier: 'invalid-qualifier-with-?-char' },
    "Value 'invalid-qualifier-with-?-char' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
  ],
  [
    'test_list_functions/list_functions_invalid_functionversion',
    'ListFunctions',
    { FunctionVersion: 'invalid' },
    "Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
  ],
  [
    'test_alias_naming/create_alias_number_exception',
    'CreateAlias',
    { FunctionName: 'f', FunctionVersion: '1', Name: '2024' },
    "Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
  ],
  [
    'test_tag_exceptions/untag_empty_keys',
    'UntagResource',
    { Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f' },
    "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
  ],
]

const tagged = { ...fn, Tags: { Creator: 'a,b' } }

describe('validation', () => {
  test('says what a public log says of a tag (cloud-custodian#2520)', () => {
    expect(breach('CreateFunction', tagged)).toBe(
      "1 validation error detected: Value '{Creator=a,b}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: ^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$]",
    )
  })

  test('takes a description of one line (voicemail-for-amazon-connect#26)', () => {
    expect(breach('CreateFunction', { ...fn, Description: 'AWS Lambda\ntest' })).toBe(
      "1 validation error detected: Value 'AWS Lambda\ntest' at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: .*",
    )
  })

  test.each(recorded)('says what Lambda said in %s', (_, operation, input, text) => {
    expect(breach(operation, input)).toBe(`1 validation error detected: ${text}`)
  })

  test('names every breach in one message', () => {
    expect(breach('CreateFunction', { FunctionName: 'f', Role: fn.Role, Timeout: 0, MemorySize: 64 })).toBe(
      [
        "3 validation errors detected: Value null at 'code' failed to satisfy constraint: Member must not be null",
        "Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1",
        "Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
      ].join('; '),
    )
  })

  test.each([
    [
      { Architectures: [] },
      "Value '[]' at 'architectures' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { LoggingConfig: { LogFormat: 'YAML' } },
      "Value 'YAML' at 'loggingConfig.logFormat' failed to satisfy constraint: Member must satisfy enum value set: [JSON, Text]",
    ],
    [
      { LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'TRACE' } },
      "Value 'TRACE' at 'loggingConfig.systemLogLevel' failed to satisfy constraint: Member must satisfy enum value set: [DEBUG, INFO, WARN]",
    ],
  ])('refuses %j', (more, text) => {
    expect(breach('CreateFunction', { ...fn, ...more })).toBe(`1 validation error detected: ${text}`)
  })

  test('names the keys of environment variables, and keeps their values back', () => {
    expect(breach('CreateFunction', { ...fn, Environment: { Variables: { 'A-B': '1' } } })).toBe(
      "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
    )
  })

  test('misses what a structure must have where that is there', () => {
    expect(breach('CreateFunction', { ...fn, EphemeralStorage: {} })).toBe(
      "1 validation error detected: Value null at 'ephemeralStorage.size' failed to satisfy constraint: Member must not be null",
    )
    expect(breach('UpdateFunctionConfiguration', { FunctionName: 'f' })).toBeUndefined()
  })

  test('has nothing against a call that is right', () => {
    expect(breach('CreateFunction', { ...fn, Timeout: 3, Architectures: ['arm64'] })).toBeUndefined()
    expect(breach('AddPermission', { ...grant, Qualifier: '$LATEST' })).toBeUndefined()
  })
})

/** Not recorded: as AWS's public model of Lambda has them. */
describe('a member of Lambda’s model is judged:', () => {
  const inOrg = { ...grant, PrincipalOrgID: 'o-short' }
  test.each([
    ['AddPermission', inOrg, 'principalOrgID', 'length greater than or equal to 12'],
    [
      'AddPermission',
      { ...grant, EventSourceToken: 'a b' },
      'eventSourceToken',
      'pattern: [a-zA-Z0-9._\\-]+',
    ],
    ['AddPermission', { ...grant, FunctionUrlAuthType: 'IAM' }, 'functionUrlAuthType', '[NONE, AWS_IAM]'],
    ['ListAliases', { FunctionName: 'f', FunctionVersion: 'x' }, 'functionVersion', '(\\$LATEST'],
    ['ListAliases', { FunctionName: 'f', MaxItems: 10_001 }, 'maxItems', 'less than or equal to 10000'],
    ['ListVersionsByFunction', { FunctionName: 'f', MaxItems: 0 }, 'maxItems', 'greater than or equal to 1'],
    ['ListFunctionUrlConfigs', { FunctionName: 'f', MaxItems: 51 }, 'maxItems', 'less than or equal to 50'],
    ['ListLayers', { MaxItems: 51 }, 'maxItems', 'less than or equal to 50'],
    ['ListLayers', { CompatibleArchitecture: 'arm' }, 'compatibleArchitecture', '[x86_64, arm64]'],
    ['ListEventSourceMappings', { EventSourceArn: 'x' }, 'eventSourceArn', 'arn:(aws'],
    ['PublishVersion', { FunctionName: 'f', PublishTo: 'x' }, 'publishTo', '[LATEST_PUBLISHED]'],
    ['UpdateAlias', { ...aliasOf, Description: 'd'.repeat(257) }, 'description', 'less than or equal to 256'],
    ['Invoke', { FunctionName: 'f', TenantId: '!' }, 'tenantId', 'pattern: '],
    [
      'Invoke',
      { FunctionName: 'f', InvocationType: 'dry_run' },
      'invocationType',
      '[DryRun, RequestResponse, Event]', // public log ex-aws/ex_aws#442
    ],
    [
      'AddPermission',
      { ...grant, SourceAccount: '1'.repeat(13) },
      'sourceAccount',
      'less than or equal to 12',
    ],
    ['ListFunctions', { MasterRegion: 'us' }, 'masterRegion', 'pattern: ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1}'],
    [
      'GetFunctionUrlConfig',
      { FunctionName: 'f', Qualifier: '1' },
      'qualifier',
      '((?!^\\d+$)^[0-9a-zA-Z-_]+$)',
    ],
    [
      'UpdateFunctionCode',
      { FunctionName: 'f', S3ObjectVersion: '' },
      's3ObjectVersion',
      'than or equal to 1',
    ],
    ['ListTags', { Resource: `arn:${'x'.repeat(253)}` }, 'resource', 'less than or equal to 256'],
    ['Invoke', { FunctionName: 'f', DurableExecutionName: '!' }, 'durableExecutionName', 'pattern: '],
  ])('%s %j', (operation, input, member, text) => {
    const message = breach(operation, input)
    expect(message).toContain(`at '${member}' failed to satisfy constraint`)
    expect(message).toContain(text)
  })
})
