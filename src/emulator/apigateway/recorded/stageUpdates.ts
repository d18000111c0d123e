import {
  CreateDeploymentCommand,
  type CreateDeploymentRequest,
  CreateStageCommand,
  type CreateStageRequest,
  GetStageCommand,
  type PatchOperation,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { newMockWithResponse } from './setup.ts'

async function stagesOf(replay: Replay) {
  const { client } = replay.cloud
  const { restApiId } = await newMockWithResponse(replay)
  return {
    deploy: (input: Partial<CreateDeploymentRequest> = {}) =>
      client.send(new CreateDeploymentCommand({ restApiId, ...input })),
    create: (input: Omit<CreateStageRequest, 'restApiId'>) =>
      client.send(new CreateStageCommand({ restApiId, ...input })),
    get: (label: string, stageName: string) =>
      replay.send(label, client.send(new GetStageCommand({ restApiId, stageName }))),
    update: (label: string, stageName: string, ...patchOperations: PatchOperation[]) =>
      replay.send(label, client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }))),
  }
}

const replace = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value })
const remove = (path: string): PatchOperation => ({ op: 'remove', path })
const copy = (from: string, path: string): PatchOperation => ({ op: 'copy', from, path })

const canary = '/canarySettings'
const logs = '/accessLogSettings'
const group = 'arn:aws:logs:us-east-1:111111111111:log-group:a'
const dev = { stageName: 'dev', description: 'dev stage', variables: { testVar: 'default' } }
const canarySettings = { percentTraffic: 50, stageVariableOverrides: { testVar: 'override' } }
const s1 = { stageName: 's1', description: 'my stage', documentationVersion: 'v123' }

