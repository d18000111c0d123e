import {
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  type CreateDeploymentRequest,
  CreateStageCommand,
  CreateUsagePlanCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetAccountCommand,
  GetDeploymentCommand,
  GetStageCommand,
  GetTagsCommand,
  type PatchOperation,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAccountCommand,
  UpdateDeploymentCommand,
  UpdateIntegrationCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../start.ts'
import { answerOf, type Cloud, cloudOf } from './recorded/replay.ts'
import { newApi, newMethod, newMock, newResource } from './recorded/setup.ts'

let emulator: Emulator
let cloud: Cloud
beforeAll(async () => {
  emulator = await startEmulator({})
  cloud = cloudOf(emulator.endpoint, '500000000001')
})
afterAll(async () => {
  cloud.client.destroy()
  await emulator.close()
})

const badRequest = (message: string) => ({ status: 400, code: 'BadRequestException', message })
const notFound = (message: string) => ({ status: 404, code: 'NotFoundException', message })

const deploy = (restApiId: string, input: Partial<CreateDeploymentRequest> = {}) =>
  answerOf(cloud.client.send(new CreateDeploymentCommand({ restApiId, ...input })))

const update = (restApiId: string, stageName: string, ...patchOperations: PatchOperation[]) =>
  answerOf(cloud.client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations })))

const replace = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value })

const idOf = ({ body }: { readonly body?: unknown }): string => Object(body).id

describe('a deployment', () => {
  test('needs a method', async () => {
    const { restApiId } = await newApi({ cloud })
    expect(await deploy(restApiId)).toEqual(badRequest("The REST API doesn't contain any methods"))
  })

  test('needs an integration for every method', async () => {
    const at = await newMock({ cloud })
    await newMethod({ cloud }, await newResource({ cloud }, at, 'pets'))
    expect(await deploy(at.restApiId, { stageName: 'prod' })).toEqual(
      badRequest('No integration defined for method'),
    )
    const stage = cloud.client.send(new GetStageCommand({ restApiId: at.restApiId, stageName: 'prod' }))
    expect(await answerOf(stage)).toEqual(notFound('Invalid stage identifier specified'))
  })

  test('of a private API needs its resource policy', async () => {
    const { restApiId } = await newMock({ cloud })
    const patch = async (...patchOperations: PatchOperation[]) => {
      await cloud.client.send(new UpdateRestApiCommand({ restApiId, patchOperations }))
    }
    await patch(replace('/endpointConfiguration/types/EDGE', 'PRIVATE'))
    expect(await deploy(restApiId)).toEqual(
      badRequest("Private REST API doesn't have a resource policy attached to it"),
    )
    const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }
    await patch(replace('/policy', JSON.stringify({ Version: '2012-10-17', Statement: [statement] })))
    expect(await deploy(restApiId)).toMatchObject({ status: 201 })
  })

  test('of an API with a resource policy has no integration that acts as whoever calls', async () => {
    const at = await newMock({ cloud })
    const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }
    const restrict = (policy: string) => {
      const patchOperations = [replace('/policy', policy)]
      return cloud.client.send(new UpdateRestApiCommand({ restApiId: at.restApiId, patchOperations }))
    }
    const act = (credentials: string) => {
      const patchOperations = [replace('/credentials', credentials)]
      return cloud.client.send(new UpdateIntegrationCommand({ ...at, patchOperations }))
    }
    await act('arn:aws:iam::*:user/*')
    expect(await deploy(at.restApiId)).toMatchObject({ status: 201 })
    await restrict(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }))
    expect(await deploy(at.restApiId)).toEqual(
      badRequest('Caller provided credentials not allowed when resource policy is set'),
    )
    await act('')
    expect(await deploy(at.restApiId)).toMatchObject({ status: 201 })
  })

  test('sums up the API as it was when it was made', async () => {
    const { restApiId, resourceId } = await newMock({ cloud })
    const deploymentId = idOf(await deploy(restApiId))
    await newMethod({ cloud }, await newResource({ cloud }, { restApiId, resourceId }, 'pets'))
    const get = new GetDeploymentCommand({ restApiId, deploymentId, embed: ['apisummary'] })
    const { apiSummary } = await cloud.client.send(get)
    expect(apiSummary).toEqual({ '/': { GET: { authorizationType: 'NONE', apiKeyRequired: false } } })
  })

  test('is not found by an unknown id, and has a description to patch and nothing else', async () => {
    const { restApiId } = await newMock({ cloud })
    const get = (deploymentId: string) =>
      answerOf(cloud.client.send(new GetDeploymentCommand({ restApiId, deploymentId })))
    expect(await get('nothing')).toEqual(notFound('Invalid Deployment identifier specified'))
    const deploymentId = idOf(await deploy(restApiId))
    const patch = { restApiId, deploymentId, patchOperations: [replace('/id', 'x')] }
    expect(await answerOf(cloud.client.send(new UpdateDeploymentCommand(patch)))).toEqual(
      badRequest("Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description]"),
    )
  })
})

