import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  type LoggingConfig,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  paginateListFunctions,
  type Runtime,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  account,
  arnOf,
  refusal,
  region,
  role,
  startTestCloud,
  type TestCloud,
  zipOf,
} from './testCloud.fixture.ts'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startTestCloud()
})
afterEach(() => cloud.close())

const FunctionName = 'Lambdaexample'
const answering = (text: string) => `exports.handler = async () => ${JSON.stringify(text)}`
const create = (name = FunctionName) => cloud.create(name, answering('one'))
const ZipFile = zipOf({ 'index.js': answering('two') })
const notNow = 'The operation cannot be performed at this time.'

describe('a new function', () => {
  const command = (Runtime: Runtime = 'nodejs22.x') =>
    new CreateFunctionCommand({
      FunctionName,
      Role: role,
      Runtime,
      Handler: 'index.handler',
      Code: { ZipFile },
    })

  test('cannot be invoked or changed while it is Pending', async () => {
    await cloud.client.send(command())
    const conflict = { status: 409, code: 'ResourceConflictException' }
    for (const tried of [
      cloud.client.send(new InvokeCommand({ FunctionName })),
      cloud.client.send(new InvokeCommand({ FunctionName, InvocationType: 'DryRun' })),
    ])
      expect(await refusal(tried)).toEqual({
        ...conflict,
        text: `${notNow} The function is currently in the following state: Pending`,
      })
    for (const tried of [
      cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 })),
      cloud.client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile })),
      cloud.client.send(new PublishVersionCommand({ FunctionName })),
    ])
      expect(await refusal(tried)).toEqual({
        ...conflict,
        text: `${notNow} The resource ${arnOf(FunctionName)} is currently in the following state: 'Pending'. StateReasonCode: 'Creating'`,
      })
  })

  test('becomes Active by itself, and the SDK waits for that', async () => {
    await cloud.client.send(command())
    const times = { client: cloud.client, minDelay: 1, maxDelay: 1, maxWaitTime: 10 }
    const { state } = await waitUntilFunctionActiveV2(times, { FunctionName })
    expect(state).toBe('SUCCESS')
    await cloud.client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }))
    expect((await waitUntilFunctionUpdatedV2(times, { FunctionName })).state).toBe('SUCCESS')
  })

  test('may have a runtime that came after the list in the message of AWS', async () => {
    expect((await cloud.client.send(command('nodejs26.x'))).Runtime).toBe('nodejs26.x')
  })

  test('tells when it was updated in whole seconds', async () => {
    await create()
    const update = new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 })
    expect((await cloud.client.send(update)).LastModified).toMatch(/:\d\d\.000\+0000$/)
  })

  test('is refused where there is one of its name', async () => {
    await cloud.client.send(command())
    expect(await refusal(cloud.client.send(command()))).toEqual({
      status: 409,
      code: 'ResourceConflictException',
      text: `Function already exist: ${FunctionName}`,
    })
  })

  test.each([
    [
      { Runtime: 'nodejs14.x' as const },
      'The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
    ],
    [
      { Handler: undefined },
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    ],
    [{ Code: {} }, 'Please provide a source for function code.'],
    [
      { Code: { ZipFile, S3Bucket: 'bucket', S3Key: 'k' } },
      'Please do not provide other FunctionCode parameters when providing a ZipFile.',
    ],
    [{ Code: { S3Bucket: 'bucket' } }, 'S3 Bucket and Key are required for uploading with S3 parameters.'],
    [{ Code: { S3Key: 'k' } }, 'S3 Bucket and Key are required for uploading with S3 parameters.'],
    [
      { Code: { S3Bucket: 'bucket', S3Key: 'k' } },
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    ],
    [
      { Code: { S3Bucket: 's3://bucket', S3Key: 'k' } },
      "1 validation error detected: Value 's3://bucket' at 'code.s3Bucket' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9A-Za-z\\.\\-_]*(?<!\\.)$",
    ],
    [
      { Timeout: 901 },
      "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      { MemorySize: 64 },
      "1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
    ],
    [
      { MemorySize: 10_241 },
      "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240",
    ],
    [
      { MemorySize: 32_769 },
      "1 validation error detected: Value '32769' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 32768",
    ],
    [
      { LoggingConfig: { LogGroup: 'aws/custom-group' } },
      'Log groups starting with AWS/ are reserved for AWS. Update the LogGroup value and try again.',
    ],
    [
      { LoggingConfig: { LogFormat: 'Text' as const, ApplicationLogLevel: 'INFO' as const } },
      'LogLevel is not supported when LogFormat is set to "Text". Remove LogLevel from your request or change the LogFormat to "JSON" and try again.',
    ],
    [{ Code: { ImageUri: 'x' } }, 'Please provide a source for function code.'],
    [{ PackageType: 'Image' as const, Code: { S3Bucket: 'bucket', S3Key: 'k' } }, 'ImageUri is required.'],
    [
      { VpcConfig: { SubnetIds: ['bad-format'], SecurityGroupIds: ['sg-1'] } },
      "1 validation error detected: Value '[bad-format]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: subnet-[0-9a-z]*]",
    ],
    [
      { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['bad-format'] } },
      "1 validation error detected: Value '[bad-format]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: sg-[0-9a-zA-Z]*]",
    ],
    [
      { DeadLetterConfig: { TargetArn: 'queue' } },
      "1 validation error detected: Value 'queue' at 'deadLetterConfig.targetArn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
    ],
    [
      { KMSKeyArn: 'arn:a:b:c:d' },
      "1 validation error detected: Value 'arn:a:b:c:d' at 'kMSKeyArn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
    ],
    [
      { Layers: ['arn:aws:lambda:us-east-1:111111111111:layer:mine'] },
      "1 validation error detected: Value '[arn:aws:lambda:us-east-1:111111111111:layer:mine]' at 'layers' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+), Member must not be null]",
    ],
    [
      { ImageConfig: { Command: ['app.handler'] } },
      'The ImageConfig parameter is not supported for functions created with deployment packages.',
    ],
    [
      { FunctionName: 'a'.repeat(65) },
      `1 validation error detected: Value '${'a'.repeat(65)}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
    ],
    [
      { Environment: { Variables: { LARGE_VAR: 'x'.repeat(4096) } } },
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"LARGE_VAR":"${'x'.repeat(4096)}"}`,
    ],
  ])('is refused with %j', async (more, text) => {
    const { input } = command()
    const asked = new CreateFunctionCommand({ ...input, ...more })
    expect(await refusal(cloud.client.send(asked))).toMatchObject({ status: 400, text })
  })

  test.each([
    ['PublishVersion', () => new PublishVersionCommand({ FunctionName, PublishTo: 'LATEST_PUBLISHED' })],
    [
      'UpdateFunctionCode',
      () =>
        new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf({}), PublishTo: 'LATEST_PUBLISHED' }),
    ],
    ['Invoke', () => new InvokeCommand({ FunctionName, TenantId: 'tenant' })],
    ['Invoke', () => new InvokeCommand({ FunctionName, DurableExecutionName: 'durable' })],
  ] as const)('is refused by %s with what this cloud cannot honour: %#', async (_, newCommand) => {
    await create()
    const sent: Promise<unknown> = cloud.client.send(newCommand() as InvokeCommand)
    expect(await refusal(sent)).toMatchObject({ status: 501 })
  })

  test('is refused with what this cloud cannot honour', async () => {
    const layers = new CreateFunctionCommand({
      ...command().input,
      Layers: [`${arnOf('l').replace('function', 'layer')}:1`],
    })
    expect(await refusal(cloud.client.send(layers))).toMatchObject({
      status: 501,
      text: expect.stringContaining('Layers'),
    })
  })
})

