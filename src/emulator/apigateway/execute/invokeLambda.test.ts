import { describe, expect, jest, test } from '@jest/globals'
import { AwsError } from '../../wire/awsError.ts'
import { type deployedApi as deploy, deployedApi, lambdaUri, method } from './deployedApi.fixture.ts'

const serverError = '{"message": "Internal server error"}'

/** TestInvokeMethod's answer, and the lines of its log without their times. */
async function tested(api: ReturnType<typeof deploy>, verb = 'GET', more: object = {}) {
  const result = Object(await api.test('/x', verb, more))
  return {
    ...result,
    lines: result.log.split('\n').map((line: string) => line.replace(/^.* UTC \d{4} : /, '')),
  }
}

describe('Lambda refuses', () => {
  const endOf = (lines: readonly string[]) =>
    lines.slice(lines.findIndex((line) => line.startsWith('Received')))

  /** AWS Knowledge Center, api-gateway-lambda-template-invoke-error. */
  test.each(['AWS', 'AWS_PROXY'] as const)('%s with a verb other than POST', async (type) => {
    const api = deployedApi({ methods: { '/x': { GET: method({ type, httpMethod: 'GET' }) } } })
    const { status, body, lines } = await tested(api)
    expect({ status, body }).toEqual({ status: 500, body: serverError })
    const id = /x-amzn-RequestId=([\w-]{36})/.exec(lines.join())?.[1]
    expect(endOf(lines)).toEqual([
      'Received response. Status: 403, Integration latency: 0 ms',
      `Endpoint response headers: {Date=Fri, 28 Jun 2024 23:22:29 GMT, Content-Length=130, Connection=keep-alive, x-amzn-RequestId=${id}}`,
      'Endpoint response body before transformations: <AccessDeniedException>',
      '  <Message>Unable to determine service/operation name to be authorized</Message>',
      '</AccessDeniedException>',
      '',
      `Lambda invocation failed with status: 403. Lambda request id: ${id}`,
      'Execution failed due to configuration error: ',
      'Method completed with status: 500',
      '',
    ])
  })

  /** The reason: aws-cdk#17458. */
  test.each(['AWS', 'AWS_PROXY'] as const)(
    '%s with a function of another region than the URI',
    async (type) => {
      const uri = lambdaUri.replace('lambda:us-east-1:', 'lambda:us-west-2:')
      const api = deployedApi({ methods: { '/x': { GET: method({ type, uri }) } } })
      const { status, body, lines } = await tested(api)
      expect({ status, body }).toEqual({ status: 500, body: serverError })
      expect(endOf(lines).slice(-4)).toEqual([
        expect.stringMatching(/^Lambda invocation failed with status: 404\. Lambda request id: [\w-]{36}$/),
        "Execution failed due to configuration error: Functions from 'us-west-2' are not reachable in this region ('us-east-1')",
        'Method completed with status: 500',
        '',
      ])
    },
  )

  const run = () => {
    throw new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.')
  }

  /** Public log 31159485353. */
  test('what it has no room for', async () => {
    const api = deployedApi({ methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } }, run })
    const { status, lines } = await tested(api)
    expect(status).toBe(500)
    expect(endOf(lines).slice(-4)).toEqual([
      expect.stringMatching(/^Lambda invocation failed with status: 429\. Lambda request id: [\w-]{36}$/),
      'Execution failed due to configuration error: Rate Exceeded.',
      'Method completed with status: 500',
      '',
    ])
  })

  describe('for gateway responses', () => {
    const response = (responseType: 'INTEGRATION_FAILURE' | 'API_CONFIGURATION_ERROR') => ({
      responseType,
      responseParameters: {},
      responseTemplates: { 'application/json': '$context.error.responseType: $context.error.message' },
    })
    const deployed = () =>
      deployedApi({
        methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } },
        gatewayResponses: [response('API_CONFIGURATION_ERROR'), response('INTEGRATION_FAILURE')],
        run,
      })

    /** Access logs in DataBiosphere/azul#6624. */
    test('the integration has failed where there is no room', async () => {
      expect(await deployed().call('/x')).toMatchObject({
        status: 500,
        body: 'INTEGRATION_FAILURE: Internal server error',
      })
    })

    /** Access logs in DataBiosphere/azul#8301. */
    test('the API is set up wrongly where the function does not let it in', async () => {
      const api = deployed()
      jest.spyOn(api.host.invoker, 'permits').mockReturnValue(false)
      expect(await api.call('/x')).toMatchObject({
        status: 500,
        body: 'API_CONFIGURATION_ERROR: Internal server error',
      })
    })
  })
})

