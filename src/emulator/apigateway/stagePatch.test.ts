import {
  CreateDeploymentCommand,
  CreateStageCommand,
  type CreateStageRequest,
  type PatchOperation,
  UpdateAccountCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'
import { newMock } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
let at: { readonly restApiId: string; readonly deploymentId: string }
beforeAll(async () => {
  emulator = await startEmulator({})
  cloud = cloudOf(emulator.endpoint, '500000000003')
  const patchOperations = [replace('/cloudwatchRoleArn', 'arn:aws:iam::500000000003:role/logs')]
  await cloud.client.send(new UpdateAccountCommand({ patchOperations }))
  const { restApiId } = await newMock({ cloud })
  const { id: deploymentId = '' } = await cloud.client.send(new CreateDeploymentCommand({ restApiId }))
  at = { restApiId, deploymentId }
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

const create = (input: Partial<CreateStageRequest> = {}) =>
  answerOf(cloud.client.send(new CreateStageCommand({ ...at, stageName: 'made', ...input })))

/** UpdateStage on a stage of its own. */
async function update(...patchOperations: PatchOperation[]) {
  await create({ stageName: 'patched' })
  return answerOf(
    cloud.client.send(
      new UpdateStageCommand({ restApiId: at.restApiId, stageName: 'patched', patchOperations }),
    ),
  )
}

const badRequest = (message: unknown) => ({ status: 400, code: 'BadRequestException', message })
const replace = (path: string, value?: string): PatchOperation => ({ op: 'replace', path, value })

const characters =
  "Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','."
const destination = '/accessLogSettings/destinationArn'
const logs = 'arn:aws:logs:us-east-1:500000000003'
const stream = 'arn:aws:firehose:us-east-1:500000000003:deliverystream'
const notLogs =
  'Invalid ARN specified in the request. The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose delivery stream ARN.'

describe('UpdateStage refuses', () => {
  test.each<readonly [PatchOperation, unknown]>([
    [
      replace('/variables/a-b', '1'),
      'Invalid stage variable name: a-b.  Please use names with only word characters.',
    ],
    [replace('/variables/a', '!'), `Invalid stage variable value of key a.  ${characters}`],
    [replace('/variables/a', 'x'.repeat(513)), `Invalid stage variable value of key a.  ${characters}`],
    [replace('/variables/a', ''), `Invalid stage variable value of key a.  ${characters}`],
    [{ op: 'add', path: '/variables/a', value: '1' }, 'Invalid add operation with path: /variables/a'],
    [{ op: 'move', path: '/description', from: '/x' }, 'Invalid move operation with path: /description'],
    [{ op: 'test', path: '/description', value: '' }, 'Invalid test operation with path: /description'],
    [
      replace('/accessLogSettings/format', 'hello'),
      "Access Log format must include either $context.requestId or $context.extendedRequestId : 'hello'",
    ],
    ...['a\n$context.requestId', '$context.requestId\n\n', 'a\r$context.requestId'].map(
      (format) =>
        [
          replace('/accessLogSettings/format', format),
          `Access Log format must be single line, new line character is allowed only at end of the format: '${format}'`,
        ] as const,
    ),
    [replace(destination, 'arn:aws:s3:::bucket'), notLogs],
    ...['log-group:/aws/apigateway/name:*', 'log-group:a#b', 'log-group:a:log-stream:b'].map(
      (name) =>
        [
          replace(destination, `${logs}:${name}`),
          `Access log destination must only contain characters a-z, A-Z, 0-9, '_', '-', '/', '.': '${name}'`,
        ] as const,
    ),
    [
      replace(destination, `${stream}/wrongprefix`),
      "Kinesis Firehose delivery stream name must begin with the characters 'amazon-apigateway-': 'deliverystream/wrongprefix'",
    ],
    [
      replace('/*/*/caching/ttlInSeconds', '3601'),
      'Invalid time-to-live setting, must be an integer no greater than 3600',
    ],
    [replace('/*/*/logging/loglevel', 'DEBUG'), 'Invalid logging level specified: DEBUG'],
    [replace('/*/*/logging/loglevel'), 'Invalid logging level specified: null'],
    [
      replace('/*/*/accessLogSettings/format', 'x'),
      'Invalid method setting path: accessLogSettings/format. Must be one of: [.../metrics/enabled, .../logging/dataTrace, .../logging/loglevel,.../throttling/burstLimit, .../throttling/rateLimit, .../caching/ttlInSeconds, .../caching/enabled, .../caching/dataEncrypted, .../caching/requireAuthorizationForCacheControl, .../caching/unauthorizedCacheControlHeaderStrategy]',
    ],
    [
      replace('/*/FOO/metrics/enabled', 'true'),
      expect.stringMatching(
        /^Invalid method setting path: \/\*\/FOO\/metrics\/enabled\. Must be one of: \[\/dep/,
      ),
    ],
    ...['badpath/GET/metrics/enabled', 'bad/path/GET/metrics/enabled'].map(
      (path) =>
        [
          replace(path, 'true'),
          expect.stringContaining(`Invalid method setting path: ${path}. Must be one of: [/deploymentId, `),
        ] as const,
    ),
    [
      replace('/cacheClusterSize', '7'),
      'Invalid cache cluster size specified. Valid options are 0.5,1.6,6.1,13.5,28.4,58.2,118,237',
    ],
    [replace('/*/*/throttling/burstLimit', '-2'), 'Invalid throttling burst limit specified'],
  ])('%j', async (patch, message) => {
    expect(await update(patch)).toEqual(badRequest(message))
  })
})

describe('UpdateStage takes', () => {
  test.each<readonly [PatchOperation, object]>([
    [replace('/variables/a', 'two words'), { variables: { a: 'two words' } }],
    [
      replace('/~1items/GET/logging/dataTrace', 'true'),
      { methodSettings: { '~1items/GET': { dataTraceEnabled: true } } },
    ],
    [replace('/~1/GET/metrics/enabled', 'true'), { methodSettings: { '~1/GET': { metricsEnabled: true } } }],
    [
      replace('/test/GET/metrics/enabled', 'true'),
      { methodSettings: { 'test/GET': { metricsEnabled: true } } },
    ],
    [
      replace('/*/*/throttling/burstLimit', '-1'),
      { methodSettings: { '*/*': { throttlingBurstLimit: -1 } } },
    ],
    [replace('/*/*/throttling/rateLimit', '-1'), { methodSettings: { '*/*': { throttlingRateLimit: -1 } } }],
    [replace(destination, `${stream}/amazon-apigateway-logs`), {}],
    [replace(destination, `${logs}:log-group:/aws/api_1-a.b`), {}],
    ...['$context.requestId\n', '$context.requestId\r\n'].map(
      (format) => [replace('/accessLogSettings/format', format), { accessLogSettings: { format } }] as const,
    ),
    [replace('/cacheClusterSize', '6.1'), { cacheClusterSize: '6.1', cacheClusterEnabled: false }],
  ])('%j', async (patch, body) => {
    expect(await update(patch)).toMatchObject({ status: 200, body })
  })

  test('a cache that is turned off, and keeps its size', async () => {
    const [size, off] = [replace('/cacheClusterSize', '6.1'), replace('/cacheClusterEnabled', 'false')]
    const answer = await update(size, replace('/cacheClusterEnabled', 'true'), off)
    expect(answer).toMatchObject({ body: { cacheClusterEnabled: false, cacheClusterSize: '6.1' } })
  })
})

describe('CreateStage', () => {
  test('keeps the size of a cache that is not on', async () => {
    const body = { cacheClusterEnabled: false, cacheClusterSize: '1.6' }
    expect(await create({ cacheClusterSize: '1.6' })).toMatchObject({ status: 201, body })
  })

  test.each<[Partial<CreateStageRequest>, string]>([
    [{ canarySettings: { percentTraffic: 101 } }, 'Invalid canary percentTraffic specified'],
    [
      { canarySettings: { stageVariableOverrides: { 'a-b': '1' } } },
      'Invalid stage variable name: a-b.  Please use names with only word characters.',
    ],
    [{ tags: { 'AWS:x': '1' } }, "Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)"],
  ])('refuses %j', async (input, message) => {
    expect(await create({ stageName: 'refused', ...input })).toEqual(badRequest(message))
  })
})

test('CreateDeployment refuses a canary as CreateStage does', async () => {
  await create({ stageName: 'patched' })
  const canary = new CreateDeploymentCommand({
    restApiId: at.restApiId,
    stageName: 'patched',
    canarySettings: { percentTraffic: -1 },
  })
  expect(await answerOf(cloud.client.send(canary))).toEqual(
    badRequest('Invalid canary percentTraffic specified'),
  )
})