test('a principal may be a service by its name, and two of them are in another domain than that of AWS', async () => {
  await create()
  const add = (Principal: string) =>
    cloud.client.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 'a',
        Action: 'lambda:InvokeFunction',
        Principal,
      }),
    )
  for (const wrong of [
    'alexa-appkit.smapi.amazon.com',
    'apigatway.amazonaws.com',
    'api-gateway.amazonaws.com',
  ])
    expect(await refusal(add(wrong))).toMatchObject({
      status: 400,
      text: 'The provided principal was invalid. Please check the principal and try again.',
    })
  expect((await add('alexa-appkit.amazon.com')).Statement).toContain('"Service":"alexa-appkit.amazon.com"')
})

test.each([
  ['UpdateFunctionConfiguration', 5120, 5121],
  ['UpdateFunctionCode', 70_167_211, 70_167_212],
] as const)('a request to %s of more than %d bytes is too large', async (operation, limit, size) => {
  const noun = operation === 'UpdateFunctionCode' ? 'code' : 'configuration'
  const url = `${cloud.host.endpoint()}/2015-03-31/functions/any/${noun}`
  const answer = await fetch(url, { method: 'PUT', body: '{"Description":"'.padEnd(size, 'x') })
  expect([answer.status, answer.headers.get('x-amzn-errortype'), await answer.text()]).toEqual([
    413,
    'RequestEntityTooLargeException',
    expect.stringContaining(`Request must be smaller than ${limit} bytes for the ${operation} operation`),
  ])
})

