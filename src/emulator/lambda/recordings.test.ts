import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListFunctionsCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  type ServiceOutputTypes,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { account, arnOf, refusal, role, startTestCloud, type TestCloud, zipOf } from './testCloud.fixture.ts'

/**
 * Answers of AWS itself, recorded by LocalStack's maintainers (localstack/localstack at 8b9a79f, Apache-2.0,
 * tests/aws/services/lambda_/*.snapshot.json). Each case names the test and the step that recorded it.
 */
let cloud: TestCloud
const name = 'recorded'

const newFunction = (more: Partial<CreateFunctionCommandInput> = {}) =>
  new CreateFunctionCommand({
    FunctionName: name,
    Role: role,
    Runtime: 'python3.12',
    Handler: 'handler.handler',
    Code: { ZipFile: zipOf({ 'handler.py': 'pass' }) },
    ...more,
  })

const permission = (more: Partial<ConstructorParameters<typeof AddPermissionCommand>[0]> = {}) =>
  new AddPermissionCommand({
    FunctionName: name,
    StatementId: 's3',
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
    ...more,
  })

const bucket = 'arn:aws:s3:::test-bucket'
const s3Statement = (resource = arnOf(name)) => ({
  Sid: 's3',
  Effect: 'Allow',
  Principal: { Service: 's3.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: resource,
  Condition: { ArnLike: { 'AWS:SourceArn': bucket } },
})

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.client.send(newFunction())
  cloud.skip(1000)
  await cloud.client.send(permission({ SourceArn: bucket }))
})
afterAll(() => cloud.close())

const runtimes =
  '[nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2]'
const rolePattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+'
const breach = (text: string) => `1 validation error detected: ${text}`

