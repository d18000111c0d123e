import { describe, expect, test } from '@jest/globals'
import type { MethodRecord, Validation } from '../../records.ts'
import { deployedApi, mock } from '../deployedApi.fixture.ts'

const contentType = 'application/json'
const reference = 'https://apigateway.amazonaws.com/restapis/abcdefghij/models/Pair'

const validation: Validation = {
  validators: [{ id: 'v1', name: 'all', validateRequestBody: true, validateRequestParameters: true }],
  models: [
    {
      id: 'm1',
      name: 'Pair',
      contentType,
      schema: JSON.stringify({ type: 'object', required: ['b', 'a'], properties: { a: { type: 'number' } } }),
    },
    {
      id: 'm2',
      name: 'Pairs',
      contentType,
      schema: JSON.stringify({ type: 'array', items: { $ref: reference } }),
    },
    { id: 'm3', name: 'Circle', contentType, schema: '{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}' },
    { id: 'm5', name: 'Version', contentType, schema: String.raw`{"pattern":"^([0-9]+)\\.([0-9]+)$"}` },
    { id: 'm6', name: 'Any', contentType: '$default', schema: '{"type":"array"}}' },
    { id: 'm7', name: 'Markup', contentType: 'application/xml', schema: '{"type":"array"}' },
    { id: 'm4', name: 'Slow', contentType, schema: '{"pattern":"^(a+)+$"}' },
  ],
}

const post = (more: Partial<MethodRecord>) =>
  deployedApi({
    methods: { '/x/{id}': { POST: { ...mock('ok'), requestValidatorId: 'v1', ...more } } },
    validation,
  })

const withModel = (name: string, type = contentType) => post({ requestModels: { [type]: name } })
const refused = { status: 400, body: '{"message": "Invalid request body"}' }

describe('required request parameters', () => {
  const api = post({
    requestParameters: {
      'method.request.querystring.q': true,
      'method.request.querystring.other': false,
      'method.request.path.nobody': true,
      'method.request.header.x-h': true,
    },
  })

  test('are named all together where they are missing (test_api_gateway_request_validator)', async () => {
    expect(await api.call('/x/1', { method: 'POST' })).toMatchObject({
      status: 400,
      headers: {
        'x-amzn-ErrorType': 'BadRequestException',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      },
      body: '{"message": "Missing required request parameters: [q, x-h, nobody]"}',
    })
  })

  test.each([
    ['request srsName cql_filter service version typeNames outputFormat', '58091221052'],
    ['dividend divisor', '27372721637'],
    ['x-api-key x-api-secret', '54930263762'],
  ])('%s are named in the order of AWS (public log %s)', async (names, log) => {
    const told: Readonly<Record<string, string>> = {
      '58091221052': 'request, srsName, typeNames, service, cql_filter, version, outputFormat',
      '27372721637': 'divisor, dividend',
      '54930263762': 'x-api-secret, x-api-key',
    }
    const keys = names.split(' ').map((name) => [`method.request.querystring.${name}`, true])
    const answer = await post({ requestParameters: Object.fromEntries(keys) }).call('/x/1', {
      method: 'POST',
    })
    expect(answer?.body).toBe(`{"message": "Missing required request parameters: [${told[log]}]"}`)
  })

  test('in one place of AWS’s table are named in the order of their keys (test_api_gateway_request_validator)', async () => {
    const requestParameters = {
      'method.request.querystring.qs1': true,
      'method.request.header.x-header-param': true,
      'method.request.path.issuer': true,
      'method.request.querystring.issuer': true,
    }
    const answer = await post({ requestParameters }).call('/x/1', { method: 'POST' })
    expect(answer?.body).toContain('[x-header-param, issuer, qs1]')
  })

  test('may not be blank', async () => {
    const answer = await api.call('/x/1?q=', { method: 'POST', headers: { 'x-h': '1' } })
    expect(answer).toMatchObject({ body: '{"message": "Missing required request parameters: [q, nobody]"}' })
  })

  test('are not asked for by a method without a validator', async () => {
    const free = post({
      requestValidatorId: undefined,
      requestParameters: { 'method.request.querystring.q': true },
    })
    expect(await free.call('/x/1', { method: 'POST' })).toMatchObject({ status: 200 })
  })
})