describe('SnapStart', () => {
  const SnapStart = { ApplyOn: 'PublishedVersions' } as const

  test('is shown on for published versions alone, which take a while to become Active', async () => {
    await cloud.create(FunctionName, '', { Runtime: 'python3.13' })
    const updated = await cloud.client.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, SnapStart }),
    )
    expect(updated.SnapStart).toEqual({ ApplyOn: 'PublishedVersions', OptimizationStatus: 'Off' })
    cloud.skip(1000)
    const version = await cloud.client.send(new PublishVersionCommand({ FunctionName }))
    expect(version.SnapStart).toEqual({ ApplyOn: 'PublishedVersions', OptimizationStatus: 'On' })
    expect(version.State).toBe('Pending')
  })

  test('is refused for runtimes that have it not', async () => {
    await create()
    const tried = cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, SnapStart }))
    expect(await refusal(tried)).toMatchObject({
      status: 400,
      text: 'nodejs20.x is not supported for SnapStart enabled functions.',
    })
  })
})

describe('a function', () => {
  test('is found by name, partial ARN and ARN, with and without a qualifier', async () => {
    await create()
    for (const [asked, arn] of [
      [FunctionName, ''],
      [`${FunctionName}:$LATEST`, ':$LATEST'],
      [`${account}:function:${FunctionName}`, ''],
      [`function:${FunctionName}`, ''],
      [arnOf(FunctionName), ''],
      [`${arnOf(FunctionName)}:$LATEST`, ':$LATEST'],
    ]) {
      const found = await cloud.client.send(new GetFunctionConfigurationCommand({ FunctionName: asked }))
      expect(found.FunctionArn).toBe(`${arnOf(FunctionName)}${arn}`)
    }
  })

  test.each([
    [
      arnOf('x').replace(region, 'eu-west-1'),
      404,
      `Functions from 'eu-west-1' are not reachable in this region ('${region}')`,
    ],
    [
      'invalid:function:name',
      400,
      expect.stringContaining("Value 'invalid:function:name' at 'functionName' failed"),
    ],
    [`${FunctionName}:1221`, 404, `Function not found: ${arnOf(FunctionName)}:1221`],
  ])('is not found as %s', async (asked, status, text) => {
    await create()
    const tried = cloud.client.send(new GetFunctionCommand({ FunctionName: asked }))
    expect(await refusal(tried)).toMatchObject({ status, text })
  })

  test('gives its code back', async () => {
    await cloud.create(FunctionName, '', { Code: { ZipFile } })
    const { Code } = await cloud.client.send(new GetFunctionCommand({ FunctionName }))
    const answer = await fetch(Code?.Location ?? '')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(ZipFile))
  })

  test('takes one update at a time, of the revision that is asked for', async () => {
    await create()
    const update = (RevisionId?: string) =>
      cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9, RevisionId }))
    expect(await refusal(update('wrong'))).toEqual({
      status: 412,
      code: 'PreconditionFailedException',
      text: 'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    })
    const { RevisionId } = await cloud.client.send(new GetFunctionConfigurationCommand({ FunctionName }))
    await update(RevisionId)
    expect(await refusal(update())).toEqual({
      status: 409,
      code: 'ResourceConflictException',
      text: `The operation cannot be performed at this time. An update is in progress for resource: ${arnOf(FunctionName)}`,
    })
  })

  test('of a zip takes no image (test_lambda_zip_file_to_image)', async () => {
    await create()
    const image = new UpdateFunctionCodeCommand({ FunctionName, ImageUri: 'x' })
    expect(await refusal(cloud.client.send(image))).toEqual({
      status: 400,
      code: 'InvalidParameterValueException',
      text: "Please don't provide ImageUri when updating a function with packageType Zip.",
    })
  })

  test('keeps what an update does not name', async () => {
    await cloud.create(FunctionName, answering('one'), {
      Environment: { Variables: { AA: 'a', BB: 'b' } },
      Description: 'first',
    })
    await cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 512 }))
    const found = await cloud.client.send(new GetFunctionConfigurationCommand({ FunctionName }))
    expect(found).toMatchObject({
      MemorySize: 512,
      Description: 'first',
      Timeout: 3,
      Environment: { Variables: { AA: 'a', BB: 'b' } },
    })
  })

  /** cloud-custodian's placebo of AWS, test_eb_scheduler; test_vpc_config. */
  test('shows empty lists of a VPC where it was told any', async () => {
    const none = { SubnetIds: [], SecurityGroupIds: [] }
    const shown = { ...none, VpcId: '', Ipv6AllowedForDualStack: false }
    await cloud.create('no-vpc', '', { VpcConfig: none })
    const told = new GetFunctionConfigurationCommand({ FunctionName: 'no-vpc' })
    expect((await cloud.client.send(told)).VpcConfig).toEqual(shown)
    await cloud.create('untold', '', { VpcConfig: {} })
    const untold = { FunctionName: 'untold' }
    expect(await cloud.client.send(new GetFunctionConfigurationCommand(untold))).not.toHaveProperty(
      'VpcConfig',
    )
    const update = new UpdateFunctionConfigurationCommand({ ...untold, VpcConfig: none })
    expect((await cloud.client.send(update)).VpcConfig).toEqual(shown)
  })

  test('shows how it is traced also where an update names no mode', async () => {
    await cloud.create('traced', 'exports.handler = async () => 1', { TracingConfig: { Mode: 'Active' } })
    const update = { FunctionName: 'traced', TracingConfig: {} }
    const { TracingConfig } = await cloud.client.send(new UpdateFunctionConfigurationCommand(update))
    expect(TracingConfig).toEqual({ Mode: 'Active' })
  })

  test('takes log levels by an update where it logs JSON, and nowhere else', async () => {
    await create()
    const update = (LoggingConfig: LoggingConfig) =>
      cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, LoggingConfig }))
    expect(await refusal(update({ SystemLogLevel: 'WARN' }))).toMatchObject({
      code: 'InvalidParameterValueException',
      text: expect.stringContaining('LogLevel is not supported when LogFormat is set to "Text".'),
    })
    await update({ LogFormat: 'JSON' })
    cloud.skip(1000)
    expect((await update({ SystemLogLevel: 'WARN' })).LoggingConfig).toMatchObject({ SystemLogLevel: 'WARN' })
  })

  test('is gone when it is deleted, with its versions, aliases and policy, but for the number of its last version', async () => {
    await create()
    await cloud.client.send(new PublishVersionCommand({ FunctionName }))
    await cloud.client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }))
    await cloud.client.send(
      new AddPermissionCommand({ FunctionName, StatementId: 'x', Action: 'lambda:*', Principal: '*' }),
    )
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName }))
    const left = [...cloud.host.store.changes()]
    expect(left.map(({ table, value }) => [table, value])).toEqual([['goneFunctions', { lastVersion: 1 }]])
  })
})

