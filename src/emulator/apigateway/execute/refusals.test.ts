import { describe, expect, test } from '@jest/globals'
import { deployedApi, method } from './deployedApi.fixture.ts'

describe('a brace, a pipe or a plain percent sign in a query string', () => {
  const events: string[] = []
  const api = deployedApi({
    methods: { '/x': { GET: method({ type: 'AWS_PROXY' }) } },
    run: (event) => {
      events.push(event)
      return JSON.stringify({ body: JSON.parse(event).queryStringParameters.q })
    },
  })

  test.each(['?q={', '?q=a}', '?q=a|b', '?{q}=1', '?q=100%', '?q=%%', '?q=%2', '?q=%zz'])(
    'is refused before the function is asked: %s',
    async (query) => {
      events.length = 0
      expect(await api.call(`/x${query}`)).toEqual({
        status: 400,
        headers: { 'Content-Type': 'application/json' },
        body: '{"message":"Bad Request"}',
      })
      expect(events).toEqual([])
    },
  )

  test('is taken where it is encoded', async () => {
    expect(await api.call('/x?q=%7Ba%7Cb%7d%25')).toMatchObject({ status: 200, body: '{a|b}%' })
  })

  test('is taken by TestInvokeMethod', async () => {
    expect(await api.test('/x', 'GET', { pathWithQueryString: '/x?q={a|b}%' })).toMatchObject({
      status: 200,
      body: '{a|b}%',
    })
  })
})

test('a plain percent sign in a path is refused as well, whatever the API', async () => {
  const api = deployedApi({ methods: { '/{p}': { GET: method({ type: 'MOCK' }) } } })
  const refused = { status: 400, body: '{"message":"Bad Request"}' }
  expect(await api.call('/100%')).toMatchObject(refused)
  expect(await api.call('/none/%zz')).toMatchObject(refused)
  expect(await api.call('/100%25')).not.toMatchObject(refused)
})