describe('a body', () => {
  test.each([
    ['Pair', '{"a":1,"b":2}', 200],
    ['Pair', '{"a":1}', 400],
    ['Pair', '{"a":"1","b":2}', 400],
    ['Pair', '', 400],
    ['Pair', 'no json', 400],
    ['Slow', '', 400],
    ['Pairs', '[{"a":1,"b":2}]', 200],
    ['Pairs', '[{"a":1}]', 400],
    ['Pairs', '', 400],
  ])('by model %s: %s gives %i', async (name, body, status) => {
    const answer = await withModel(name).call('/x/1', { method: 'POST', body })
    expect(answer).toMatchObject(status === 400 ? refused : { status })
  })

  /** Public log 42485901271. */
  test.each(['', 'no json'])('that is no JSON (%j) is told in the log', async (body) => {
    const { log } = Object(await withModel('Slow').test('/x/{id}', 'POST', { body }))
    expect(log).toContain(
      'Request body does not match model schema for content type application/json: [Unknown error parsing request body]',
    )
  })

  /** developer guide, getting-started-lambda-non-proxy-integration: the line behind those of the request. */
  test('that fits its model is told in the log', async () => {
    const body = '{"a":1,"b":2}'
    const { log } = Object(await withModel('Pair').test('/x/{id}', 'POST', { body }))
    const lines = String(log).split('\n')
    const at = lines.findIndex((line) => line.endsWith(`before transformations: ${body}`))
    expect(lines[at + 1]).toMatch(/ : Request validation succeeded for content type application\/json$/)
    const { log: other } = Object(await post({}).test('/x/{id}', 'POST', { body }))
    expect(other).not.toContain('Request validation')
  })

  test('of another content type is not validated, unless a model is for all', async () => {
    const request = { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }
    expect(await withModel('Pair').call('/x/1', request)).not.toMatchObject(refused)
    expect(await withModel('Pair', '$default').call('/x/1', request)).toMatchObject(refused)
    expect(await withModel('Any', '$default').call('/x/1', request)).toMatchObject(refused)
    expect(await withModel('Markup', '$default').call('/x/1', request)).not.toMatchObject(refused)
  })

  test.each(['Circle', 'Slow'])('is refused where model %s would never end', async (name) => {
    const body = JSON.stringify(`${'a'.repeat(60)}b`)
    const answer = await withModel(name).call('/x/1', { method: 'POST', body })
    expect(answer?.status).not.toBe(200)
  })
})

describe('what is wrong with a body', () => {
  const template =
    '{"error": "$context.error.validationErrorString", "list": $context.error.validationErrorString}'
  const api = (model: string) =>
    deployedApi({
      methods: {
        '/x': { POST: { ...mock('ok'), requestValidatorId: 'v1', requestModels: { [contentType]: model } } },
      },
      validation,
      gatewayResponses: [
        {
          responseType: 'BAD_REQUEST_BODY',
          responseParameters: {},
          responseTemplates: { 'application/json': template },
        },
      ],
    })

  /** Quoted: public log 4701509277, aws/serverless-application-model#1207. Not quoted: public log 425682713. */
  test.each([
    ['Pair', '{"a":1}', String.raw`[object has missing required properties ([\"b\"])]`],
    [
      'Version',
      '"an-output"',
      String.raw`[ECMA 262 regex \"^([0-9]+)\\.([0-9]+)$\" does not match input string \"an-output\"]`,
    ],
  ])(
    'by model %s can be told by a gateway response, escaped whether or not its template quotes it',
    async (model, body, told) => {
      const answer = await api(model).call('/x', { method: 'POST', body })
      expect(answer?.body).toBe(`{"error": "${told}", "list": ${told}}`)
    },
  )

  test('stands in the log as it is', async () => {
    const { log } = Object(await api('Version').test('/x', 'POST', { body: '"an-output"' }))
    expect(log).toContain(
      String.raw`application/json: [ECMA 262 regex "^([0-9]+)\.([0-9]+)$" does not match input string "an-output"]`,
    )
  })
})
