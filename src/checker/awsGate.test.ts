import { describe, expect, test } from '@jest/globals'
import type { RecordedCall } from '../cloud/calls.ts'
import { standForAws } from './awsGate.ts'
import type { Inventory } from './inventory.ts'

const api = 'abcdefghij'
/** An API with a root, a resource /x, and a method GET there that is whole. */
const before: Inventory = {
  functions: [],
  apis: [
    {
      id: api,
      name: 'api',
      api: {},
      stages: [],
      resources: [
        { id: 'root', path: '/', methods: {} },
        {
          id: 'x',
          parentId: 'root',
          path: '/x',
          methods: { GET: { methodIntegration: { type: 'MOCK' }, methodResponses: { 200: {} } } },
        },
      ],
    },
  ],
}

const at = (resourceId: string, httpMethod: string, more = {}) => ({ resourceId, httpMethod, ...more })

/** Sends calls one after the other to a cloud that takes everything; the texts of those that AWS refuses. */
function play(
  ...calls: readonly (readonly [string, string, Readonly<Record<string, string>>, object?, object?])[]
) {
  const gate = standForAws(before)
  return calls.flatMap(([operation, path, labels, body = {}, answer = {}], n) => {
    const requestBody = JSON.stringify(body)
    const target = {
      kind: 'aws' as const,
      service: 'apigateway' as const,
      operation,
      labels: { restApiId: api, ...labels },
      account: '1',
      region: 'us-east-1',
    }
    const method = operation.startsWith('Delete')
      ? 'DELETE'
      : operation.startsWith('Update')
        ? 'PATCH'
        : operation.startsWith('Create')
          ? 'POST'
          : 'PUT'
    const call: RecordedCall = {
      n,
      target,
      method,
      path: `/restapis/${api}${path}`,
      requestBody,
      startedAt: 0,
    }
    const refused = gate.refuse(call, { headers: {}, body: Buffer.from(requestBody) })
    if (refused) return [`${refused.status} ${JSON.parse(refused.body.toString()).message}`]
    gate.note({ ...call, answer: { status: 201, headers: {}, body: JSON.stringify(answer), durationMs: 1 } })
    return []
  })
}

const createX = ['CreateResource', '/resources/root', { parentId: 'root' }, { pathPart: 'x' }] as const
const deploy = ['CreateDeployment', '/deployments', {}, { stageName: 'prod' }] as const
const putPost = [
  'PutMethod',
  '/resources/x/methods/POST',
  at('x', 'POST'),
  { authorizationType: 'NONE' },
] as const

describe('before a cloud that takes everything, AWS refuses', () => {
  test('a second resource of one path, until the first is gone or renamed', () => {
    const refused = ['409 Another resource with the same parent already has this name: x']
    expect(play(createX)).toEqual(refused)
    expect(play(['DeleteResource', '/resources/x', { resourceId: 'x' }], createX)).toEqual([])
    const renamed = { id: 'x', parentId: 'root', pathPart: 'old' }
    const rename = ['UpdateResource', '/resources/x', { resourceId: 'x' }, {}, renamed] as const
    expect(play(rename, [...createX, { id: 'y' }], createX)).toEqual(refused)
  })

  test('a second method and a second method response', () => {
    const put = [
      'PutMethod',
      '/resources/x/methods/GET',
      at('x', 'GET'),
      { authorizationType: 'NONE' },
    ] as const
    expect(play(put)).toEqual(['409 Method already exists for this resource'])
    const path = '/resources/x/methods/GET/responses/200'
    const response = ['PutMethodResponse', path, at('x', 'GET', { statusCode: '200' })] as const
    expect(play(response)).toEqual(['409 Response already exists for this resource'])
    expect(play(['DeleteMethod', '/resources/x/methods/GET', at('x', 'GET')], put, response)).toEqual([])
  })

  test('a deployment while a method has no integration, wherever it is', () => {
    expect(play(deploy)).toEqual([])
    expect(play(putPost, deploy)).toEqual(['400 No integration defined for method'])
    expect(play(putPost, ['DeleteResource', '/resources/root', { resourceId: 'root' }], deploy)).toEqual([])
  })

  test('what breaks its constraints, whatever is there', () => {
    const path = '/resources/x/methods/GET/integration'
    const put = ['PutIntegration', path, at('x', 'GET'), { type: 'PROXY' }] as const
    expect(play(put).join()).toMatch(/^400 .*PROXY/)
  })
})