const invalidRole = [
  400,
  'ValidationException',
  breach(
    `Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: ${rolePattern}`,
  ),
] as const
const invalidRuntime = (runtime: string) =>
  [
    400,
    'InvalidParameterValueException',
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ${runtimes} or be a valid ARN`,
  ] as const
const notFound = (arn: string) => [404, 'ResourceNotFoundException', `Function not found: ${arn}`] as const
const noPolicy = [404, 'ResourceNotFoundException', 'The resource you requested does not exist.'] as const
const noAlias = [
  404,
  'ResourceNotFoundException',
  `Cannot find alias arn: ${arnOf(name)}:alias-doesnotexist`,
] as const

/** Any command of the client: a table of them has no type in common that `send` takes. */
type Command = object
const send = (command: Command) => cloud.client.send(command as never)

type Case = readonly [string, Command, readonly [number, string, string]]

const refusals: readonly Case[] = [
  ...([DeleteFunctionCommand, GetFunctionCommand, GetFunctionConfigurationCommand] as const).map(
    (Operation): Case => [
      `test_ops_on_nonexisting_fn/${Operation.name}`,
      new Operation({ FunctionName: 'nonexisting' }),
      notFound(arnOf('nonexisting')),
    ],
  ),
  ['test_create_lambda_exceptions/invalid_role_arn_exc', newFunction({ Role: 'r1' }), invalidRole],
  [
    'test_create_lambda_exceptions/invalid_runtime_exc',
    newFunction({ Runtime: 'non-existent-runtime' as never }),
    invalidRuntime('non-existent-runtime'),
  ],
  [
    'test_create_lambda_exceptions/uppercase_runtime_exc',
    newFunction({ Runtime: 'PYTHON3.9' as never }),
    invalidRuntime('PYTHON3.9'),
  ],
  [
    'test_create_lambda_exceptions/multiple_architectures',
    newFunction({ Architectures: ['x86_64', 'arm64'] }),
    [
      400,
      'ValidationException',
      breach(
        "Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
      ),
    ],
  ],
  [
    'test_create_lambda_exceptions/uppercase_architecture',
    newFunction({ Architectures: ['X86_64' as never] }),
    [
      400,
      'ValidationException',
      breach(
        "Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
      ),
    ],
  ],
  [
    'test_create_lambda_exceptions/invalid_zip_exc',
    newFunction({ Code: { ZipFile: Buffer.from('this is not a zipfile, just a random string') } }),
    [
      400,
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
  ],
  [
    'test_update_lambda_exceptions/invalid_role_arn_exc',
    new UpdateFunctionConfigurationCommand({ FunctionName: name, Role: 'r1' }),
    invalidRole,
  ],
  [
    'test_update_lambda_exceptions/invalid_runtime_exc',
    new UpdateFunctionConfigurationCommand({ FunctionName: name, Runtime: 'non-existent-runtime' as never }),
    invalidRuntime('non-existent-runtime'),
  ],
  [
    'test_update_lambda_exceptions/uppercase_runtime_exc',
    new UpdateFunctionConfigurationCommand({ FunctionName: name, Runtime: 'PYTHON3.9' as never }),
    invalidRuntime('PYTHON3.9'),
  ],
  [
    'test_list_functions/list_functions_invalid_functionversion',
    new ListFunctionsCommand({ FunctionVersion: 'invalid' as never }),
    [
      400,
      'ValidationException',
      breach(
        "Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
      ),
    ],
  ],
  [
    'test_invoke_exceptions/invoke_function_doesnotexist',
    new InvokeCommand({ FunctionName: 'doesnotexist' }),
    notFound(`${arnOf('doesnotexist')}:$LATEST`),
  ],
  [
    'test_lambda_invoke_payload_encoding_error[body]/invoke_function_invalid_payload_body',
    new InvokeCommand({
      FunctionName: name,
      Payload: Buffer.from('n\x87r\x9e\xe9\xb5\xd7I\xee\x9bmt', 'latin1'),
    }),
    [
      400,
      'InvalidRequestContentException',
      'Could not parse request body into json: Could not parse payload into json: Invalid UTF-8 start byte 0x87\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 3]',
    ],
  ],
  [
    'test_lambda_invoke_payload_encoding_error[message]/invoke_function_invalid_payload_message',
    new InvokeCommand({ FunctionName: name, Payload: Buffer.from('\x99\xeb,j\x07\xa1zYh', 'latin1') }),
    [
      400,
      'InvalidRequestContentException',
      "Could not parse request body into json: Could not parse payload into json: Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]",
    ],
  ],
  [
    'test_permission_exceptions/add_permission_invalid_statement_id',
    permission({ StatementId: 'example.com' }),
    [
      400,
      'ValidationException',
      breach(
        "Value 'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
      ),
    ],
  ],
  [
    'test_permission_exceptions/add_permission_fn_qualifier_mismatch',
    permission({ FunctionName: `${name}:alias-not-42`, Qualifier: '42' }),
    [
      400,
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    ],
  ],
  [
    'test_permission_exceptions/add_permission_fn_qualifier_latest',
    permission({ Qualifier: '$LATEST' }),
    [400, 'InvalidParameterValueException', 'We currently do not support adding policies for $LATEST.'],
  ],
  [
    'test_permission_exceptions/add_permission_principal_invalid',
    permission({ StatementId: 'lambda', Principal: 'invalid.nonaws.com' }),
    [
      400,
      'InvalidParameterValueException',
      'The provided principal was invalid. Please check the principal and try again.',
    ],
  ],
  [
    'test_permission_exceptions/get_policy_fn_doesnotexist',
    new GetPolicyCommand({ FunctionName: 'doesnotexist' }),
    noPolicy,
  ],
  [
    'test_permission_exceptions/get_policy_fn_version_doesnotexist',
    new GetPolicyCommand({ FunctionName: name, Qualifier: '42' }),
    noPolicy,
  ],
  [
    'test_permission_exceptions/add_permission_fn_doesnotexist',
    permission({ FunctionName: 'doesnotexist' }),
    notFound(arnOf('doesnotexist')),
  ],
  [
    'test_permission_exceptions/add_permission_fn_alias_doesnotexist',
    permission({ Qualifier: 'alias-doesnotexist' }),
    noAlias,
  ],
  [
    'test_permission_exceptions/add_permission_fn_version_doesnotexist',
    permission({ Qualifier: '42' }),
    notFound(`${arnOf(name)}:42`),
  ],
  [
    'test_permission_exceptions/add_permission_fn_qualifier_invalid',
    permission({ Qualifier: 'invalid-qualifier-with-?-char' }),
    [
      400,
      'ValidationException',
      breach(
        "Value 'invalid-qualifier-with-?-char' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
      ),
    ],
  ],
  [
    'test_permission_exceptions/add_permission_fn_qualifier_valid_doesnotexist',
    permission({ Qualifier: 'valid-with-$-but-doesnotexist' }),
    notFound(`${arnOf(name)}:valid-with-$-but-doesnotexist`),
  ],
  [
    'test_permission_exceptions/add_permission_conflicting_statement_id',
    permission(),
    [
      409,
      'ResourceConflictException',
      'The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ],
  ],
  [
    'test_permission_exceptions/remove_permission_fn_doesnotexist',
    new RemovePermissionCommand({ FunctionName: 'doesnotexist', StatementId: 's3' }),
    [404, 'ResourceNotFoundException', `No policy found for: ${arnOf('doesnotexist')}`],
  ],
  [
    'test_permission_exceptions/remove_permission_fn_alias_doesnotexist',
    new RemovePermissionCommand({ FunctionName: name, StatementId: 's3', Qualifier: 'alias-doesnotexist' }),
    noAlias,
  ],
  [
    'test_remove_multi_permissions/remove_permission_exception_nonexisting_sid',
    new RemovePermissionCommand({ FunctionName: name, StatementId: 'non-existent' }),
    [404, 'ResourceNotFoundException', 'Statement non-existent is not found in resource policy.'],
  ],
]

describe('AWS refuses, and so does this cloud:', () => {
  test.each(refusals)('%s', async (_, command, [status, code, text]) => {
    expect(await refusal(send(command))).toEqual({ status, code, text })
  })

  test('test_permission_exceptions/remove_permission_policy_doesnotexist', async () => {
    await cloud.client.send(newFunction({ FunctionName: 'no-policy' }))
    expect(
      await refusal(
        cloud.client.send(new RemovePermissionCommand({ FunctionName: 'no-policy', StatementId: 's3' })),
      ),
    ).toEqual({
      status: 404,
      code: 'ResourceNotFoundException',
      text: 'No policy is associated with the given resource.',
    })
  })
})

/** FunctionConfiguration as AWS answers it, ids and dates left open. */
const configuration = (functionName: string, more: object = {}) => ({
  Architectures: ['x86_64'],
  CodeSha256: expect.stringMatching(/^[\w+/]{43}=$/),
  CodeSize: expect.any(Number),
  Description: '',
  EphemeralStorage: { Size: 512 },
  FunctionArn: arnOf(functionName),
  FunctionName: functionName,
  Handler: 'handler.handler',
  LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
  LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${functionName}` },
  MemorySize: 128,
  PackageType: 'Zip',
  RevisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  Role: role,
  Runtime: 'python3.12',
  RuntimeVersionConfig: {
    RuntimeVersionArn: expect.stringMatching(/^arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/),
  },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
  Version: '$LATEST',
  ...more,
})