test('functions are listed page by page, in an order that deletion does not disturb', async () => {
  for (const name of ['d', 'b', 'a', 'c']) await create(name)
  const { Functions = [], NextMarker } = await cloud.client.send(new ListFunctionsCommand({ MaxItems: 2 }))
  expect(Functions.map((found) => found.FunctionName)).toEqual(['a', 'b'])
  await cloud.client.send(new DeleteFunctionCommand({ FunctionName: 'a' }))
  const rest = await cloud.client.send(new ListFunctionsCommand({ Marker: NextMarker }))
  expect(rest.Functions?.map((found) => found.FunctionName)).toEqual(['c', 'd'])
  const all: (string | undefined)[] = []
  for await (const page of paginateListFunctions({ client: cloud.client, pageSize: 1 }, {}))
    all.push(...(page.Functions ?? []).map((found) => found.FunctionName))
  expect(all).toEqual(['b', 'c', 'd'])
})

describe('a published version', () => {
  const update = async () => {
    await cloud.client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }))
    cloud.skip(1000)
  }
  const publish = () => cloud.client.send(new PublishVersionCommand({ FunctionName }))

  test('keeps the code of its time, and its number is not used again', async () => {
    await create()
    expect((await publish()).Version).toBe('1')
    expect((await publish()).Version).toBe('1')
    await update()
    expect((await publish()).Version).toBe('2')
    expect(await cloud.invoke(FunctionName, { Qualifier: '1' })).toMatchObject({
      payload: 'one',
      version: '1',
    })
    expect(await cloud.invoke(FunctionName)).toMatchObject({ payload: 'two', version: '$LATEST' })
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '2' }))
    const { Versions } = await cloud.client.send(new ListVersionsByFunctionCommand({ FunctionName }))
    expect(Versions?.map(({ FunctionArn }) => FunctionArn)).toEqual([
      `${arnOf(FunctionName)}:$LATEST`,
      `${arnOf(FunctionName)}:1`,
    ])
    await cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 }))
    cloud.skip(1000)
    expect((await publish()).Version).toBe('3')
  })

  test('is a new one after every update, also with the same code', async () => {
    await create()
    const same = new UpdateFunctionCodeCommand({
      FunctionName,
      ZipFile: zipOf({ 'index.js': answering('one') }),
      Publish: true,
    })
    for (const Version of ['1', '2']) {
      expect(await cloud.client.send(same)).toMatchObject({ Version })
      cloud.skip(1000)
    }
    expect((await publish()).Version).toBe('2')
  })

  test('has a number that no version of its function had before the function was deleted and made again', async () => {
    await create()
    await publish()
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName }))
    await create()
    expect((await publish()).Version).toBe('2')
    expect(await refusal(cloud.invoke(FunctionName, { Qualifier: '1' }))).toMatchObject({ status: 404 })
    await cloud.client.send(new DeleteFunctionCommand({ FunctionName }))
    const { Version } = await cloud.client.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: role,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile },
        Publish: true,
      }),
    )
    expect(Version).toBe('3')
  })

  test('is called by an alias, which can be moved', async () => {
    await create()
    await publish()
    await update()
    await publish()
    await cloud.client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }))
    const deleting = new DeleteFunctionCommand({ FunctionName, Qualifier: '1' })
    expect(await refusal(cloud.client.send(deleting))).toEqual({
      status: 409,
      code: 'ResourceConflictException',
      text: 'Unable to delete version because the following aliases reference it: [live]',
    })
    expect((await cloud.invoke(`${FunctionName}:live`)).payload).toBe('one')
    const moved = await cloud.client.send(
      new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2' }),
    )
    expect(moved.FunctionVersion).toBe('2')
    const missing = new UpdateAliasCommand({ FunctionName, Name: 'none', FunctionVersion: '2' })
    expect(await refusal(cloud.client.send(missing))).toEqual({
      status: 404,
      code: 'ResourceNotFoundException',
      text: `Alias not found: ${arnOf(FunctionName)}:none`, // test_non_existent_alias_update
    })
    expect(await cloud.invoke(FunctionName, { Qualifier: 'live' })).toMatchObject({
      payload: 'two',
      version: '2',
    })
    const { Aliases } = await cloud.client.send(new ListAliasesCommand({ FunctionName }))
    expect(Aliases?.map(({ Name }) => Name)).toEqual(['live'])
    await cloud.client.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }))
    expect(await refusal(cloud.invoke(`${FunctionName}:live`))).toMatchObject({
      status: 404,
      text: `Function not found: ${arnOf(FunctionName)}:live`,
    })
  })

  test.each([
    [{ Name: '2024', FunctionVersion: '1' }, 400, expect.stringContaining("Value '2024' at 'name' failed")],
    [
      { Name: 'x', FunctionVersion: 'live', Description: 'd'.repeat(257) },
      400,
      expect.stringMatching(/^2 validation errors detected: .* at 'functionVersion' .* at 'description' /),
    ],
    [{ Name: 'x', FunctionVersion: '10' }, 404, `Function not found: ${arnOf(FunctionName)}:10`],
    [
      { Name: 'x', FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { 1: 0.5 } } },
      400,
      'Invalid function version 1. Function version 1 is already included in routing configuration.',
    ],
    [
      { Name: 'x', FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } } },
      400,
      'Specified versions must be associated with the same execution role',
    ],
  ])('gets no alias as %j', async (input, status, text) => {
    await create()
    await publish()
    const Role = `${role}2`
    await cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Role }))
    cloud.skip(1000)
    await publish()
    expect(
      await refusal(cloud.client.send(new CreateAliasCommand({ FunctionName, ...input }))),
    ).toMatchObject({
      status,
      text,
    })
  })
})

