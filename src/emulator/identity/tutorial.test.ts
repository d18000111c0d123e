/**
 * The calls of AWS's own tutorial script 087-apigateway-lambda-integration (aws-samples/sample-developer-tutorials), in its
 * order, as the AWS CLI sends them. The script itself needs the CLI, a shell and a name server that knows invoke URLs.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { type Emulator, startEmulator } from '../start.ts'

const account = '123456789012'
const managed = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'
const credentials = {
  authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/lambda/aws4_request`,
}
const trustOf = (Service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  })

let cloud: Emulator
beforeAll(async () => {
  cloud = await startEmulator()
})
afterAll(() => cloud.close())

async function query(Action: string, Version: string, parameters: Readonly<Record<string, string>> = {}) {
  const body = new URLSearchParams({ Action, Version, ...parameters })
  const response = await fetch(`${cloud.endpoint}/`, { method: 'POST', headers: credentials, body })
  expect(response.headers.get('content-type')).toBe('text/xml')
  return { status: response.status, text: await response.text() }
}
const iam = (action: string, parameters: Readonly<Record<string, string>>) =>
  query(action, '2010-05-08', parameters)

async function rest(method: string, path: string, body?: object) {
  const response = await fetch(`${cloud.endpoint}${path}`, {
    method,
    headers: credentials,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? {} : JSON.parse(text) }
}

const code = `import json
def lambda_handler(event, context):
    greeter = (event.get('queryStringParameters') or {}).get('greeter', 'World')
    return {"statusCode": 200, "body": json.dumps({"message": f"Hello, {greeter}!"})}
`

const newFunction = (FunctionName: string, role: string) => ({
  FunctionName,
  Runtime: 'python3.11',
  Role: `arn:aws:iam::${account}:role/${role}`,
  Handler: 'lambda_function.lambda_handler',
  Code: { ZipFile: Buffer.from(zipSync({ 'lambda_function.py': strToU8(code) })).toString('base64') },
})

/** A request to the invoke URL's own host, as a name server would bring it here. */
const invoke = (api: string, path: string) => fetch(`${cloud.endpoint}/_aws/execute-api/${api}/test${path}`)