const pending = {
  State: 'Pending',
  StateReason: 'The function is being created.',
  StateReasonCode: 'Creating',
}
const active = { State: 'Active', LastUpdateStatus: 'Successful' }
const inProgress = {
  State: 'Active',
  LastUpdateStatus: 'InProgress',
  LastUpdateStatusReason: 'The function is being created.',
  LastUpdateStatusReasonCode: 'Creating',
}

/** An answer without what the SDK adds; its status beside it. */
async function answer(command: Command): Promise<readonly [number | undefined, object]> {
  const { $metadata, ...body }: ServiceOutputTypes = await send(command)
  return [$metadata.httpStatusCode, body]
}

describe('AWS answers, and so does this cloud:', () => {
  test('test_function_state', async () => {
    const FunctionName = 'state'
    expect(await answer(newFunction({ FunctionName }))).toEqual([201, configuration(FunctionName, pending)])
    cloud.skip(1000)
    expect(await answer(new GetFunctionCommand({ FunctionName }))).toEqual([
      200,
      {
        Code: { Location: expect.any(String), RepositoryType: 'S3' },
        Configuration: configuration(FunctionName, active),
      },
    ])
  })

  test('test_function_lifecycle', async () => {
    const FunctionName = 'lifecycle'
    const created = { MemorySize: 256, Timeout: 5, Environment: { Variables: {} } }
    expect(await answer(newFunction({ FunctionName, ...created }))).toEqual([
      201,
      configuration(FunctionName, { ...created, ...pending }),
    ])
    cloud.skip(1000)
    const changes = {
      Description: 'Changed-Description',
      MemorySize: 512,
      Timeout: 10,
      Environment: { Variables: { ENV_A: 'a' } },
      Runtime: 'python3.11',
    } as const
    expect(await answer(new UpdateFunctionConfigurationCommand({ FunctionName, ...changes }))).toEqual([
      200,
      configuration(FunctionName, { ...changes, ...inProgress }),
    ])
    cloud.skip(1000)
    const ZipFile = zipOf({ 'handler.py': 'changed' })
    expect(await answer(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }))).toEqual([
      200,
      configuration(FunctionName, { ...changes, ...inProgress }),
    ])
    cloud.skip(1000)
    expect(await answer(new GetFunctionConfigurationCommand({ FunctionName }))).toEqual([
      200,
      configuration(FunctionName, { ...changes, ...active }),
    ])
    expect(await answer(new DeleteFunctionCommand({ FunctionName }))).toEqual([204, { StatusCode: 204 }])
    expect(await refusal(cloud.client.send(new DeleteFunctionCommand({ FunctionName })))).toMatchObject({
      status: 404,
      text: `Function not found: ${arnOf(FunctionName)}`,
    })
  })

  test('test_redundant_updates: an update without a change is a new revision, and another when it is done', async () => {
    const FunctionName = 'redundant'
    await cloud.client.send(newFunction({ FunctionName }))
    cloud.skip(1000)
    const change = () =>
      cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'same' }))
    const revision = async () =>
      (await cloud.client.send(new GetFunctionConfigurationCommand({ FunctionName }))).RevisionId
    const seen = [await revision()]
    for (const _ of [1, 2]) {
      seen.push((await change()).RevisionId)
      cloud.skip(1000)
      seen.push(await revision())
    }
    expect(new Set(seen).size).toBe(5)
  })

  test('test_list_functions', async () => {
    const own = await startTestCloud()
    await own.client.send(newFunction({ FunctionName: 'list-1', Publish: true }))
    await own.client.send(newFunction({ FunctionName: 'list-2' }))
    const shown = (functionName: string, version: string, qualifier: string) => {
      const { RuntimeVersionConfig: _, ...rest } = configuration(functionName)
      return { ...rest, Version: version, FunctionArn: `${arnOf(functionName)}${qualifier}` }
    }
    const { Functions: all } = await own.client.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }))
    const { Functions: latest } = await own.client.send(new ListFunctionsCommand({}))
    await own.close()
    expect(all).toEqual([
      shown('list-1', '$LATEST', ':$LATEST'),
      shown('list-1', '1', ':1'),
      shown('list-2', '$LATEST', ':$LATEST'),
    ])
    expect(latest).toEqual([shown('list-1', '$LATEST', ''), shown('list-2', '$LATEST', '')])
  })

  test('test_add_lambda_permission_aws', async () => {
    const { Policy, RevisionId } = await cloud.client.send(new GetPolicyCommand({ FunctionName: name }))
    expect(Policy).toBe(JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: [s3Statement()] }))
    expect(RevisionId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    [
      'principal_wildcard',
      { StatementId: 'wilcard', Principal: '*', SourceAccount: account },
      { Principal: '*', Condition: { StringEquals: { 'AWS:SourceAccount': account } } },
    ],
    [
      'principal_service',
      { StatementId: 'lambda', Principal: 'lambda.amazonaws.com', SourceAccount: account },
      {
        Principal: { Service: 'lambda.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceAccount': account } },
      },
    ],
    [
      'principal_account',
      { StatementId: 'account-id', Principal: account },
      { Principal: { AWS: `arn:aws:iam::${account}:root` } },
    ],
    [
      'optional_fields',
      {
        StatementId: 'urlPermission',
        Action: 'lambda:InvokeFunctionUrl',
        Principal: '*',
        SourceArn: bucket,
        SourceAccount: account,
        PrincipalOrgID: 'o-1234567890',
        FunctionUrlAuthType: 'NONE',
      },
      {
        Principal: '*',
        Action: 'lambda:InvokeFunctionUrl',
        Condition: {
          StringEquals: {
            'AWS:SourceAccount': account,
            'lambda:FunctionUrlAuthType': 'NONE',
            'aws:PrincipalOrgID': 'o-1234567890',
          },
          ArnLike: { 'AWS:SourceArn': bucket },
        },
      },
    ],
    [
      'alexa_skill',
      { StatementId: 'alexaSkill', Principal: '*', EventSourceToken: 'amzn1.ask.skill.x' },
      { Principal: '*', Condition: { StringEquals: { 'lambda:EventSourceToken': 'amzn1.ask.skill.x' } } },
    ],
  ] as const)('test_add_lambda_permission_fields/add_permission_%s', async (_, input, members) => {
    const { Statement = '' } = await cloud.client.send(permission(input))
    expect(JSON.parse(Statement)).toEqual({
      Sid: input.StatementId,
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: arnOf(name),
      ...members,
    })
  })

  test('test_remove_multi_permissions, test_create_multiple_lambda_permissions', async () => {
    const FunctionName = 'multi'
    await cloud.client.send(newFunction({ FunctionName }))
    for (const StatementId of ['s3', 'sqs'])
      await cloud.client.send(
        permission({ FunctionName, StatementId, Principal: `${StatementId}.amazonaws.com` }),
      )
    const sids = async () => {
      const { Policy = '' } = await cloud.client.send(new GetPolicyCommand({ FunctionName }))
      return JSON.parse(Policy).Statement.map(({ Sid }: { readonly Sid: string }) => Sid)
    }
    expect(await sids()).toEqual(['s3', 'sqs'])
    for (const StatementId of ['sqs', 's3']) {
      expect(await answer(new RemovePermissionCommand({ FunctionName, StatementId }))).toEqual([204, {}])
      if (StatementId === 'sqs') expect(await sids()).toEqual(['s3'])
    }
    expect(await refusal(cloud.client.send(new GetPolicyCommand({ FunctionName })))).toEqual({
      status: 404,
      code: 'ResourceNotFoundException',
      text: 'The resource you requested does not exist.',
    })
  })

  test('test_lambda_permission_fn_versioning', async () => {
    const FunctionName = 'versioned'
    const { client } = cloud
    await client.send(newFunction({ FunctionName }))
    cloud.skip(1000)
    await client.send(permission({ FunctionName, SourceArn: bucket }))
    const policyOf = async (Qualifier?: string) => {
      const found = await client.send(new GetPolicyCommand({ FunctionName, Qualifier }))
      return { statements: JSON.parse(found.Policy ?? '').Statement, revision: found.RevisionId }
    }
    const first = await policyOf()
    expect(await answer(new PublishVersionCommand({ FunctionName }))).toEqual([
      201,
      configuration(FunctionName, { ...active, Version: '1', FunctionArn: `${arnOf(FunctionName)}:1` }),
    ])
    expect(await policyOf()).toEqual(first)
    expect(await refusal(policyOf('1'))).toMatchObject({ status: 404 })
    await client.send(permission({ FunctionName: `${FunctionName}:1`, Qualifier: '1', SourceArn: bucket }))
    expect((await policyOf('1')).statements).toEqual([s3Statement(`${arnOf(FunctionName)}:1`)])
    const Name = 'permission-alias'
    const [status, alias] = await answer(new CreateAliasCommand({ FunctionName, Name, FunctionVersion: '1' }))
    expect([status, alias]).toEqual([
      201,
      {
        AliasArn: `${arnOf(FunctionName)}:${Name}`,
        Description: '',
        FunctionVersion: '1',
        Name,
        RevisionId: expect.any(String),
      },
    ])
    expect(await answer(new GetAliasCommand({ FunctionName, Name }))).toEqual([200, alias])
    const forAlias = (RevisionId?: string) =>
      send(
        permission({
          FunctionName: `${FunctionName}:${Name}`,
          Qualifier: Name,
          SourceArn: bucket,
          RevisionId,
        }),
      )
    expect(await refusal(forAlias('wrong'))).toEqual({
      status: 412,
      code: 'PreconditionFailedException',
      text: 'The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id',
    })
    await forAlias((alias as { readonly RevisionId: string }).RevisionId)
    expect((await policyOf(Name)).statements).toEqual([s3Statement(`${arnOf(FunctionName)}:${Name}`)])
    expect(await policyOf()).toEqual(first)
    await client.send(
      permission({ FunctionName, StatementId: 's3_2', SourceArn: bucket, RevisionId: first.revision }),
    )
    const last = await policyOf()
    expect(last.statements).toHaveLength(2)
    expect(last.revision).not.toBe(first.revision)
  })
})