test.each([
  ['2', 'Invalid function version 2. Function version 2 is already included in routing configuration.'],
  ['$LATEST', '$LATEST is not supported for an alias pointing to more than 1 version'],
])('an alias that keeps its weights is not moved to %s', async (FunctionVersion, text) => {
  await create()
  for (const Timeout of [5, 6]) {
    await cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout }))
    cloud.skip(1000)
    await cloud.client.send(new PublishVersionCommand({ FunctionName }))
  }
  const RoutingConfig = { AdditionalVersionWeights: { 2: 0.3 } }
  const alias = { FunctionName, Name: 'live' }
  await cloud.client.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1', RoutingConfig }))
  const moving = cloud.client.send(new UpdateAliasCommand({ ...alias, FunctionVersion }))
  expect(await refusal(moving)).toMatchObject({ status: 400, text })
})

test.each(['1', 'live'])('the code and configuration of %s are not changed', async (qualifier) => {
  await create()
  const it = { FunctionName: `${FunctionName}:${qualifier}` }
  const text =
    'Current operation does not support versions other than $LATEST. Please set the version to $LATEST or do not set a version in your request.'
  for (const sending of [
    cloud.client.send(new UpdateFunctionConfigurationCommand({ ...it, Timeout: 5 })),
    cloud.client.send(new UpdateFunctionCodeCommand({ ...it, ZipFile })),
  ])
    expect(await refusal(sending)).toEqual({ status: 400, code: 'InvalidParameterValueException', text })
})

