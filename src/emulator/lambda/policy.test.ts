import { describe, expect, test } from '@jest/globals'
import { allows, type Statement } from './policy.ts'

const api = 'arn:aws:execute-api:us-east-1:111111111111:abc123'
const access = {
  principal: 'apigateway.amazonaws.com',
  action: 'lambda:InvokeFunction',
  sourceArn: `${api}/default/GET/Lambdaexample`,
  sourceAccount: '111111111111',
}
const statement = (more: Partial<Statement> = {}): Statement => ({
  Sid: 'one',
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: 'arn:aws:lambda:us-east-1:111111111111:function:Lambdaexample',
  ...more,
})
const from = (arn: string) => statement({ Condition: { ArnLike: { 'AWS:SourceArn': arn } } })

describe('a policy', () => {
  test.each([
    ['no condition', statement()],
    ['the exact source', from(access.sourceArn)],
    ['any stage and verb', from(`${api}/*/*/Lambdaexample`)],
    ['everything of the API', from(`${api}/*`)],
    ['every API of the account', from('arn:aws:execute-api:us-east-1:111111111111:*')],
    ['any region and account', from('arn:aws:execute-api:*:*:abc12?/*')],
    ['any action', statement({ Action: '*' })],
    ['any action of Lambda', statement({ Action: 'lambda:*' })],
    ['an action in other letters', statement({ Action: 'lambda:invokefunction' })],
    ['anyone', statement({ Principal: '*' })],
    ['the account', statement({ Condition: { StringEquals: { 'AWS:SourceAccount': '111111111111' } } })],
  ])('lets in by %s', (_, allowing) => {
    expect(allows([statement({ Action: 'lambda:GetFunction' }), allowing], access)).toBe(true)
  })

  test.each([
    ['nothing', []],
    ['another service', [statement({ Principal: { Service: 's3.amazonaws.com' } })]],
    [
      'an account in place of the service',
      [statement({ Principal: { AWS: 'arn:aws:iam::111111111111:root' } })],
    ],
    ['another action', [statement({ Action: 'lambda:InvokeFunctionUrl' })]],
    ['another API', [from('arn:aws:execute-api:us-east-1:111111111111:other1/*')]],
    ['another stage', [from(`${api}/prod/*/Lambdaexample`)]],
    ['ANY as a verb', [from(`${api}/*/ANY/Lambdaexample`)]],
    ['a path in other letters', [from(`${api}/*/*/lambdaexample`)]],
    ['a path that is too short', [from(`${api}/*/*/Lambda`)]],
    ['a wildcard that would reach over a colon', [from('arn:aws:execute-api:*')]],
    [
      'another account',
      [statement({ Condition: { StringEquals: { 'AWS:SourceAccount': '222222222222' } } })],
    ],
    [
      'a condition on what is not told',
      [statement({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o' } } })],
    ],
    [
      'an operator that is not known',
      [statement({ Condition: { IpAddress: { 'AWS:SourceArn': access.sourceArn } } })],
    ],
  ])('does not let in by %s', (_, statements) => {
    expect(allows(statements, access)).toBe(false)
  })

  test('decides the same when it is asked again, and each access by itself', () => {
    const statements = [from(`${api}/prod/*/Lambdaexample`)]
    const asked = { ...access, sourceArn: `${api}/prod/GET/Lambdaexample` }
    for (const _ of ['first', 'again']) {
      expect(allows(statements, access)).toBe(false)
      expect(allows(statements, asked)).toBe(true)
    }
  })

  test('with a pattern that a backtracking matcher would never end with is judged', () => {
    expect(
      allows([from(`${api}/${'*a'.repeat(500)}b`)], { ...access, sourceArn: `${api}/${'a'.repeat(2000)}` }),
    ).toBe(false)
  })
})