/** What is recorded and not replayed in this file, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  test_lambda_permission_url_invocation: 'function URLs answer 501',
  test_add_lambda_permission_optional_fields: 'its recording is empty',
  test_lambda_permission_versioning: 'of 2022; test_lambda_permission_fn_versioning is the same of 2025',
  test_lambda_permission_revisions:
    'of 2022; its texts are others since, as test_lambda_permission_fn_versioning shows',
  test_lambda_runtime_error: "Python's own words for an error at start",
  test_lambda_handler_error: "Python's own words for an error in the handler",
  test_lambda_runtime_wrapper_not_found: 'invoke.test.ts, with nodejs20.x',
  test_lambda_runtime_exit_segfault: 'AWS lets a segmentation fault of Python run into the time limit',
  test_basic_invoke: 'invoke.test.ts, with nodejs20.x',
  test_invocation_type_dry_run: 'invoke.test.ts, with nodejs20.x',
  test_invocation_type_event: 'invoke.test.ts, with nodejs20.x',
  test_invocation_type_event_error: 'its log is read from CloudWatch, which is not here',
  test_invocation_type_no_return_payload: 'invoke.test.ts, with nodejs20.x',
  test_invocation_type_request_response: 'invoke.test.ts, with nodejs20.x',
  test_invocation_with_logs: 'invoke.test.ts, with nodejs20.x',
  test_lambda_handler_exit: 'invoke.test.ts, with nodejs20.x',
  test_lambda_invoke_no_timeout: 'invoke.test.ts, with nodejs20.x',
  test_lambda_invoke_with_timeout: 'invoke.test.ts, with nodejs20.x',
  test_lambda_runtime_exit: 'invoke.test.ts, with nodejs20.x',
  test_lambda_with_context: 'invoke.test.ts, with nodejs20.x',
}

/** Replayed as answers above; those of refusals are in their table. */
const answered = [
  ...['test_function_state', 'test_function_lifecycle', 'test_redundant_updates', 'test_list_functions'],
  ...['test_add_lambda_permission_aws', 'test_add_lambda_permission_fields', 'test_remove_multi_permissions'],
  ...['test_create_multiple_lambda_permissions', 'test_lambda_permission_fn_versioning'],
]

