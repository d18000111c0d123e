import {
  AddPermissionCommand,
  CreateAliasCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { arnOf, startTestCloud, type TestCloud, zipOf } from './testCloud.fixture.ts'

let cloud: TestCloud
const sourceArn = 'arn:aws:execute-api:us-east-1:111111111111:abcdefghij/prod/GET/x'

/** Version 1 answers "old", `$LATEST` answers "new", the alias `live` is version 1. */
beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.create('fn', 'exports.handler = async () => "old"')
  await cloud.client.send(new PublishVersionCommand({ FunctionName: 'fn' }))
  await cloud.client.send(new CreateAliasCommand({ FunctionName: 'fn', Name: 'live', FunctionVersion: '1' }))
  const ZipFile = zipOf({ 'index.js': 'exports.handler = async () => "new"' })
  await cloud.client.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile }))
  cloud.skip(1000)
})
afterAll(() => cloud.close())

const permit = (Qualifier?: string) =>
  cloud.client.send(
    new AddPermissionCommand({
      FunctionName: 'fn',
      Qualifier,
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: sourceArn,
    }),
  )

async function call(functionArn: string) {
  const { invoker, store } = cloud.host
  const scope = store.scope('111111111111', 'us-east-1')
  const isLetIn = invoker.permits(scope, functionArn, sourceArn, '111111111111')
  return isLetIn ? invoker.invoke(scope, functionArn, '{}') : 'denied'
}

describe('an integration that names a version or an alias', () => {
  test.each([
    ['$LATEST', undefined, '"new"'],
    ['version 1', '1', '"old"'],
    ['the alias', 'live', '"old"'],
  ])('is let in to %s by a permission of that qualifier alone', async (_what, qualifier, payload) => {
    const arn = arnOf(qualifier === undefined ? 'fn' : `fn:${qualifier}`)
    expect(await call(arn)).toBe('denied')
    await permit(qualifier)
    expect(await call(arn)).toMatchObject({
      payload,
      executedVersion: qualifier === undefined ? '$LATEST' : '1',
    })
  })

  test('is denied what is not there', async () => {
    expect(await call(arnOf('fn:7'))).toBe('denied')
    expect(await call(arnOf('none'))).toBe('denied')
  })
})
