import { describe, expect, test } from '@jest/globals'
import type { PolicyStatement } from '../../emulator/index.ts'
import type { Evidence } from '../model.ts'
import { names } from '../subjects.ts'
import { isLetIn } from './permission.ts'

const identity = { account: '111111111111', region: 'us-east-1' }
const api = 'abcdefghij'

const statement = (source: string): PolicyStatement => ({
  Sid: 's',
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: 'arn',
  Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:execute-api:us-east-1:111111111111:${api}/${source}` } },
})

/** GET /Lambdaexample, and what the function's policy lets in. */
function evidence(policy: readonly PolicyStatement[], credentials?: string): Evidence {
  const methods = { GET: { methodIntegration: { credentials } } }
  return {
    identity,
    calls: [],
    run: { end: { kind: 'exit', code: 0 }, stdout: '', stderr: '', durationMs: 1 },
    inventory: {
      functions: [{ name: names.function, arn: 'arn', configuration: {}, policies: { '': policy } }],
      apis: [
        {
          id: api,
          name: names.api,
          api: {},
          stages: [],
          resources: [{ id: 'x', path: names.first, methods }],
        },
      ],
    },
    probes: {
      url: () => Promise.reject(new Error('not asked')),
      testInvoke: () => Promise.reject(new Error('not asked')),
      invoke: () => Promise.reject(new Error('not asked')),
    },
  }
}

const isIn = (e: Evidence) => isLetIn(e, 'prod', 'GET', names.first)

describe('a request reaches the function on AWS', () => {
  test.each([
    ['where a statement covers its stage, verb and path', '*/GET/Lambdaexample', true],
    ['not where the statement is for another path', '*/GET/Netflixapigw101', false],
    ['not where the statement is for another stage', 'default/GET/Lambdaexample', false],
  ])('%s', (_fact, source, expected) => {
    expect(isIn(evidence([statement(source)]))).toBe(expected)
  })

  test('not without a policy, but with a role of the integration’s own', () => {
    expect(isIn(evidence([]))).toBe(false)
    expect(isIn(evidence([], 'arn:aws:iam::111111111111:role/r'))).toBe(true)
  })
})
