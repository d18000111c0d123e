import { describe, expect, test } from '@jest/globals'
import { apiKeys, usagePlanKeys, usagePlans } from '../records.ts'
import { account, deployedApi, lambdaUri, method, mock, region } from './deployedApi.fixture.ts'

const serverError = '{"message": "Internal server error"}'
const lambda = (more = {}, methodMore = {}) => method({ type: 'AWS', ...more }, methodMore)
const proxy = method({ type: 'AWS_PROXY' })

test('a header may have any name', async () => {
  const payload = '{"statusCode": 200, "multiValueHeaders": {"__proto__": ["a", "b"]}}'
  const api = deployedApi({ methods: { '/': { GET: proxy } }, run: () => payload })
  const answer = await api.call('/')
  expect(Object.keys(answer?.headers ?? {})).toContain('__proto__')
  expect(Object.getPrototypeOf(answer?.headers)).not.toEqual(['a', 'b'])
})

describe('a request finds its method', () => {
  const named = (name: string) => ({ GET: mock(name) })
  const api = deployedApi({
    methods: {
      '/': { GET: mock('root') },
      '/pets': { ...named('pets'), HEAD: mock('head') },
      '/pets/{id}': named('id $input.params("id")'),
      '/pets/{id}/toys': named('toys'),
      '/pets/list': named('list'),
      '/test': { POST: mock('post') },
      '/{proxy+}': { ANY: mock('proxy $input.params("proxy")') },
    },
  })

  test.each([
    ['/', 'GET', 'root'],
    ['', 'GET', 'root'],
    ['/pets', 'GET', 'pets'],
    ['/pets/', 'GET', 'pets'],
    ['//pets', 'GET', 'pets'],
    ['/pets/list', 'GET', 'list'],
    ['/pets/7', 'GET', 'id 7'],
    ['/pets/list/toys', 'GET', 'toys'],
    ['/pets/7/other', 'GET', 'proxy pets/7/other'],
    ['/Pets', 'GET', 'proxy Pets'],
    ['/test', 'POST', 'post'],
    // Recorded from AWS: test_apigateway_common.py::test_proxy_routing_with_hardcoded_resource_sibling
    ['/test', 'OPTIONS', 'proxy test'],
    // Recorded from AWS: test_apigateway_lambda.py::test_lambda_aws_proxy_integration
    ['/proxy-value/', 'GET', 'proxy proxy-value'],
    ['/proxy-value//double-slash', 'GET', 'proxy proxy-value//double-slash'],
    [
      '/x/test%2Balias@gmail.com/plus/test+alias@gmail.com',
      'GET',
      'proxy x/test%2Balias@gmail.com/plus/test+alias@gmail.com',
    ],
  ])('%s with %s', async (path, verb, body) => {
    expect(await api.call(path, { method: verb })).toMatchObject({ status: 200, body })
  })

  test('by every form of invoke URL', async () => {
    const host = `abcdefghij.execute-api.${region}.amazonaws.com`
    for (const [path, headers] of [
      ['/dev/pets', { host }],
      ['/dev/pets', { host: host.toUpperCase() }],
      ['/restapis/abcdefghij/dev/_user_request_/pets'],
      ['/_aws/execute-api/abcdefghij/dev/pets'],
      ['/_aws/execute-api/abcdefghij//dev/pets'],
    ] as const)
      expect(await api.send(path, { headers })).toMatchObject({ status: 200, body: 'pets' })
  })

  test('and other requests are none', async () => {
    for (const path of ['/restapis/abcdefghij/resources', '/restapis', '/2015-03-31/functions', '/'])
      expect(await api.send(path)).toBeUndefined()
  })

  test('by its path as it was sent', async () => {
    expect(await api.call('/%2e%2e/b')).toMatchObject({ body: 'proxy %2e%2e/b' })
  })

  test('ANY does not stand for verbs of other protocols', async () => {
    expect(await api.call('/x', { method: 'PROPFIND' })).toMatchObject({ status: 403 })
  })
})