test('the calls of AWS’s tutorial script end as it expects', async () => {
  const identity = await query('GetCallerIdentity', '2011-06-15')
  expect(identity.text).toContain(`<Account>${account}</Account>`)
  const role = { RoleName: 'tutorial' }
  const created = await iam('CreateRole', {
    ...role,
    AssumeRolePolicyDocument: trustOf('lambda.amazonaws.com'),
    Description: 'Temporary role',
  })
  expect(created.text).toMatch(
    /^<CreateRoleResponse xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/"><CreateRoleResult><Role><Path>\/<\/Path><RoleName>tutorial<\/RoleName><RoleId>AROA[A-Z2-7]{17}<\/RoleId><Arn>arn:aws:iam::123456789012:role\/tutorial<\/Arn>/,
  )
  expect((await iam('AttachRolePolicy', { ...role, PolicyArn: managed })).status).toBe(200)

  expect((await rest('POST', '/2015-03-31/functions', newFunction('hello', 'tutorial'))).status).toBe(201)
  const { json: api } = await rest('POST', '/restapis', { name: 'LambdaProxyAPI' })
  const { json: resource } = await rest('POST', `/restapis/${api.id}/resources/${api.rootResourceId}`, {
    pathPart: 'helloworld',
  })
  const method = `/restapis/${api.id}/resources/${resource.id}/methods/ANY`
  await rest('PUT', method, { authorizationType: 'NONE' })
  const functionArn = `arn:aws:lambda:us-east-1:${account}:function:hello`
  await rest('PUT', `${method}/integration`, {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  })
  await rest('POST', '/2015-03-31/functions/hello/policy', {
    StatementId: 'apigateway-invoke',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:us-east-1:${account}:${api.id}/*/*`,
  })
  expect((await rest('POST', `/restapis/${api.id}/deployments`, { stageName: 'test' })).status).toBe(201)
  let state = 'Pending'
  while (state === 'Pending')
    state = (await rest('GET', '/2015-03-31/functions/hello/configuration')).json.State
  const answer = await invoke(api.id, '/helloworld?greeter=John')
  expect(await answer.json()).toEqual({ message: 'Hello, John!' })

  expect((await rest('DELETE', `/restapis/${api.id}`)).status).toBe(202)
  expect((await rest('DELETE', '/2015-03-31/functions/hello')).status).toBe(204)
  expect((await iam('DetachRolePolicy', { ...role, PolicyArn: managed })).status).toBe(200)
  expect((await iam('DeleteRole', role)).status).toBe(200)
  expect((await iam('GetRole', role)).status).toBe(404)
})

test.each([
  [
    { Principal: { Service: 'lamda.amazonaws.com' } },
    'Invalid principal in policy: "SERVICE":"lamda.amazonaws.com"',
  ],
  [{ Principal: { Service: 'lambda' } }, 'Invalid principal in policy: "SERVICE":"lambda"'],
  [{ Principal: { Robot: '*' } }, 'Syntax errors in policy.'],
  [
    { Principal: undefined },
    'Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!',
  ],
  [{ Principal: '*' }, 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'],
  [{ Principal: { Service: '*' } }, 'Invalid principal in policy: "SERVICE":"*"'],
  [{ Principal: { AWS: '12345' } }, 'Invalid principal in policy: "AWS":"12345"'],
  [
    { Principal: { AWS: `arn:aws:iam::${account}:user/*` } },
    `Invalid principal in policy: "AWS":"arn:aws:iam::${account}:user/*"`,
  ],
  [{ Effect: 'allow' }, 'The policy failed legacy parsing'],
  [{ Effect: undefined }, 'Syntax errors in policy.'],
  [{ Effects: 'Allow' }, 'Syntax errors in policy.'],
  [{ NotAction: 'sts:TagSession' }, 'Syntax errors in policy.'],
  [
    { Sid: 'may-assume' },
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  ],
  [{ Action: 'sts:*' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
  [{ Action: 'sts:assumerole' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
  [{ Action: undefined }, 'Policy statement must contain actions.'],
  [{ Resource: '*' }, 'Has prohibited field Resource'],
])('a role that is trusted by %j is refused', async (change, message) => {
  const policy = JSON.parse(trustOf('lambda.amazonaws.com'))
  const AssumeRolePolicyDocument = JSON.stringify({
    ...policy,
    Statement: [policy.Statement].flat().map((statement: object) => ({ ...statement, ...change })),
  })
  const { status, text } = await iam('CreateRole', { RoleName: 'untrusted', AssumeRolePolicyDocument })
  expect([status, text.replaceAll('&quot;', '"')]).toEqual([
    400,
    expect.stringContaining(`<Message>${message}</Message>`),
  ])
})

test('a role may be trusted by every other service, and by all but one', async () => {
  for (const [RoleName, change] of [
    [
      'monitored',
      { Principal: { Service: ['monitoring.rds.amazonaws.com', 'logs.us-gov-east-1.amazonaws.com'] } },
    ],
    ['others', { Principal: undefined, NotPrincipal: { AWS: '123456789012' } }],
    ['everybody', { Sid: 'All', Principal: { AWS: '*' } }],
    ['accounts', { Principal: { AWS: ['1234-5678-9012', `arn:aws:iam::${account}:root`] } }],
  ] as const) {
    const policy = JSON.parse(trustOf('lambda.amazonaws.com'))
    const [statement] = [policy.Statement].flat()
    const AssumeRolePolicyDocument = JSON.stringify({ ...policy, Statement: { ...statement, ...change } })
    expect(await iam('CreateRole', { RoleName, AssumeRolePolicyDocument })).toMatchObject({ status: 200 })
  }
})

const trust = JSON.parse(trustOf('lambda.amazonaws.com'))
const named = { ...trust.Statement[0], Sid: 'one' }

test.each([
  [{ Statement: [] }, 'Syntax errors in policy.'],
  [{ Version: '2020-01-01' }, 'Syntax errors in policy.'],
  [{ Description: 'trust' }, 'Syntax errors in policy.'],
  [{ Statement: [named, named] }, 'Statement IDs (SID) in a single policy must be unique.'],
])('a trust policy with %j is refused', async (change, message) => {
  const AssumeRolePolicyDocument = JSON.stringify({ ...trust, ...change })
  const { status, text } = await iam('CreateRole', { RoleName: 'untrusted', AssumeRolePolicyDocument })
  expect([status, text]).toEqual([400, expect.stringContaining(message)])
})

test('blanks do not count in the size of a trust policy', async () => {
  const AssumeRolePolicyDocument = trustOf('lambda.amazonaws.com').padEnd(2049)
  expect(await iam('CreateRole', { RoleName: 'wide', AssumeRolePolicyDocument })).toMatchObject({
    status: 200,
  })
})

test('a role is given AWS’s own policies by their whole names', async () => {
  const AssumeRolePolicyDocument = trustOf('lambda.amazonaws.com')
  await iam('CreateRole', { RoleName: 'given', AssumeRolePolicyDocument })
  for (const name of ['service-role/AWSLambdaRole', 'AWSLambda_FullAccess', 'AmazonDynamoDBFullAccess'])
    expect(
      await iam('AttachRolePolicy', { RoleName: 'given', PolicyArn: `arn:aws:iam::aws:policy/${name}` }),
    ).toMatchObject({ status: 200 })
})

describe('IAM refuses with AWS’s own texts', () => {
  const AssumeRolePolicyDocument = trustOf('lambda.amazonaws.com')
  beforeAll(() => iam('CreateRole', { RoleName: 'there', AssumeRolePolicyDocument }))

  const refusals: readonly (readonly [string, Readonly<Record<string, string>>, number, string, string])[] = [
    ['GetRole', { RoleName: 'none' }, 404, 'NoSuchEntity', 'The role with name none cannot be found.'],
    [
      'CreateRole',
      { RoleName: 'there', AssumeRolePolicyDocument },
      409,
      'EntityAlreadyExists',
      'Role with name there already exists.',
    ],
    [
      'CreateRole',
      { RoleName: 'a b', AssumeRolePolicyDocument },
      400,
      'ValidationError',
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    ],
    [
      'CreateRole',
      { RoleName: 'short', AssumeRolePolicyDocument, MaxSessionDuration: '60' },
      400,
      'ValidationError',
      "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
    ],
    [
      'CreateRole',
      {
        RoleName: 'other',
        AssumeRolePolicyDocument: AssumeRolePolicyDocument.replace('sts:AssumeRole', 's3:GetObject'),
      },
      400,
      'MalformedPolicyDocument',
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'CreateRole',
      { RoleName: 'bad', AssumeRolePolicyDocument: '{' },
      400,
      'MalformedPolicyDocument',
      'This policy contains invalid Json',
    ],
    [
      'CreateRole',
      { RoleName: 'bad', AssumeRolePolicyDocument: AssumeRolePolicyDocument.padEnd(131_073) },
      400,
      'ValidationError',
      "1 validation error detected: Value at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must have length less than or equal to 131072",
    ],
    [
      'CreateRole',
      { RoleName: 'bad', AssumeRolePolicyDocument: `${AssumeRolePolicyDocument}한` },
      400,
      'ValidationError',
      "1 validation error detected: Value at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
    ],
    [
      'CreateRole',
      {
        RoleName: 'bad',
        AssumeRolePolicyDocument: AssumeRolePolicyDocument.replace(
          '"Effect"',
          `"Sid":"${'S'.repeat(2048)}",$&`,
        ),
      },
      409,
      'LimitExceeded',
      'Cannot exceed quota for ACLSizePerRole: 2048',
    ],
    [
      'CreateRole',
      { RoleName: 'bad', AssumeRolePolicyDocument, Path: '/x' },
      400,
      'ValidationError',
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    ],
    [
      'CreateRole',
      { RoleName: 'bad', AssumeRolePolicyDocument, Path: '/aws-service-role/' },
      400,
      'InvalidInput',
      "Paths beginning with '/aws-service-role' are reserved for AWS Service Linked Roles",
    ],
    [
      'CreateRole',
      { RoleName: 'bad', AssumeRolePolicyDocument, Description: 'x'.repeat(1001) },
      400,
      'ValidationError',
      "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 1000",
    ],
    [
      'CreateRole',
      { RoleName: 'bad', AssumeRolePolicyDocument, Description: '람다의 역할' },
      400,
      'ValidationError',
      "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
    ],
    [
      'CreateRole',
      { RoleName: 'r'.repeat(65), AssumeRolePolicyDocument },
      400,
      'ValidationError',
      "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
    ],
    [
      'AttachRolePolicy',
      { RoleName: 'there', PolicyArn: 'arn:aws:iam::aws:x' },
      400,
      'ValidationError',
      "1 validation error detected: Value at 'policyArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
    ],
    ...(['AttachRolePolicy', 'DetachRolePolicy'] as const).map((action): (typeof refusals)[number] => [
      action,
      // A policy's name alone (LocalStack's test_role_attach_policy).
      { RoleName: 'there', PolicyArn: 'AWSLambdaBasicExecutionRole' },
      400,
      'ValidationError',
      'Invalid ARN:  Could not be parsed!',
    ]),
    [
      'CreateRole',
      { RoleName: 'THERE', AssumeRolePolicyDocument },
      409,
      'EntityAlreadyExists',
      'Role with name THERE already exists.',
    ],
    [
      'AttachRolePolicy',
      { RoleName: 'there', PolicyArn: `arn:aws:iam::${account}:policy/mine` },
      404,
      'NoSuchEntity',
      `Policy arn:aws:iam::${account}:policy/mine does not exist or is not attachable.`,
    ],
    [
      'AttachRolePolicy',
      { RoleName: 'there', PolicyArn: managed.replace('aws', 'aws-cn') },
      400,
      'ValidationError',
      'Invalid ARN partition',
    ],
    ...[
      'AWSLambdaBasicExecutionRole',
      'AWSLambdaFullAccess',
      'service-role/AWSLambdaBasicExecution-Role',
    ].map((name): (typeof refusals)[number] => [
      'AttachRolePolicy',
      { RoleName: 'there', PolicyArn: `arn:aws:iam::aws:policy/${name}` },
      404,
      'NoSuchEntity',
      `Policy arn:aws:iam::aws:policy/${name} does not exist or is not attachable.`,
    ]),
    [
      'DetachRolePolicy',
      { RoleName: 'there', PolicyArn: managed },
      404,
      'NoSuchEntity',
      `Policy ${managed} was not found.`,
    ],
  ]

  test.each(refusals)('%s %o', async (action, parameters, status, code, text) => {
    const answer = await iam(action, parameters)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(`<Code>${code}</Code><Message>${text}</Message>`)
  })

  test('more than 20 policies of a role', async () => {
    const attach = (name: number) =>
      iam('AttachRolePolicy', { RoleName: 'full', PolicyArn: `arn:aws:iam::aws:policy/p${name}` })
    await iam('CreateRole', { RoleName: 'full', AssumeRolePolicyDocument })
    for (let name = 1; name <= 20; name++) expect((await attach(name)).status).toBe(200)
    expect(await attach(21)).toEqual({
      status: 409,
      text: expect.stringContaining('<Message>Cannot exceed quota for PoliciesPerRole: 20</Message>'),
    })
  })

  test('to delete a role that has a policy', async () => {
    await iam('AttachRolePolicy', { RoleName: 'there', PolicyArn: managed })
    const { status, text } = await iam('DeleteRole', { RoleName: 'there' })
    expect(status).toBe(409)
    expect(text).toContain('<Message>Cannot delete entity, must detach all policies first.</Message>')
  })
})

test('a function may not have a role that was made here for another service', async () => {
  await iam('CreateRole', { RoleName: 'ec2', AssumeRolePolicyDocument: trustOf('ec2.amazonaws.com') })
  expect(await rest('POST', '/2015-03-31/functions', newFunction('other', 'ec2'))).toMatchObject({
    status: 400,
    json: { message: 'The role defined for the function cannot be assumed by Lambda.' },
  })
})

test('a function may not have a role that was made here by an ARN with another path or case', async () => {
  const AssumeRolePolicyDocument = trustOf('lambda.amazonaws.com')
  await iam('CreateRole', { RoleName: 'placed', AssumeRolePolicyDocument, Path: '/service-role/' })
  for (const role of ['placed', 'x/placed', 'service-role/Placed', 'Service-role/placed'])
    expect(await rest('POST', '/2015-03-31/functions', newFunction('placed', role))).toMatchObject({
      status: 400,
      json: { message: 'The role defined for the function cannot be assumed by Lambda.' },
    })
  const whole = newFunction('placed', 'service-role/placed')
  expect(await rest('POST', '/2015-03-31/functions', whole)).toMatchObject({ status: 201 })
})

test('an account does not write its logs as a role that was made here for another service', async () => {
  const use = (role: string) => {
    const value = `arn:aws:iam::${account}:role/${role}`
    const patch = { op: 'replace', path: '/cloudwatchRoleArn', value }
    return rest('PATCH', '/account', { patchOperations: [patch] })
  }
  for (const name of ['lambda', 'apigateway'])
    await iam('CreateRole', { RoleName: name, AssumeRolePolicyDocument: trustOf(`${name}.amazonaws.com`) })
  const message =
    'The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.'
  expect(await use('lambda')).toEqual({ status: 400, json: { message } })
  for (const role of ['apigateway', 'made-elsewhere']) expect(await use(role)).toMatchObject({ status: 200 })
})

test('an operation of IAM that is not supported answers 501 and its name', async () => {
  const { status, text } = await iam('ListRoles', {})
  expect(status).toBe(501)
  expect(text).toContain('ListRoles is not supported by this cloud')
})
