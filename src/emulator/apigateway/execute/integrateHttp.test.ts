import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import { deployedApi, method } from './deployedApi.fixture.ts'

describe('an HTTP integration', () => {
  async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
    const server = createServer((request, response) => {
      if (request.url === '/slow') return
      const large = { 'content-length': 10 * 1024 * 1024 + 1 }
      if (request.url === '/unchanged') return void response.writeHead(304, large).end()
      if (request.url === '/large' && request.method === 'HEAD')
        return void response.writeHead(200, large).end()
      if (request.url === '/large') return void response.writeHead(200, large).flushHeaders()
      const status = request.url?.startsWith('/missing') ? 404 : 200
      response.writeHead(status, { 'content-type': 'text/plain', 'x-own': '1', 'x-amzn-requestid': 'theirs' })
      if (request.url === '/headers') return void response.end(JSON.stringify(request.headers))
      response.write(`${request.method} ${request.url} ${request.headers['x-h'] ?? ''} `)
      request.pipe(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  test('HTTP_PROXY passes everything through', () =>
    withServer(async (url) => {
      const integration = {
        type: 'HTTP_PROXY' as const,
        httpMethod: 'ANY',
        uri: `${url}/a/{p}`,
        requestParameters: { 'integration.request.path.p': 'method.request.path.proxy' },
      }
      const api = deployedApi({ methods: { '/{proxy+}': { ANY: method(integration) } } })
      const answer = await api.call('/b?q=1', { method: 'POST', headers: { 'x-h': 'h' }, body: 'body' })
      expect(answer).toMatchObject({ status: 200, body: 'POST /a/b?q=1 h body', headers: { 'x-own': '1' } })
      expect(answer?.headers).toMatchObject({
        'x-amzn-Remapped-x-amzn-RequestId': 'theirs',
        'x-amzn-RequestId': expect.stringMatching(/^[\w-]{36}$/),
      })
    }))

  test('HTTP selects its integration response by status', () =>
    withServer(async (url) => {
      const integrationResponses = {
        200: { statusCode: '200' },
        404: {
          statusCode: '404',
          selectionPattern: '4\\d{2}',
          responseTemplates: { 'application/json': 'gone' },
        },
      }
      const integration = {
        type: 'HTTP' as const,
        httpMethod: 'GET',
        uri: `${url}/missing`,
        integrationResponses,
      }
      const methodResponses = { 200: { statusCode: '200' }, 404: { statusCode: '404' } }
      const api = deployedApi({ methods: { '/x': { GET: method(integration, { methodResponses }) } } })
      expect(await api.call('/x')).toMatchObject({ status: 404, body: 'gone' })
    }))

  /** Recorded from AWS: test_apigateway_header_remapping_http and test_http_integration_with_lambda. */
  test.each([
    ['HTTP', {}, undefined],
    ['HTTP_PROXY', {}, 'br'],
    ['HTTP', { 'integration.request.header.Accept-Encoding': "'zstd'" }, 'zstd'],
    ['HTTP_PROXY', { 'integration.request.header.Accept-Encoding': "'zstd'" }, 'zstd'],
  ] as const)('%s with parameters %j asks for the encoding %s', (type, requestParameters, encoding) =>
    withServer(async (url) => {
      const integration = { type, httpMethod: 'GET', uri: `${url}/headers`, requestParameters }
      const api = deployedApi({ methods: { '/x': { GET: method(integration) } } })
      const headers = { 'accept-encoding': 'br', 'content-encoding': 'deflate' }
      const sent = JSON.parse((await api.call('/x', { headers }))?.body ?? '')
      expect(sent['accept-encoding']).toBe(encoding)
      expect(sent).not.toHaveProperty('content-encoding')
    }),
  )

  /** Recorded from AWS: test_apigateway_header_remapping_http. */
  test.each(['HTTP', 'HTTP_PROXY'] as const)(
    '%s has a host of its own, or the one that is mapped to it',
    (type) =>
      withServer(async (url) => {
        const hostWith = async (requestParameters: Readonly<Record<string, string>>) => {
          const integration = { type, httpMethod: 'GET', uri: `${url}/headers`, requestParameters }
          const api = deployedApi({ methods: { '/x': { GET: method(integration) } } })
          return JSON.parse((await api.call('/x', { headers: { host: 'api.example' } }))?.body ?? '').host
        }
        expect(await hostWith({})).toBe(new URL(url).host)
        const mapped = { 'integration.request.header.Host': 'method.request.header.Host' }
        expect(await hostWith(mapped)).toBe('api.example')
      }),
  )

  test('an endpoint is asked for the certificate of its own host, whatever host is mapped to it', async () => {
    const asked: string[] = []
    const SNICallback = (name: string, refuse: (error: Error) => void) => {
      asked.push(name)
      refuse(new Error('no certificate'))
    }
    const server = createTlsServer({ SNICallback })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    for (const host of ['localhost', '127.0.0.1']) {
      const integration = {
        type: 'HTTP' as const,
        httpMethod: 'GET',
        uri: `https://${host}:${(server.address() as AddressInfo).port}/`,
        requestParameters: { 'integration.request.header.Host': "'api.example'" },
      }
      await deployedApi({ methods: { '/x': { GET: method(integration) } } }).call('/x')
    }
    server.close()
    expect(asked).toEqual(['localhost']) // an address is no name to ask for
  })

  test.each(['POST', 'GET'])('tells the length of what it sends with %s', (httpMethod) =>
    withServer(async (url) => {
      const integration = {
        type: 'HTTP' as const,
        httpMethod,
        uri: `${url}/headers`,
        requestTemplates: { 'application/json': '{"a": 1}' },
        requestParameters: { 'integration.request.header.Trailer': "'user-agent'" },
      }
      const api = deployedApi({ methods: { '/x': { GET: method(integration) } } })
      const sent = JSON.parse((await api.call('/x'))?.body ?? '')
      expect(sent).toMatchObject({ 'content-length': '8', 'x-amzn-apigateway-api-id': 'abcdefghij' })
      const echoed = { ...integration, uri: `${url}/echo` }
      const echo = deployedApi({ methods: { '/x': { GET: method(echoed) } } })
      expect((await echo.call('/x'))?.body).toBe(`${httpMethod} /echo  {"a": 1}`)
    }),
  )

  test('HTTP_PROXY tells the API before what the client sends', () =>
    withServer(async (url) => {
      const integration = { type: 'HTTP_PROXY' as const, httpMethod: 'GET', uri: `${url}/headers` }
      const api = deployedApi({ methods: { '/x': { GET: method(integration) } } })
      const headers = { 'x-h': 'h', 'X-Amzn-Apigateway-Api-Id': 'another' }
      expect(await api.test('/x', 'GET', { headers })).toMatchObject({
        log: expect.stringMatching(
          /^.*Endpoint request headers: \{x-amzn-apigateway-api-id=abcdefghij, x-h=h, /m,
        ),
      })
    }))

  test('sends what a header is mapped from in one line, and in UTF-8', () =>
    withServer(async (url) => {
      const integration = {
        type: 'HTTP' as const,
        httpMethod: 'GET',
        uri: `${url}/headers`,
        requestParameters: {
          'integration.request.header.body-header': 'method.request.body',
          'integration.request.header.name': 'method.request.querystring.name',
        },
      }
      const api = deployedApi({ methods: { '/x': { POST: method(integration) } } })
      const body = '[\n  {\r\n    "price": 249.99\n  }\n]'
      const answer = await api.call(`/x?name=${encodeURIComponent('나비')}`, { method: 'POST', body })
      const sent = JSON.parse(answer?.body ?? '')
      expect(sent['body-header']).toBe('[ { "price": 249.99 } ]')
      expect(Buffer.from(sent.name, 'latin1').toString()).toBe('나비')
    }))

  test('is told the last value of a parameter that comes several times, or all of them', () =>
    withServer(async (url) => {
      const integration = {
        type: 'HTTP' as const,
        httpMethod: 'GET',
        uri: `${url}/a`,
        requestParameters: {
          'integration.request.header.x-h': 'method.request.querystring.q',
          'integration.request.querystring.all': 'method.request.multivaluequerystring.q',
          'integration.request.querystring.last': 'method.request.querystring.q',
        },
      }
      const api = deployedApi({ methods: { '/x': { GET: method(integration) } } })
      expect((await api.call('/x?q=1&q=2'))?.body).toBe('GET /a?all=1&all=2&last=2 2 ')
    }))

  const failing = async (integration: { uri: string; timeoutInMillis?: number }) => {
    const api = deployedApi({
      methods: { '/x': { GET: method({ type: 'HTTP_PROXY', httpMethod: 'GET', ...integration }) } },
    })
    const { status, log } = Object(await api.test('/x', 'GET'))
    return {
      status,
      lines: log
        .replaceAll(/^.* UTC \d{4} : /gm, '')
        .split('\n')
        .slice(-3),
    }
  }

  test('whose path parameter nothing fills is 500', async () => {
    expect(await failing({ uri: 'http://localhost:1/a/{proxy}' })).toEqual({
      status: 500,
      lines: [
        'Execution failed due to configuration error: Illegal character in path at index 21: http://localhost:1/a/{proxy}',
        'Method completed with status: 500',
        '',
      ],
    })
  })

  test('whose host a stage variable leaves out is 500', async () => {
    expect(await failing({ uri: `http://\${stageVariables.host}/a` })).toEqual({
      status: 500,
      lines: [
        'Execution failed due to configuration error: Invalid endpoint address',
        'Method completed with status: 500',
        '',
      ],
    })
  })

  test('that takes too long is broken off', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const brokenOff = once(server, 'request').then(([{ socket }]) => once(socket, 'close'))
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await failing({ uri, timeoutInMillis: 50 })).toMatchObject({ status: 504 })
    await expect(brokenOff).resolves.toBeDefined()
    server.close()
  })

  test('that takes too long says no more', () =>
    withServer(async (url) => {
      const { status, lines } = await failing({ uri: `${url}/slow`, timeoutInMillis: 50 })
      expect(status).toBe(504)
      expect(lines).toEqual([
        'Execution failed due to a timeout error',
        'Method completed with status: 504',
        '',
      ])
    }))

  test('that answers with more than 10 MB is 500', () =>
    withServer(async (url) => {
      const { status, lines } = await failing({ uri: `${url}/large` })
      expect(status).toBe(500)
      expect(lines).toEqual([
        'Execution failed due to configuration error: Integration response of reported length 10485761 is larger than allowed maximum of 10485760 bytes.',
        'Method completed with status: 500',
        '',
      ])
    }))

  test.each([
    ['HEAD', '/large', 200],
    ['GET', '/unchanged', 304],
  ] as const)(
    'that tells %s of %s how large a body is which it does not send is %i',
    (httpMethod, path, status) =>
      withServer(async (url) => {
        const integration = { type: 'HTTP_PROXY' as const, httpMethod, uri: url + path }
        const { call } = deployedApi({ methods: { '/x': { ANY: method(integration) } } })
        expect(await call('/x')).toMatchObject({ status, body: '' })
      }),
  )

  test('that is not there says why in one line', async () => {
    const { status, lines } = await failing({ uri: 'http://127.0.0.1:1/' })
    expect(status).toBe(504)
    expect(lines).toEqual([
      expect.stringMatching(
        /^Execution failed due to a network error communicating with endpoint: .*ECONNREFUSED/,
      ),
      'Method completed with status: 504',
      '',
    ])
  })

  test('calls no other machine', async () => {
    const integration = { type: 'HTTP_PROXY' as const, httpMethod: 'GET', uri: 'http://example.com/' }
    const api = deployedApi({ methods: { '/x': { GET: method(integration) } } })
    expect(await api.call('/x')).toMatchObject({ status: 504 })
    expect(await api.test('/x', 'GET')).toMatchObject({
      status: 504,
      log: expect.stringContaining('This cloud calls HTTP endpoints on this machine only'),
    })
  })
})