describe('a method lets in', () => {
  const api = deployedApi({
    methods: {
      '/iam': { GET: { ...mock('in'), authorizationType: 'AWS_IAM' } },
      '/key': { GET: { ...mock('in'), apiKeyRequired: true } },
    },
  })

  test('with AWS_IAM nobody without a signature', async () => {
    expect(await api.call('/iam')).toMatchObject({
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
      headers: { 'x-amzn-ErrorType': 'MissingAuthenticationTokenException' },
    })
  })

  test('with AWS_IAM whose signature it knows, and tells the function who that is, without the signature', async () => {
    const signed = deployedApi({
      methods: { '/iam': { GET: { ...method({ type: 'AWS_PROXY' }), authorizationType: 'AWS_IAM' } } },
      run: (event) => JSON.stringify({ statusCode: 200, body: event }),
    })
    const key = '444455556666'
    const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20261125/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0`
    const answer = await signed.call('/iam', { headers: { authorization, date: 'today' } })
    const event = JSON.parse(answer?.body ?? '')
    expect(event.requestContext.identity).toMatchObject({
      ...{ accountId: key, caller: key, accessKey: key, user: key },
      userArn: `arn:aws:iam::${key}:root`,
    })
    expect(event.headers).not.toHaveProperty('Authorization')
  })

  test('with an API key required nobody without one', async () => {
    expect(await api.call('/key')).toMatchObject({
      status: 403,
      body: '{"message":"Forbidden"}',
      headers: { 'x-amzn-ErrorType': 'ForbiddenException' },
    })
  })
})

test('an event tells the API key that its method requires', async () => {
  const run = (event: string) => JSON.stringify({ statusCode: 200, body: event })
  const api = deployedApi({ methods: { '/x': { ANY: { ...proxy, apiKeyRequired: true } } }, run })
  const { store } = api.host
  const scope = store.scope(account, region)
  const key = { id: 'k', value: 'v', enabled: true, createdDate: 0, lastUpdatedDate: 0 }
  store.transaction(() => {
    scope.put(apiKeys, 'k', key)
    scope.put(usagePlans, 'p', { id: 'p', name: 'p', apiStages: [{ apiId: 'abcdefghij', stage: 'dev' }] })
    scope.put(usagePlanKeys, 'k', { id: 'k' }, 'p')
  })
  const answer = await api.call('/x', { headers: { 'x-api-key': 'v' } })
  const { identity } = JSON.parse(answer?.body ?? '').requestContext
  expect(identity).toMatchObject({ apiKey: 'v', apiKeyId: 'k', sourceIp: '127.0.0.1', user: null })
})

describe('a Lambda proxy integration', () => {
  const answering = (answer: unknown) =>
    deployedApi({ methods: { '/x': { ANY: proxy } }, run: () => JSON.stringify(answer) ?? 'null' }).call('/x')

  /** Recorded from AWS: test_apigateway_lambda.py::test_aws_proxy_response_payload_format_validation. */
  test.each([
    [{ statusCode: 200 }, 200, ''],
    [{ statusCode: 200, headers: null }, 200, ''],
    [{ statusCode: 200, body: 'dGVzdC1kYXRh', isBase64Encoded: true }, 200, 'dGVzdC1kYXRh'],
    [{ statusCode: '201' }, 201, ''],
    [{ headers: { 'test-header': 'value' } }, 200, ''],
    [{ statusCode: 200, wrongValue: 'value' }, 502, serverError],
    [{ statusCode: 200, multiValueHeaders: { 'test-multi-invalid': 'value1' } }, 502, serverError],
    [{ statusCode: 'test' }, 502, serverError],
    ['justAString', 502, serverError],
    [undefined, 502, serverError],
    [{ statusCode: 200, body: { an: 'object' } }, 502, serverError],
    [{ errorMessage: 'x', errorType: 'Error', trace: [] }, 502, serverError],
  ])('answers %j with %i', async (answer, status, body) => {
    expect(await answering(answer)).toMatchObject({ status, body })
  })

  test.each([
    [
      { headers: { 'test-header': 'value', 'header-bool': true } },
      { 'test-header': 'value', 'header-bool': 'true' },
    ],
    [{ multiValueHeaders: { 'test-multi': ['value1', 'value2'] } }, { 'test-multi': ['value1', 'value2'] }],
    [
      { multiValueHeaders: { 'tesT-Multi': ['value-multi'] }, headers: { 'test-multi': 'value-solo' } },
      { 'tesT-Multi': ['value-multi', 'value-solo'] },
    ],
    [{ multiValueHeaders: { Location: ['/x'], a: [null, 'b'] } }, { Location: '/x', a: 'b' }],
    // Developer guide, set-up-lambda-proxy-integrations: what both say is sent once.
    [{ multiValueHeaders: { Vary: ['a', 'b'] }, headers: { vary: 'a' } }, { Vary: ['a', 'b'] }],
    [{ multiValueHeaders: { a: ['1', '1'] }, headers: { a: 1 } }, { a: ['1', '1'] }],
    [{ headers: { 'content-type': 'text/plain' } }, { 'content-type': 'text/plain' }],
    [{ headers: { Connection: 'close' } }, { 'x-amzn-Remapped-Connection': 'close' }],
    [{ headers: { 'X-Amzn-Requestid': 'mine' } }, { 'x-amzn-Remapped-x-amzn-RequestId': 'mine' }],
  ])('sends the headers of %j', async (answer, headers) => {
    expect(await answering({ statusCode: 200, ...answer })).toMatchObject({ headers })
  })

  /** What Amazon.Lambda.AspNetCoreServer answers without content: aws-lambda-dotnet#1123, aws-sam-cli#1218. */
  test.each([{ multiValueHeaders: { 'Content-Type': [null] } }, { headers: { 'Content-Type': null } }])(
    '%j has no Content-Type',
    async (answer) => {
      const answered = await answering({ statusCode: 204, ...answer })
      expect(answered).toMatchObject({ status: 204 })
      expect(
        Object.keys(answered?.headers ?? {})
          .join()
          .toLowerCase(),
      ).not.toContain('content-type')
    },
  )

  test('a malformed answer does not tell its trace (public log 12349772205)', async () => {
    expect((await answering({ statusCode: 'test' }))?.headers).not.toHaveProperty('X-Amzn-Trace-Id')
  })

  test('a header that HTTP cannot carry is 502, not a crash', async () => {
    expect(await answering({ headers: { x: 'a\r\nb: c' } })).toMatchObject({ status: 502, body: serverError })
  })

  test('is told the name of its operation, where the method has one', async () => {
    const told = async (operationName?: string) => {
      const methods = { '/': { GET: { ...proxy, operationName } } }
      const run = (event: unknown) => JSON.stringify({ body: event })
      const answer = await deployedApi({ methods, run }).call('/')
      return Object.keys(JSON.parse(answer?.body ?? '').requestContext)
        .slice(0, 4)
        .join()
    }
    expect(await told('list')).toBe('resourceId,resourcePath,operationName,httpMethod')
    expect(await told()).toBe('resourceId,resourcePath,httpMethod,extendedRequestId')
  })

  test('gets the event that AWS sends, in its order', async () => {
    const api = deployedApi({
      methods: { '/{proxy+}': { ANY: proxy } },
      stage: { variables: { a: 'b' } },
      run: (event) => JSON.stringify({ body: event }),
    })
    const answer = await api.call('/a/b?category=electronics&category=books&whitespace=foo%20bar&plus=a+b', {
      method: 'POST',
      headers: {
        'x-custom': '1',
        'user-agent': 'test',
        host: 'h',
        'content-type': 'text/plain',
        'content-length': '2',
      },
      body: 'hi',
    })
    const event = JSON.parse(answer?.body ?? '')
    expect(Object.keys(event)).toEqual([
      'resource',
      'path',
      'httpMethod',
      'headers',
      'multiValueHeaders',
      'queryStringParameters',
      'multiValueQueryStringParameters',
      'pathParameters',
      'stageVariables',
      'requestContext',
      'body',
      'isBase64Encoded',
    ])
    expect(event).toMatchObject({
      resource: '/{proxy+}',
      path: '/a/b',
      httpMethod: 'POST',
      queryStringParameters: { category: 'books', whitespace: 'foo bar', plus: 'a b' },
      multiValueQueryStringParameters: { category: ['electronics', 'books'] },
      pathParameters: { proxy: 'a/b' },
      stageVariables: { a: 'b' },
      body: 'hi',
      isBase64Encoded: false,
    })
    const names = ['content-type', 'Host', 'User-Agent', 'X-Amzn-Trace-Id', 'x-custom']
    const forwarded = ['X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto']
    expect(Object.keys(event.headers)).toEqual([...names, ...forwarded])
    expect(Object.keys(event.multiValueHeaders)).toEqual([...names, ...forwarded])
    expect(event.headers).toMatchObject({
      'User-Agent': 'test',
      'content-type': 'text/plain',
      'x-custom': '1',
    })
    expect(event.requestContext).toMatchObject({
      resourcePath: '/{proxy+}',
      path: '/dev/a/b',
      accountId: account,
      protocol: 'HTTP/1.1',
      stage: 'dev',
      requestTime: '28/Jun/2024:23:22:29 +0000',
      requestTimeEpoch: Date.UTC(2024, 5, 28, 23, 22, 29),
      deploymentId: 'd1',
      identity: { sourceIp: '127.0.0.1', userAgent: 'test', user: null },
    })
    expect(api.asked).toEqual([`arn:aws:execute-api:${region}:${account}:abcdefghij/dev/POST/{proxy+}`])
  })

  test('of another region must let in the API as one of its own region', async () => {
    const uri = lambdaUri.replaceAll(region, 'eu-west-1')
    const api = deployedApi({ methods: { '/x': { GET: method({ type: 'AWS_PROXY', uri }) } } })
    await api.call('/x')
    expect(api.asked).toEqual([`arn:aws:execute-api:eu-west-1:${account}:abcdefghij/dev/GET/x`])
  })

  test('gets a body of a binary media type as base64, and may answer so', async () => {
    const api = deployedApi({
      methods: { '/x': { POST: proxy } },
      api: { binaryMediaTypes: ['image/*'] },
      run: (event) => JSON.stringify({ isBase64Encoded: true, body: JSON.parse(event).body }),
    })
    const headers = { 'content-type': 'image/png', accept: 'image/png' }
    const bytes = Buffer.from('PNG')
    expect(await api.call('/x', { method: 'POST', headers, body: bytes })).toMatchObject({
      status: 200,
      body: 'PNG',
    })
  })

  test('takes the function that a stage variable names', async () => {
    const uri = lambdaUri.replace(':f/', ':$' + '{stageVariables.name}/')
    const api = deployedApi({
      methods: { '/x': { GET: method({ type: 'AWS_PROXY', uri }) } },
      stage: { variables: { name: 'f' } },
      run: () => '{"body":"ok"}',
    })
    expect(await api.call('/x')).toMatchObject({ status: 200, body: 'ok' })
  })

  test('that takes longer than its limit is 504, and tells the root of its trace', async () => {
    const slow = method({ type: 'AWS_PROXY', timeoutInMillis: 50 })
    const api = deployedApi({ methods: { '/x': { GET: slow } }, run: () => new Promise(() => {}) })
    expect(await api.call('/x')).toMatchObject({
      status: 504,
      headers: { 'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f-]+$/) },
      body: '{"message": "Endpoint request timed out"}',
    })
  })
})

describe('a Lambda integration', () => {
  const echo = (event: string) => event
  const call = (plan: object, request: object = {}, methodMore: object = {}) =>
    deployedApi({ methods: { '/x': { ANY: lambda(plan, methodMore) } }, run: echo }).call('/x', request)

  test.each([
    ['WHEN_NO_MATCH', { 'application/json': '{}' }, 'text/plain', 200],
    ['WHEN_NO_TEMPLATES', { 'application/json': '{}' }, 'text/plain', 415],
    ['WHEN_NO_TEMPLATES', undefined, 'text/plain', 200],
    ['NEVER', undefined, 'application/json', 415],
    ['NEVER', { 'application/json': '{}' }, 'application/json; charset=utf-8', 200],
    ['NEVER', { 'application/json': '{}' }, undefined, 200],
    ['NEVER', { $default: '{}' }, 'text/plain', 200],
  ])('with %s and templates %j takes %s: %i', async (passthroughBehavior, requestTemplates, type, status) => {
    const headers = type === undefined ? {} : { 'content-type': type }
    const answer = await call(
      { passthroughBehavior, requestTemplates },
      { method: 'POST', headers, body: '{"a":1}' },
    )
    expect(answer).toMatchObject({ status })
    expect(answer?.body.includes('Unsupported Media Type')).toBe(status === 415)
  })

  test('without a template and a body invokes with {}', async () => {
    expect(await call({})).toMatchObject({ status: 200, body: '{}' })
  })

  test('reads query, path and headers through a template', async () => {
    const requestTemplates = {
      'application/json':
        '{"q": "$input.params(\'q\')", "ip": "$context.identity.sourceIp", "h": "$input.params().header.get(\'x-h\')"}',
    }
    const api = deployedApi({ methods: { '/x': { GET: lambda({ requestTemplates }) } }, run: echo })
    expect(await api.call('/x?q=1', { headers: { 'x-h': '2' } })).toMatchObject({
      body: '{"q": "1", "ip": "127.0.0.1", "h": "2"}',
    })
  })

  test('tells its type behind what is mapped, and the values of no stage variable that is not there', async () => {
    const name = (header: string) => `method.response.header.${header}`
    const responseParameters = {
      [name('X-Mapped')]: "'a'",
      [name('X-None')]: 'stageVariables.constructor',
    }
    const integrationResponses = { 200: { statusCode: '200', responseParameters } }
    const methodResponses = { 200: { statusCode: '200' } }
    const answer = await call({ integrationResponses }, {}, { methodResponses })
    const names = Object.keys(answer?.headers ?? {})
    expect(names.slice(-2)).toEqual(['X-Mapped', 'Content-Type'])
  })

  test('maps headers, remaps those of the connection, and takes the template for Accept', async () => {
    const name = (header: string) => `method.response.header.${header}`
    const integrationResponses = {
      200: {
        statusCode: '200',
        responseParameters: {
          [name('X-Fixed')]: "'a b'",
          [name('X-Body')]: 'integration.response.body.a.b',
          [name('X-Stage')]: 'context.stage',
          [name('Connection')]: "'close'",
          [name('User-Agent')]: "'me'",
        },
        responseTemplates: { 'text/html': '<b>$input.path("$.a.b")</b>', 'application/xml': '<x/>' },
      },
    }
    const answer = await call(
      { integrationResponses },
      { method: 'POST', body: '{"a":{"b":"c"}}', headers: { accept: 'application/xml' } },
    )
    expect(answer).toMatchObject({
      body: '<x/>',
      headers: {
        'Content-Type': 'application/xml',
        'X-Fixed': 'a b',
        'X-Body': 'c',
        'X-Stage': 'dev',
        'x-amzn-Remapped-Connection': 'close',
        'x-amzn-Remapped-User-Agent': 'me',
      },
    })
  })

  /** Recorded from AWS: test_apigateway_integrations.py::test_apigateway_header_remapping_aws. */
  test.each([
    'Content-Length',
    'Transfer-Encoding',
    'Authorization',
    'Connection',
    'Expect',
    'Proxy-Authenticate',
    'TE',
  ])('that sets the header %s is 500', async (header) => {
    const requestParameters = { [`integration.request.header.${header}`]: "'x'" }
    for (const type of ['AWS', 'AWS_PROXY'])
      expect(await call({ type, requestParameters })).toMatchObject({ status: 500, body: serverError })
  })

  /** Recorded from AWS: test_apigateway_header_remapping_aws, step full-integration. */
  describe('with every header of HTTP', () => {
    const words = (text: string) => text.split(' ')
    const sent = words(
      'Accept Accept-Charset Accept-Encoding Age Content-Encoding Content-Type Pragma Range Referer TE Via Warn',
    )
    const kept = words(
      'Authorization Connection Content-Length Content-MD5 Date Expect Host Max-Forwards Proxy-Authenticate Server ' +
        'Trailer Upgrade User-Agent WWW-Authenticate',
    )
    const all = [...sent, ...kept, 'Transfer-Encoding']

    test('does not see those that belong to the connection', async () => {
      const template = JSON.stringify(
        Object.fromEntries(all.map((name) => [name, `$input.params('${name}')`])),
      )
      const headers = {
        ...Object.fromEntries(all.map((name) => [name, `request_${name}`])),
        'Content-Type': 'application/json',
      }
      const answer = await call({ requestTemplates: { 'application/json': template } }, { headers })
      const seen = Object.entries(JSON.parse(answer?.body ?? '')).filter(([, value]) => value !== '')
      const visible = words(
        'Accept Accept-Charset Accept-Encoding Age Authorization Content-Encoding Content-Type Date Host Pragma ' +
          'Range Referer User-Agent Via Warn',
      )
      expect(seen.map(([name]) => name).sort()).toEqual(visible)
    })

    test('hands them on as mapped, those that AWS keeps for itself under another name', async () => {
      const responseParameters = Object.fromEntries(
        all.map((name) => [`method.response.header.${name}`, `'response_param_${name}'`]),
      )
      const answer = await call({ integrationResponses: { 200: { statusCode: '200', responseParameters } } })
      const { 'x-amzn-RequestId': id, 'x-amz-apigw-id': apigwId, ...headers } = answer?.headers ?? {}
      const { 'X-Amzn-Trace-Id': trace, ...mapped } = headers
      expect([id, apigwId, trace]).not.toContain(undefined)
      expect(mapped).toEqual({
        ...Object.fromEntries(sent.map((name) => [name, `response_param_${name}`])),
        ...Object.fromEntries(kept.map((name) => [`x-amzn-Remapped-${name}`, `response_param_${name}`])),
      })
    })
  })

  test('without the /invocations of its URI is 500', async () => {
    expect(await call({ uri: lambdaUri.replace('/invocations', '') })).toMatchObject({
      status: 500,
      body: serverError,
    })
  })

  test('whose template does not end is 500', async () => {
    const loop = '#foreach($i in [1..1000])#foreach($j in [1..1000])$j#end#end'
    expect(await call({ requestTemplates: { 'application/json': loop } })).toMatchObject({ status: 500 })
  })
})

describe('a MOCK integration', () => {
  /** clebert/aws-simple#167, chalice#1310; that TestInvokeMethod works: repost.aws, QUcGyz1u8GSqqXNbjdCqx5Eg. */
  test('refuses a preflight where every type is binary, unless its body is made text', async () => {
    const of = (more: object) =>
      deployedApi({
        methods: { '/x': { OPTIONS: mock('', more) } },
        api: { binaryMediaTypes: ['*/*'] },
      })
    const preflight = { method: 'OPTIONS' }
    expect(await of({}).call('/x', preflight)).toMatchObject({ status: 500 })
    expect(await of({}).test('/x', 'OPTIONS')).toMatchObject({ status: 200 })
    expect(await of({ contentHandling: 'CONVERT_TO_TEXT' }).call('/x', preflight)).toMatchObject({
      status: 200,
    })
  })

  const status = async (template: string) =>
    (
      await deployedApi({
        methods: { '/x': { GET: mock('', { requestTemplates: { 'application/json': template } }) } },
      }).call('/x')
    )?.status

  test.each([
    '{"statusCode": 200}',
    '{ statusCode: 200 }',
    "{'statusCode': 200, '': ''}",
    '{"statusCode": 200 , }',
    '{statusCode: 200, "value": \'goog\'}',
    '{"statusCode": 0}',
    '{statusCode: 200,super{ f}oo: [ba r]}',
    '{statusCode: 200, }foo: [ba r]}',
    '{"statusCode": 200 ,, }',
  ])('takes %s', async (template) => {
    expect(await status(template)).toBe(200)
  })

  test.each([
    '{"statusCode": "200"}',
    '{"statusCode": 200',
    'statusCode: 200',
    '{}',
    '',
    '{"statusCode\': 200 }',
    '{statusCode: 200, {foo: [ba r]}',
    '{statusCode: 200, what:{}foo: [ba r]}}',
  ])('does not take %s', async (template) => {
    expect(await status(template)).toBe(500)
  })

  /** Recorded from AWS: test_apigateway_integrations.py::test_integration_mock_with_vtl_map_assignation. */
  test('hands overrides from the request template to the response template', async () => {
    const requestTemplate = `
#set($paramName = "foo")
#set($context.requestOverride.querystring[$paramName] = "bar")
#set($paramPutName = "putfoo")
$context.requestOverride.querystring.put($paramPutName, "putBar")
#set($context["requestOverride"].querystring["nestedfoo"] = "nestedFoo")
{ "statusCode": 200 }`
    const responseTemplate = `#set($value = $context.requestOverride.querystring["foo"])
{"value": "$value", "value2": "$context.requestOverride.querystring["putfoo"]", "value3": "$context.requestOverride.querystring.nestedfoo"}`
    const api = deployedApi({
      methods: {
        '/x': { GET: mock(responseTemplate, { requestTemplates: { 'application/json': requestTemplate } }) },
      },
    })
    expect(JSON.parse((await api.call('/x'))?.body ?? '')).toEqual({
      value: 'bar',
      value2: 'putBar',
      value3: 'nestedFoo',
    })
  })

  test('takes status and headers that its templates set', async () => {
    const template =
      '#set($context.responseOverride.status = 444)#set($context.responseOverride.header.foo = "bar"){"statusCode": 200}'
    const api = deployedApi({
      methods: { '/x': { GET: mock('', { requestTemplates: { 'application/json': template } }) } },
    })
    expect(await api.call('/x')).toMatchObject({ status: 444, headers: { foo: 'bar' } })
  })
})