const recorded = [
  'test_add_lambda_permission_aws',
  'test_add_lambda_permission_fields',
  'test_add_lambda_permission_optional_fields',
  'test_basic_invoke',
  'test_create_lambda_exceptions',
  'test_create_multiple_lambda_permissions',
  'test_function_lifecycle',
  'test_function_state',
  'test_invocation_type_dry_run',
  'test_invocation_type_event',
  'test_invocation_type_event_error',
  'test_invocation_type_no_return_payload',
  'test_invocation_type_request_response',
  'test_invocation_with_logs',
  'test_invoke_exceptions',
  'test_lambda_handler_error',
  'test_lambda_handler_exit',
  'test_lambda_invoke_no_timeout',
  'test_lambda_invoke_payload_encoding_error',
  'test_lambda_invoke_with_timeout',
  'test_lambda_permission_fn_versioning',
  'test_lambda_permission_revisions',
  'test_lambda_permission_url_invocation',
  'test_lambda_permission_versioning',
  'test_lambda_runtime_error',
  'test_lambda_runtime_exit',
  'test_lambda_runtime_exit_segfault',
  'test_lambda_runtime_wrapper_not_found',
  'test_lambda_with_context',
  'test_list_functions',
  'test_ops_on_nonexisting_fn',
  'test_permission_exceptions',
  'test_redundant_updates',
  'test_remove_multi_permissions',
  'test_update_lambda_exceptions',
]

test('every recording of Lambda is replayed, or has a reason not to be', () => {
  const refused = refusals.map(([title]) => title.replace(/[[/].*/, ''))
  const known = new Set([...refused, ...answered, ...Object.keys(elsewhere)])
  expect(recorded.filter((title) => !known.has(title))).toEqual([])
})