export const stageUpdateScenarios: Scenarios = {
  async 'test_apigateway_common::test_create_update_stages'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await calls.deploy()
    await replay.send('create-stage', calls.create({ deploymentId, ...s1 }))
    await calls.update('error-update-doc-version', 's1', replace('/documentation_version', '123'))
    await calls.update('error-update-tags', 's1', replace('/tags/tag1', 'value1'))
    await calls.update(
      'update-stage',
      's1',
      replace('/description', 'stage new'),
      replace('/variables/var1', 'test'),
      replace('/variables/var2', 'test2'),
      replace('/*/*/throttling/burstLimit', '123'),
      replace('/*/*/caching/enabled', 'true'),
      replace('/tracingEnabled', 'true'),
      replace('/test/GET/throttling/burstLimit', '124'),
    )
    await calls.get('get-stage', 's1')
    await calls.update('update-stage-override', 's1', replace('/*/*/throttling/burstLimit', '100'))
  },

  async 'test_apigateway_common::test_update_stage_remove_wildcard'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await calls.deploy()
    await replay.send('create-stage', calls.create({ deploymentId, ...s1 }))
    await calls.get('get-stage', 's1')
    await calls.update('delete-error', 's1', remove('/*/*'))
    await calls.update('update-stage', 's1', replace('/*/*/caching/enabled', 'true'))
    await calls.update('update-stage-reset', 's1', remove('/*/*'))
    await calls.get('get-stage-after-reset', 's1')
  },

  async 'test_apigateway_api::test_stage_access_log_settings'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await replay.send('create-deployment', calls.deploy())
    const plain = { stageName: 'dev', description: 'dev stage', deploymentId }
    await replay.send('create-stage', calls.create(plain))
    const update = (label: string, patch: PatchOperation) =>
      calls.update(`update-stage-access-log-${label}`, 'dev', patch)
    await update('dest-add', { op: 'add', path: `${logs}/destinationArn`, value: group })
    await update('dest-replace', replace(`${logs}/destinationArn`, `${group}a`))
    const format = '$context.requestId $context.identity.sourceIp'
    await update('format-add', { op: 'add', path: `${logs}/format`, value: format })
    await update('remove-all', remove(logs))
  },

  async 'test_apigateway_api::test_stage_access_log_settings_validation'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await replay.send('create-deployment', calls.deploy())
    const plain = { stageName: 'dev', description: 'dev stage', deploymentId }
    await replay.send('create-stage', calls.create(plain))
    for (const op of ['add', 'remove', 'replace'] as const) {
      await calls.update(`invalid-path-${op}`, 'dev', { op, path: `${logs}/randomValue`, value: 'x' })
      await calls.update(`star-and-${op}`, 'dev', { op, path: `${logs}/*`, value: 'x' })
      if (op !== 'remove') await calls.update(`root-and-${op}`, 'dev', { op, path: logs, value: 'x' })
    }
    const add = { op: 'add', path: `${logs}/destinationArn`, value: group } as const
    await calls.update('update-stage-access-log-dest-add', 'dev', add)
    for (const member of ['destinationArn', 'format'])
      await calls.update(`update-stage-access-log-${member}-empty`, 'dev', replace(`${logs}/${member}`, ''))
    await calls.update('update-stage-access-log-dest-remove', 'dev', remove(`${logs}/destinationArn`))
  },

  async 'test_apigateway_canary::test_create_update_stages'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await replay.send('create-deployment-1', calls.deploy())
    const { id: other } = await replay.send('create-deployment-2', calls.deploy())
    const settings = {
      deploymentId: other,
      percentTraffic: 50,
      stageVariableOverrides: { testVar: 'canary' },
    }
    await replay.send('create-stage', calls.create({ deploymentId, ...dev, canarySettings: settings }))
    await calls.get('get-stage', 'dev')
    const variable = replace(`${canary}/stageVariableOverrides/testVar`, 'updated')
    await calls.update('update-stage-canary-settings-overrides', 'dev', variable)
    await calls.update('update-stage-remove-canary-settings', 'dev', remove(canary))
    await calls.get('get-stage-after-remove', 'dev')
  },

  async 'test_apigateway_canary::test_create_canary_deployment_by_stage_update'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await replay.send('create-deployment', calls.deploy())
    const { id: other = '' } = await replay.send('create-deployment-2', calls.deploy())
    await replay.send('create-stage', calls.create({ deploymentId, ...dev }))
    await calls.update('update-stage-with-deployment', 'dev', replace(`${canary}/deploymentId`, other))
    await calls.update('remove-stage-canary', 'dev', remove(canary))
    await calls.update('update-stage-with-percent', 'dev', replace(`${canary}/percentTraffic`, '50'))
    await calls.get('get-stage', 'dev')
  },

  async 'test_apigateway_canary::test_update_stage_canary_deployment_validation'(replay) {
    const calls = await stagesOf(replay)
    await calls.deploy({ stageName: 'dev' })
    await calls.get('get-stage', 'dev')
    await calls.deploy({ stageName: 'dev', canarySettings })
    const wrong = (label: string, patch: PatchOperation, stageName = 'dev') =>
      calls.update(`update-stage-${label}`, stageName, patch)
    await wrong('canary-settings-remove-overrides', remove(`${canary}/stageVariableOverrides`))
    await wrong('canary-settings-bad-path', remove(`${canary}/badPath`))
    await wrong('canary-settings-bad-path-2', replace(canary, 'test'))
    await wrong('canary-settings-replace-bad-path', replace(`${canary}/badPath`, 'badPath'))
    const { id: value } = await calls.deploy({ stageName: 'dev2' })
    await wrong('add-deployment', { op: 'add', path: `${canary}/deploymentId`, value }, 'dev2')
    await wrong('no-deployment', replace(`${canary}/deploymentId`, 'deploy'), 'dev2')
  },

  async 'test_apigateway_canary::test_update_stage_with_copy_ops'(replay) {
    const calls = await stagesOf(replay)
    const variables = { testVar: 'test', testVar2: 'test2' }
    await replay.send('deployment-1', calls.deploy({ stageName: 'dev', variables }))
    const [deployment, overrides] = [`${canary}/deploymentId`, `${canary}/stageVariableOverrides`]
    const backwards = [copy('/variables', overrides), copy('/deploymentId', deployment)]
    await calls.update('copy-with-bad-statement', 'dev', ...backwards)
    const promotion = [copy(deployment, '/deploymentId'), copy(overrides, '/variables')]
    await calls.update('copy-with-no-replace', 'dev', ...promotion)
    const nothing = replace(`${canary}/percentTraffic`, '0.0')
    await calls.update('update-stage-with-copy', 'dev', nothing, ...promotion)
    await replay.send('deployment-canary', calls.deploy({ stageName: 'dev', canarySettings }))
    await calls.get('get-stage', 'dev')
    await calls.update('update-stage-with-copy-2', 'dev', nothing, ...promotion)
  },
}