/** Public logs 54565865697, 5708892855. */
const authorization = `AWS4-HMAC-SHA256 Credential=111111111111/20260101/us-east-1/lambda/aws4_request`

test('errors have their text once, and their members in order', async () => {
  const bodyOf = async (path: string, body?: string) => {
    const method = body === undefined ? 'GET' : 'POST'
    const url = `${cloud.host.endpoint()}/2015-03-31/functions/${path}`
    return (await fetch(url, { method, body, headers: { authorization } })).text()
  }
  await create()
  expect(await bodyOf('none')).toBe(`{"Message":"Function not found: ${arnOf('none')}","Type":"User"}`)
  expect(await bodyOf(`${FunctionName}/invocations`, '{')).toMatch(/^\{"Type":"User","message":"Could not/)
})

test('tags are put, listed and taken away', async () => {
  await create()
  const Resource = arnOf(FunctionName)
  const revision = async () =>
    (await cloud.client.send(new GetFunctionConfigurationCommand({ FunctionName }))).RevisionId
  const untagged = await revision()
  await cloud.client.send(new TagResourceCommand({ Resource, Tags: { A: 'a', B: 'b' } }))
  expect(await revision()).not.toBe(untagged)
  const reserved = new TagResourceCommand({ Resource, Tags: { 'AWS:own': 'x' } })
  expect(await refusal(cloud.client.send(reserved))).toMatchObject({ code: 'InvalidParameterValueException' })
  const wrong: readonly (readonly [string, string, string])[] = [
    ['a!', 'x', 'keys'],
    ['k'.repeat(129), 'x', 'keys'],
    ['a', 'v'.repeat(257), 'value'],
    ['Creator', 'X-XXX123,XXXX', 'value'],
  ]
  for (const [key, value, what] of wrong) {
    const tagging = cloud.client.send(new TagResourceCommand({ Resource, Tags: { [key]: value } }))
    expect(await refusal(tagging)).toMatchObject({
      code: 'ValidationException',
      text: expect.stringContaining(
        `Value '{${key}=${value}}' at 'tags' failed to satisfy constraint: Map ${what} must satisfy constraint: [Member must have length`,
      ),
    })
  }
  await cloud.client.send(new UntagResourceCommand({ Resource, TagKeys: ['A', 'none'] }))
  expect((await cloud.client.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ B: 'b' })
  expect((await cloud.client.send(new GetFunctionCommand({ FunctionName }))).Tags).toEqual({ B: 'b' })
})

test('tags are not put while the function is updated', async () => {
  await create()
  const Resource = arnOf(FunctionName)
  await cloud.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 }))
  const tag = () => cloud.client.send(new TagResourceCommand({ Resource, Tags: { A: 'a' } }))
  expect(await refusal(tag())).toMatchObject({
    code: 'ResourceConflictException',
    text: `The operation cannot be performed at this time. An update is in progress for resource: ${Resource}`,
  })
  cloud.skip(1000)
  await tag()
})

