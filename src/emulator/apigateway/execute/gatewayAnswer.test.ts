import { describe, expect, test } from '@jest/globals'
import type { GatewayResponseRecord } from '../records.ts'
import { deployedApi, method, mock } from './deployedApi.fixture.ts'

const response = (
  responseType: GatewayResponseRecord['responseType'],
  more: Partial<GatewayResponseRecord> = {},
): GatewayResponseRecord => ({
  responseType,
  responseParameters: {},
  responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
  ...more,
})

const origin = { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" }

const api = (...gatewayResponses: readonly GatewayResponseRecord[]) =>
  deployedApi({
    methods: {
      '/ok': { GET: mock('fine') },
      '/key': { GET: { ...mock('fine'), apiKeyRequired: true } },
      '/half': { GET: {} },
      '/broken': { GET: method({ type: 'AWS_PROXY' }) },
    },
    stage: { variables: { team: 'red' } },
    gatewayResponses,
    run: () => '"no HTTP answer"',
  })

describe('a gateway response of an API', () => {
  test('answers failures of its type, and no others', async () => {
    const { call } = api(
      response('MISSING_AUTHENTICATION_TOKEN', { statusCode: '404', responseParameters: origin }),
    )
    const answer = await call('/none')
    expect(answer).toMatchObject({ status: 404, body: '{"message":"Missing Authentication Token"}' })
    expect(answer?.headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'x-amzn-ErrorType': 'MissingAuthenticationTokenException',
      'Content-Type': 'application/json',
    })
    expect(await call('/key')).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' })
    expect(await call('/ok')).toMatchObject({ status: 200, body: 'fine' })
  })

  test('leaves out a header that HTTP cannot carry', async () => {
    const { call } = api(
      response('INVALID_API_KEY', {
        responseParameters: { 'gatewayresponse.header.x-q': 'method.request.querystring.q' },
      }),
    )
    const answer = await call('/key?q=a%0Ab')
    expect(answer).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' })
    expect(answer?.headers).not.toHaveProperty('x-q')
    expect((await call('/key?q=a'))?.headers).toHaveProperty('x-q', 'a')
  })

  test('knows the resource also where only the verb is missing', async () => {
    const { call } = deployedApi({
      methods: { '/pets/{id}': { POST: mock('fine') } },
      gatewayResponses: [
        response('MISSING_AUTHENTICATION_TOKEN', {
          responseParameters: { 'gatewayresponse.header.x-id': 'method.request.path.id' },
          responseTemplates: { 'application/json': '$context.resourcePath' },
        }),
      ],
    })
    expect(await call('/pets/5')).toMatchObject({ body: '/pets/{id}', headers: { 'x-id': '5' } })
    expect(await call('/pets')).toMatchObject({ status: 403, body: '' })
  })

  test('of a status that answers no request leaves each its own', async () => {
    const { call } = api(response('MISSING_AUTHENTICATION_TOKEN', { statusCode: '100' }))
    expect(await call('/none')).toMatchObject({
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
    })
  })

  test('for all of a hundred leaves each its status, and gives way to one of the type', async () => {
    const { call } = api(
      response('DEFAULT_5XX', { responseParameters: origin }),
      response('DEFAULT_4XX', { statusCode: '418' }),
      response('INVALID_API_KEY', { statusCode: '401' }),
    )
    for (const [path, status] of [
      ['/half', 500],
      ['/broken', 502],
    ] as const) {
      const answer = await call(path)
      expect(answer).toMatchObject({ status, body: '{"message":"Internal server error"}' })
      expect(answer?.headers['Access-Control-Allow-Origin']).toBe('*')
    }
    expect((await call('/none'))?.status).toBe(418)
    expect((await call('/key'))?.status).toBe(401)
  })

  test('knows the failure, the request, the stage and its variables, and no more of templates', async () => {
    const template = [
      '$context.error.responseType $context.error.message $context.httpMethod $context.stage',
      '$stageVariables.team $method.request.querystring.q $method.request.header.X-Who',
      '[$context.none] #if(true) $input.body',
    ].join('|')
    const { call } = api(response('INVALID_API_KEY', { responseTemplates: { 'application/json': template } }))
    const answer = await call('/key?q=1', { headers: { 'X-Who': 'me' } })
    expect(answer?.body).toBe('INVALID_API_KEY Forbidden GET dev|red 1 me|[] #if(true) $input.body')
  })

  test('for a signature that cannot be read is the one for all of 4xx', async () => {
    const headers = { authorization: 'Bearer token' }
    const { call } = api(
      response('INVALID_SIGNATURE', { statusCode: '401' }),
      response('DEFAULT_4XX', { responseTemplates: { 'application/json': '$context.error.responseType' } }),
    )
    expect(await call('/none', { headers })).toMatchObject({ status: 403, body: 'DEFAULT_4XX' })
  })

  test('has a template for each content type that a client may accept', async () => {
    const responseTemplates = { 'application/json': '{}', 'text/plain': 'no: $context.error.message' }
    const { call } = api(response('INVALID_API_KEY', { responseTemplates }))
    const answer = await call('/key', { headers: { accept: 'text/plain' } })
    expect(answer?.body).toBe('no: Forbidden')
    expect(answer?.headers['Content-Type']).toBe('text/plain')
    expect((await call('/key'))?.body).toBe('{}')
  })
})
