import {
  CreateDeploymentCommand,
  type CreateDeploymentRequest,
  CreateStageCommand,
  type CreateStageRequest,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  GetStagesCommand,
  UpdateDeploymentCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { newMock, newMockWithResponse } from './setup.ts'

/** The calls of one API; those with a label are compared. */
async function stagesOf(replay: Replay, withResponse = true) {
  const { client } = replay.cloud
  const { restApiId } = await (withResponse ? newMockWithResponse(replay) : newMock(replay))
  const at = (stageName: string) => ({ restApiId, stageName })
  return {
    deploy: (input: Partial<CreateDeploymentRequest> = {}) =>
      client.send(new CreateDeploymentCommand({ restApiId, ...input })),
    create: (input: Omit<CreateStageRequest, 'restApiId'>) =>
      client.send(new CreateStageCommand({ restApiId, ...input })),
    get: (stageName: string) => client.send(new GetStageCommand(at(stageName))),
    list: (deploymentId?: string) => client.send(new GetStagesCommand({ restApiId, deploymentId })),
    remove: (stageName: string) => client.send(new DeleteStageCommand(at(stageName))),
    deployment: (deploymentId: string) => client.send(new GetDeploymentCommand({ restApiId, deploymentId })),
    deployments: () => client.send(new GetDeploymentsCommand({ restApiId })),
    undeploy: (deploymentId: string) => client.send(new DeleteDeploymentCommand({ restApiId, deploymentId })),
    describe: (deploymentId: string, value: string) =>
      client.send(
        new UpdateDeploymentCommand({
          restApiId,
          deploymentId,
          patchOperations: [{ op: 'replace', path: '/description', value }],
        }),
      ),
  }
}

const canary = (testVar: string, percent = 50) => ({
  percentTraffic: percent,
  stageVariableOverrides: { testVar },
})

const dev = { description: 'dev stage', variables: { testVar: 'default' } }

export const stageScenarios: Scenarios = {
  async 'test_apigateway_basic::test_update_rest_api_deployment'(replay) {
    const calls = await stagesOf(replay)
    const { id = '' } = await calls.deploy({ description: 'my deployment' })
    await replay.send('after-update', calls.describe(id, 'new-description'))
  },

  async 'test_apigateway_api::test_get_stages_filters_by_deployment_id'(replay) {
    const calls = await stagesOf(replay, false)
    const first = await calls.deploy({ stageName: 'stage1' })
    const second = await calls.deploy({ stageName: 'stage2' })
    await replay.send('all-stages', calls.list())
    await replay.send('stages-deploy1', calls.list(first.id))
    await replay.send('stages-deploy2', calls.list(second.id))
  },

  async 'test_apigateway_common::test_create_delete_deployments[True]'(replay) {
    const calls = await stagesOf(replay, false)
    const build = async () => {
      const { id = '' } = await calls.deploy()
      await calls.create({ stageName: 's1', deploymentId: id })
      return id
    }
    let id = await build()
    await replay.send('get-deployment', calls.deployment(id))
    await replay.send('get-stages', calls.list())
    for (const round of [0, 1, 2]) {
      await replay.send(`delete-deployment-error-${round}`, calls.undeploy(id))
      await calls.remove('s1')
      await calls.undeploy(id)
      id = await build()
      await replay.send(`get-deployments-${round}`, calls.deployments())
      await replay.send(`get-stages-${round}`, calls.list())
    }
  },

  async 'test_apigateway_common::test_create_update_deployments'(replay) {
    const calls = await stagesOf(replay, false)
    const { id: first = '' } = await calls.deploy()
    await calls.create({ stageName: 's1', deploymentId: first })
    await replay.send('get-deployment-1', calls.deployment(first))
    await replay.send('get-stages', calls.list())
    await replay.send('delete-deployment-error', calls.undeploy(first))
    const { id: second = '' } = await calls.deploy({ stageName: 's1' })
    await replay.send('get-deployment-1-after-update', calls.deployment(first))
    await replay.send('get-deployment-2', calls.deployment(second))
    await replay.send('get-stages-after-update', calls.list())
    await replay.send('delete-deployment-1', calls.undeploy(first))
    await replay.send('delete-deployment-2-error', calls.undeploy(second))
  },

  async 'test_apigateway_canary::test_create_canary_deployment_with_stage'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await replay.send('create-deployment', calls.deploy())
    await replay.send('create-stage', calls.create({ stageName: 'dev', deploymentId, ...dev }))
    const input = { stageName: 'dev', canarySettings: canary('canary') }
    await replay.send('create-canary-deployment', calls.deploy(input))
    await replay.send('get-stage', calls.get('dev'))
  },

  async 'test_apigateway_canary::test_create_canary_deployment'(replay) {
    const calls = await stagesOf(replay)
    const { id: deploymentId } = await replay.send('create-deployment', calls.deploy())
    const make = (stageName: string, testVar: string, percent: number, canaryId = deploymentId) =>
      calls.create({
        stageName,
        deploymentId,
        ...dev,
        canarySettings: { deploymentId: canaryId, ...canary(testVar, percent) },
      })
    await replay.send('create-stage', make('dev1', 'canary1', 40))
    const input = { stageName: 'dev1', canarySettings: canary('canary2') }
    const { id: canaryId } = await replay.send('create-canary-deployment', calls.deploy(input))
    await replay.send('get-stage-1', calls.get('dev1'))
    await replay.send('create-stage-2', make('dev2', 'canary-overridden', 60, canaryId))
    await replay.send('bad-canary-deployment-id', make('dev3', 'x', 1, 'deploy'))
  },

  async 'test_apigateway_canary::test_create_canary_deployment_validation'(replay) {
    const calls = await stagesOf(replay)
    const wrong = (label: string, stageName?: string) =>
      replay.send(
        `create-canary-deployment-${label}`,
        calls.deploy({ stageName, canarySettings: canary('canary') }),
      )
    await wrong('no-stage')
    await wrong('empty-stage', '')
    await wrong('non-existing-stage', 'non-existing')
  },
}