test('tags and concurrency are the function’s: GetFunction of a version or alias does not tell them', async () => {
  await create()
  await cloud.client.send(new TagResourceCommand({ Resource: arnOf(FunctionName), Tags: { A: 'a' } }))
  await cloud.client.send(
    new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 5 }),
  )
  await cloud.client.send(new PublishVersionCommand({ FunctionName }))
  await cloud.client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }))
  const whole = { Tags: { A: 'a' }, Concurrency: { ReservedConcurrentExecutions: 5 } }
  expect(await cloud.client.send(new GetFunctionCommand({ FunctionName }))).toMatchObject(whole)
  for (const asked of [
    { FunctionName, Qualifier: '1' },
    { FunctionName, Qualifier: 'live' },
    { FunctionName: `${arnOf(FunctionName)}:1` },
  ]) {
    const { Code, Tags, Concurrency } = await cloud.client.send(new GetFunctionCommand(asked))
    expect({ Tags, Concurrency, RepositoryType: Code?.RepositoryType }).toEqual({ RepositoryType: 'S3' })
  }
})

test('what has no body has the type of one', async () => {
  await create()
  const url = `${cloud.host.endpoint()}/2015-03-31/functions/${FunctionName}`
  const { status, headers } = await fetch(url, { method: 'DELETE', headers: { authorization } })
  expect([status, headers.get('content-type')]).toEqual([204, 'application/json'])
})

test.each([
  ['event-source-mapping:0f7b5a5e-0000-4000-8000-000000000000', 'Event source mapping'],
  ['capacity-provider:none', 'Capacity provider'],
])('%s has no tags: there is none', async (name, what) => {
  const Resource = arnOf('').replace('function:', name)
  expect(await refusal(cloud.client.send(new ListTagsCommand({ Resource })))).toMatchObject({
    status: 404,
    text: `${what} not found: ${Resource}`,
  })
})