describe('AWS_PROXY in a test', () => {
  const answering = (answer: object) =>
    deployedApi({
      methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } },
      run: () => JSON.stringify(answer),
    })

  /** Public logs 18877537550 and 36275093982. */
  test.each([
    [{}, ['X-Amzn-Trace-Id']],
    [{ headers: { 'Content-Type': 'text/html' } }, ['Content-Type', 'X-Amzn-Trace-Id']],
  ])('makes up no header for %j', async (answer, names) => {
    const { headers, multiValueHeaders, lines } = await tested(answering(answer))
    expect(Object.keys(headers)).toEqual(names)
    expect(Object.keys(multiValueHeaders)).toEqual(names)
    expect(headers['X-Amzn-Trace-Id']).toMatch(
      /^Root=1-[\w-]+;Parent=\w{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$/,
    )
    expect(lines.at(-4)).toMatch(new RegExp(`^Method response headers: \\{${names.join('=.*, ')}=[^,]+\\}$`))
  })

  test('signs in an order of its own', async () => {
    const { lines } = await tested(answering({}))
    const [line = ''] = lines.filter((one: string) => one.startsWith('Endpoint request headers: '))
    expect(line).toMatch(
      /^Endpoint request headers: \{X-Amz-Date=20240628T232229Z, x-amzn-apigateway-api-id=abcdefghij, Accept=application\/json, User-Agent=AmazonAPIGateway_abcdefghij, Host=lambda\.us-east-1\.amazonaws\.com, X-Amz-Content-Sha256=[0-9a-f]{64}, X-Amzn-Trace-Id=Root=1-[\w-]+, x-amzn-lambda-integration-tag=[\w-]{36}, Authorization=\*{338}[0-9a-f]{6}, X-Amz-Source-Arn=arn:aws:execute-api:us-east-1:111111111111:abcdefghij\/test-invoke-stage\/GET\/x, X-Amz-Security-Token=IQoJ\S+ \[TRUNCATED\]$/,
    )
    expect(line.length).toBe('Endpoint request headers: '.length + 998 + ' [TRUNCATED]'.length)
  })

  test('signs for a function of another region with the name that the API has there', async () => {
    const uri = lambdaUri.replaceAll('us-east-1', 'eu-west-1')
    const { lines } = await tested(deployedApi({ methods: { '/x': { GET: method({ type: 'AWS', uri }) } } }))
    expect(lines.join()).toContain(
      'X-Amz-Source-Arn=arn:aws:execute-api:eu-west-1:111111111111:abcdefghij/test-invoke-stage/GET/x,',
    )
  })

  test("tells the caller's program", async () => {
    const api = deployedApi({
      methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } },
      run: (event) => JSON.stringify({ body: event }),
    })
    const { body } = await tested(api)
    expect(JSON.parse(body).requestContext.identity.userAgent).toBe('test/1')
  })

  test('does not take an answer with an errorMessage for an error', async () => {
    const { status, lines } = await tested(answering({ errorMessage: 'returned' }))
    expect(status).toBe(502)
    expect(lines).toContain('Execution failed due to configuration error: Malformed Lambda proxy response')
  })
})

/** Developer guide, set-up-lambda-integration-async. */
test.each([
  ['Event', 202, ['{"a":1}']],
  ['DryRun', 204, []],
])('an invocation of type %s is answered with %i at once', async (type, status, enqueued) => {
  const requestParameters = { 'integration.request.header.X-Amz-Invocation-Type': `'${type}'` }
  const api = deployedApi({
    methods: { '/x': { POST: method({ type: 'AWS', requestParameters }) } },
    run: () => '"ran"',
  })
  const answer = await tested(api, 'POST', { body: '{"a":1}' })
  expect(answer).toMatchObject({ status: 200, body: '' })
  expect(answer.lines).toContain(`Received response. Status: ${status}, Integration latency: 0 ms`)
  expect(api.enqueued).toEqual(enqueued)
})

/** Lambda's text: public log ex-aws/ex_aws#442. */
test('an invocation of a type that is none is refused by Lambda, and the client is told', async () => {
  const requestParameters = { 'integration.request.header.X-Amz-Invocation-Type': "'event'" }
  const api = deployedApi({ methods: { '/x': { POST: method({ type: 'AWS', requestParameters }) } } })
  const { status, body, lines } = await tested(api, 'POST', { body: '{"a":1}' })
  expect(status).toBe(400)
  expect(JSON.parse(body).message).toBe(
    "1 validation error detected: Value 'event' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [DryRun, RequestResponse, Event]",
  )
  expect(lines).toContain('Received response. Status: 400, Integration latency: 0 ms')
  expect(api.enqueued).toEqual([])
})

test('an event that is no JSON is shown in the log before Lambda refuses it', async () => {
  const requestTemplates = { 'application/json': '{"name": $input.params("name")}' }
  const api = deployedApi({ methods: { '/x': { GET: method({ type: 'AWS', requestTemplates }) } } })
  const { status, body, lines } = await tested(api, 'GET', { pathWithQueryString: '/x?name=Ann' })
  expect(status).toBe(400)
  expect(JSON.parse(body).message).toContain("Could not parse payload into json: Unrecognized token 'Ann'")
  expect(lines).toContain('Endpoint request body after transformations: {"name": Ann}')
  expect(lines).toContain('Received response. Status: 400, Integration latency: 0 ms')
  expect(lines.at(-2)).toBe('Method completed with status: 400')
})

/** koki-develop/lgtm-generator#10 */
describe('a body that is too large', () => {
  const api = deployedApi({
    methods: { '/a': { POST: method({ type: 'AWS' }) }, '/p': { POST: method({ type: 'AWS_PROXY' }) } },
    run: () => '{}',
  })
  const body = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`

  test.each(['/a', '/p'])('for Lambda at %s is refused in JSON', async (path) => {
    expect(await api.call(path, { method: 'POST', body: body(6_291_457) })).toMatchObject({
      status: 413,
      headers: { 'x-amzn-ErrorType': 'BadRequestException' },
      body: '{"message": "Request Too Long"}',
    })
    expect(await api.call(path, { method: 'POST', body: body(6_000_000) })).toMatchObject({ status: 200 })
  })

  test('for API Gateway is refused in plain text and without an id', async () => {
    expect(await api.call('/a', { method: 'POST', body: body(10_485_761) })).toEqual({
      status: 413,
      headers: { 'Content-Type': 'text; charset=utf-8' },
      body: 'HTTP content length exceeded 10485760 bytes.',
    })
  })
})
