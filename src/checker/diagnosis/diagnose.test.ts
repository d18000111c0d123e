import { expect, test } from '@jest/globals'
import { checks } from '../../../checks/15-api-address.ts'
import { region } from '../../cloud/cloud.ts'
import { scriptFile, steps } from '../../steps.ts'
import { conclude } from '../conclude.ts'
import { judge } from '../judge.ts'
import type { Evidence } from '../model.ts'
import { greeting, names } from '../subjects.ts'

const account = '101101101101'
const api = 'a1b2c3d4e5'
const arn = `arn:aws:lambda:${region}:${account}:function:${names.function}`
const answer = JSON.stringify({ statusCode: 200, body: JSON.stringify(greeting) })
const refusal = { status: 403, body: '{"message":"refused for a header"}' }

/** Step 15 done, but for the words of the refusal: everything that the address needs is there, and the test answers. */
const evidence: Evidence = {
  identity: { account, region },
  calls: [
    {
      n: 1,
      target: { kind: 'invoke-url', restApiId: api, stageName: 'default', path: names.second },
      method: 'GET',
      path: '/',
      requestBody: '',
      startedAt: 1,
      answer: { ...refusal, headers: {}, durationMs: 1 },
    },
  ],
  run: { end: { kind: 'exit', code: 0 }, stdout: '', stderr: '', durationMs: 1 },
  inventory: {
    functions: [
      {
        name: names.function,
        arn,
        configuration: {},
        policies: {
          '': [
            {
              Sid: 'a',
              Effect: 'Allow',
              Principal: { Service: 'apigateway.amazonaws.com' },
              Action: 'lambda:InvokeFunction',
              Resource: arn,
            },
          ],
        },
      },
    ],
    apis: [
      {
        id: api,
        name: names.api,
        api: {},
        stages: [{ stageName: 'default' }],
        resources: [
          {
            id: 'x',
            path: names.second,
            methods: {
              GET: {
                authorizationType: 'NONE',
                apiKeyRequired: false,
                methodResponses: { 200: { statusCode: '200' } },
                methodIntegration: {
                  type: 'AWS',
                  httpMethod: 'POST',
                  uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
                  integrationResponses: { 200: { statusCode: '200' } },
                },
              },
            },
          },
        ],
      },
    ],
  },
  probes: {
    url: async () => refusal,
    testInvoke: async () => ({ status: 200, body: answer }),
    invoke: async () => ({ payload: answer }),
  },
}

test('where a refusal is wanted, an older snapshot is no cause: nobody is told to deploy', async () => {
  const step = steps.find(({ number }) => number === 15)
  if (!step) throw new Error('there is no step 15')
  const refused = checks.filter(({ id }) => id === 'refused').map((check) => ({ ...check, needs: [] }))
  const judged = await judge(step, refused, evidence)
  const result = await conclude(step, scriptFile(step, 'solutions'), judged, evidence, async () => '')
  expect(result.checks[0]).toMatchObject({ status: 'fail', cause: { id: 'unexplained' } })
})