describe('a deployment that is in use is not deleted', () => {
  const remove = (restApiId: string, deploymentId: string) =>
    answerOf(cloud.client.send(new DeleteDeploymentCommand({ restApiId, deploymentId })))

  test('by a stage, or by its canary alone, which AWS says in other words', async () => {
    const { restApiId } = await newMock({ cloud })
    const first = idOf(await deploy(restApiId, { stageName: 'prod' }))
    const second = idOf(
      await deploy(restApiId, { stageName: 'prod', canarySettings: { percentTraffic: 10 } }),
    )
    expect(await remove(restApiId, first)).toEqual(
      badRequest('Active stages pointing to this deployment must be moved or deleted'),
    )
    expect(await remove(restApiId, second)).toEqual(
      badRequest('Active stages with canary settings pointing to this deployment must be moved or deleted'),
    )
    await update(restApiId, 'prod', { op: 'remove', path: '/canarySettings' })
    expect(await remove(restApiId, second)).toMatchObject({ status: 202 })
  })
})

describe('a stage', () => {
  test('goes back to an earlier deployment', async () => {
    const { restApiId } = await newMock({ cloud })
    const first = idOf(await deploy(restApiId, { stageName: 'prod' }))
    const second = idOf(await deploy(restApiId, { stageName: 'prod', variables: { a: '1' } }))
    const stage = await cloud.client.send(new GetStageCommand({ restApiId, stageName: 'prod' }))
    expect(stage).toMatchObject({ deploymentId: second, variables: { a: '1' } })
    expect(await update(restApiId, 'prod', replace('/deploymentId', first))).toMatchObject({
      status: 200,
      body: { deploymentId: first, variables: { a: '1' } },
    })
    expect(await update(restApiId, 'prod', replace('/deploymentId', 'nothing'))).toEqual(
      badRequest('Deployment id does not exist'),
    )
  })

  test('has at most 100 variables', async () => {
    const { restApiId } = await newMock({ cloud })
    const hundred = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`v${i}`, 'x']))
    await deploy(restApiId, { stageName: 'prod', variables: hundred })
    const refusal = badRequest('A stage has at most 100 stage variables')
    expect(await update(restApiId, 'prod', replace('/variables/one', 'more'))).toEqual(refusal)
    expect(await update(restApiId, 'prod', replace('/variables/v1', 'y'))).toMatchObject({ status: 200 })
    expect(await deploy(restApiId, { stageName: 'prod', variables: { one: 'more' } })).toEqual(refusal)
  })

  /** claudiajs/claudia, spec/rebuild-web-api-spec.js. */
  test('keeps its variables, but for those that a new deployment gives', async () => {
    const { restApiId } = await newMock({ cloud })
    await deploy(restApiId, { stageName: 'prod', variables: { a: '1', b: '2' } })
    await deploy(restApiId, { stageName: 'prod', variables: { b: '3', c: '4' } })
    await deploy(restApiId, { stageName: 'prod' })
    const stage = await cloud.client.send(new GetStageCommand({ restApiId, stageName: 'prod' }))
    expect(stage.variables).toEqual({ a: '1', b: '3', c: '4' })
  })

  test('that has a canary takes new deployments for the canary alone', async () => {
    const { restApiId } = await newMock({ cloud })
    const first = idOf(await deploy(restApiId, { stageName: 'prod' }))
    await update(restApiId, 'prod', replace('/canarySettings/percentTraffic', '10'))
    expect(await deploy(restApiId, { stageName: 'prod' })).toEqual(
      badRequest(
        'Invalid deployment content specified.Non canary deployment not supported on stage prod because Canary is enabled. Provide CanarySettings in deploymentInput.',
      ),
    )
    const canarySettings = { percentTraffic: 10 }
    const second = idOf(await deploy(restApiId, { stageName: 'prod', canarySettings }))
    const stage = await cloud.client.send(new GetStageCommand({ restApiId, stageName: 'prod' }))
    expect(stage).toMatchObject({
      deploymentId: first,
      canarySettings: { deploymentId: second, percentTraffic: 10 },
    })
  })

  test('is created once, on a deployment that is there, under a name that may be', async () => {
    const { restApiId } = await newMock({ cloud })
    const deploymentId = idOf(await deploy(restApiId))
    const create = (input = {}) =>
      answerOf(
        cloud.client.send(new CreateStageCommand({ restApiId, stageName: 'dev', deploymentId, ...input })),
      )
    expect(await create({ deploymentId: 'x' })).toEqual(badRequest('Deployment id does not exist'))
    expect(await create({ stageName: 'a.b' })).toEqual(badRequest('Stage name only allows a-zA-Z0-9_'))
    expect(await create()).toMatchObject({ status: 201 })
    expect(await create()).toEqual({
      status: 409,
      code: 'ConflictException',
      message: 'Stage already exists',
    })
  })

  /** developer guide, rest-api-disable-default-endpoint. */
  test('that is changed closes all stages of an API whose own address is disabled, and opens them again', async () => {
    const { restApiId } = await newMock({ cloud })
    await deploy(restApiId, { stageName: 'dev' })
    await deploy(restApiId, { stageName: 'prod' })
    const answers = async () => {
      const at = (stage: string) => `${emulator.endpoint}/_aws/execute-api/${restApiId}/${stage}/none`
      const texts = ['dev', 'prod'].map(async (stage) => (await fetch(at(stage))).text())
      return (await Promise.all(texts)).map((text) => JSON.parse(text).message)
    }
    const disable = (value: string) => {
      const patchOperations = [replace('/disableExecuteApiEndpoint', value)]
      return cloud.client.send(new UpdateRestApiCommand({ restApiId, patchOperations }))
    }
    const isOpen = ['Missing Authentication Token', 'Missing Authentication Token']
    await disable('true')
    expect(await answers()).toEqual(isOpen)
    await update(restApiId, 'dev', replace('/description', 'changed'))
    expect(await answers()).toEqual(['Forbidden', 'Forbidden'])
    await disable('false')
    expect(await answers()).toEqual(['Forbidden', 'Forbidden'])
    await deploy(restApiId, { stageName: 'prod' })
    expect(await answers()).toEqual(isOpen)
  })

  test('is not found once it is deleted', async () => {
    const { restApiId } = await newMock({ cloud })
    await deploy(restApiId, { stageName: 'dev' })
    const at = { restApiId, stageName: 'dev' }
    expect(await answerOf(cloud.client.send(new DeleteStageCommand(at)))).toMatchObject({ status: 202 })
    const gone = notFound('Invalid stage identifier specified')
    expect(await answerOf(cloud.client.send(new DeleteStageCommand(at)))).toEqual(gone)
    expect(await update(restApiId, 'dev')).toEqual(gone)
  })

  test('loses a variable that is removed, and only one that is there', async () => {
    const { restApiId } = await newMock({ cloud })
    await deploy(restApiId, { stageName: 'dev', variables: { a: '1', b: '2' } })
    const remove = { op: 'remove', path: '/variables/a' } as const
    expect(await update(restApiId, 'dev', remove)).toMatchObject({ body: { variables: { b: '2' } } })
    expect(await update(restApiId, 'dev', remove)).toEqual(
      badRequest(
        'Cannot remove method setting variables/a because there is no method setting for this method ',
      ),
    )
  })

  test('logs only where the account has a role for it', async () => {
    const other = cloudOf(emulator.endpoint, '500000000002')
    const { restApiId } = await newMock({ cloud: other })
    await other.client.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }))
    const log = (...patchOperations: PatchOperation[]) =>
      answerOf(other.client.send(new UpdateStageCommand({ restApiId, stageName: 'dev', patchOperations })))
    const level = replace('/pets/GET/logging/loglevel', 'INFO')
    expect(await log(level)).toEqual(
      badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging'),
    )
    const role = replace('/cloudwatchRoleArn', 'arn:aws:iam::500000000002:role/logs')
    await other.client.send(new UpdateAccountCommand({ patchOperations: [role] }))
    expect(await log(level)).toMatchObject({
      body: { methodSettings: { 'pets/GET': { loggingLevel: 'INFO' } } },
    })
    other.client.destroy()
  })
})