test('a policy holds no more than 20 KB', async () => {
  await create()
  const add = (n: number) =>
    cloud.client.send(
      new AddPermissionCommand({
        ...{ FunctionName, StatementId: `${n}${'x'.repeat(90)}`, Action: 'lambda:InvokeFunction' },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:${region}:${account}:abc123/*/GET/${'x'.repeat(600)}`,
      }),
    )
  const outcome = async () => {
    for (let n = 0; n < 30; n++) await add(n)
  }
  expect(await refusal(outcome())).toEqual({
    ...{ status: 400, code: 'PolicyLengthExceededException' },
    text: expect.stringMatching(/^The final policy size \(2\d{4}\) is bigger than the limit \(20480\)\.$/),
  })
})

test.each([
  [
    'for the URL of a function and for another action than its own',
    { Action: 'lambda:InvokeFunction', Principal: '*', FunctionUrlAuthType: 'NONE' },
    'FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action',
  ],
  [
    'to everybody for a URL whose way of authorizing is not said (simple-container-com/api#81)',
    { Action: 'lambda:InvokeFunctionUrl', Principal: '*' },
    'This policy could enable public access to your lambda function as it allows all Principals (*) to perform lambda:InvokeFunctionUrl action. You must specify lambda:FunctionUrlAuthType condition if intend to enable public access',
  ],
  [
    'for an ARN of IAM that is none (aws/aws-cli#7408)',
    { Action: 'lambda:InvokeFunction', Principal: 'arn:aws:iam:000000000000:role/xxxx' },
    "The provided input'arn:aws:iam:000000000000:role/xxxx'was invalid. Member must satisfy expression: [\\w+=,.@-]* Please check your input and try again.",
  ],
] as const)('no permission is given %s', async (_, input, text) => {
  await create()
  const add = new AddPermissionCommand({ FunctionName, StatementId: 'x', ...input })
  expect(await refusal(cloud.client.send(add))).toEqual({
    status: 400,
    code: 'InvalidParameterValueException',
    text,
  })
})

test('the account tells its limits and what it uses', async () => {
  await create()
  const { AccountLimit, AccountUsage } = await cloud.client.send(new GetAccountSettingsCommand({}))
  expect(AccountLimit).toMatchObject({ CodeSizeZipped: 52_428_800, ConcurrentExecutions: 1000 })
  expect(AccountUsage).toMatchObject({ FunctionCount: 1, TotalCodeSize: expect.any(Number) })
})

describe('API Gateway', () => {
  const sourceArn = `arn:aws:execute-api:${region}:${account}:abc123/default/GET/${FunctionName}`
  async function call(functionArn = arnOf(FunctionName)) {
    const { invoker, store } = cloud.host
    const scope = store.scope(account, region)
    const isLetIn = invoker.permits(scope, functionArn, sourceArn, account)
    return isLetIn ? invoker.invoke(scope, functionArn, '{}') : 'denied'
  }
  const permit = (SourceArn: string, Qualifier?: string) =>
    cloud.client.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 'api',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn,
        Qualifier,
      }),
    )

  test('is denied a function that is not there, or that has no permission for it', async () => {
    expect(await call()).toBe('denied')
    await create()
    expect(await call()).toBe('denied')
    await permit(sourceArn.replace('GET', 'POST'))
    expect(await call()).toBe('denied')
    expect(await call(FunctionName)).toBe('denied')
  })

  test('invokes a function that lets it in', async () => {
    await create()
    await permit(`arn:aws:execute-api:${region}:${account}:abc123/*/*/${FunctionName}`)
    expect(await call()).toMatchObject({ payload: '"one"', executedVersion: '$LATEST' })
  })

  test('needs a permission for the very qualifier that it calls', async () => {
    await create()
    await cloud.client.send(new PublishVersionCommand({ FunctionName }))
    await permit(sourceArn, '1')
    expect(await call()).toBe('denied')
    expect(await call(`${arnOf(FunctionName)}:1`)).toMatchObject({ executedVersion: '1' })
  })

  test('gets the conflict of a function that is still Pending', async () => {
    await create()
    await permit(sourceArn)
    cloud.skip(-1000)
    await expect(call()).rejects.toMatchObject({ status: 409, code: 'ResourceConflictException' })
  })
})