describe('an account', () => {
  test('has its throttling and its one feature', async () => {
    expect(await cloud.client.send(new GetAccountCommand({}))).toMatchObject({
      throttleSettings: { burstLimit: 5000, rateLimit: 10000 },
      features: ['UsagePlans'],
      apiKeyVersion: '4',
    })
  })

  test('refuses to patch what it has not', async () => {
    const patchOperations = [replace('/throttleSettings', 'x')]
    expect(await answerOf(cloud.client.send(new UpdateAccountCommand({ patchOperations })))).toEqual(
      badRequest(
        "Invalid patch path  '/throttleSettings' specified for op 'replace'. Must be one of: [/cloudwatchRoleArn]",
      ),
    )
  })
})

describe('tags', () => {
  test('are put on an API and on a stage, and taken off', async () => {
    const { restApiId } = await newMock({ cloud })
    await deploy(restApiId, { stageName: 'dev' })
    const api = `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`
    for (const resourceArn of [api, `${api}/stages/dev`]) {
      const { client } = cloud
      await client.send(new TagResourceCommand({ resourceArn, tags: { a: '1', b: '2' } }))
      await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
      expect((await client.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ b: '2' })
    }
  })

  test('are taken off by a list with commas too (developer guide, set-up-tags)', async () => {
    const { restApiId } = await newMock({ cloud })
    const resourceArn = `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`
    const tags = { Department: 'Sales', Division: 'Retail', other: '' }
    await cloud.client.send(new TagResourceCommand({ resourceArn, tags }))
    await cloud.raw('DELETE', `/tags/${encodeURIComponent(resourceArn)}?tagKeys=Department,Division`)
    expect((await cloud.client.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ other: '' })
  })

  test('are put on an API key and on a usage plan', async () => {
    const { client } = cloud
    const key = await client.send(new CreateApiKeyCommand({ tags: { a: '1' } }))
    const plan = await client.send(new CreateUsagePlanCommand({ name: 'p' }))
    for (const path of [`apikeys/${key.id}`, `usageplans/${plan.id}`]) {
      const resourceArn = `arn:aws:apigateway:us-east-1::/${path}`
      await client.send(new TagResourceCommand({ resourceArn, tags: { a: '2' } }))
      expect((await client.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ a: '2' })
    }
  })

  test('are on nothing else', async () => {
    for (const resourceArn of [
      'arn:aws:apigateway:us-east-1::/apis/x',
      'arn:was:apigateway:us-east-1::/restapis/x',
    ])
      expect(await answerOf(cloud.client.send(new GetTagsCommand({ resourceArn })))).toEqual(
        badRequest('Invalid ARN specified in the request'),
      )
  })

  test('are not those that are kept for AWS', async () => {
    const { restApiId } = await newMock({ cloud })
    const resourceArn = `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`
    const tag = new TagResourceCommand({ resourceArn, tags: { 'aws:x': '1' } })
    expect(await answerOf(cloud.client.send(tag))).toEqual(
      badRequest("Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)"),
    )
  })
})
