import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../../start.ts'
import { authorizerScenarios } from './authorizers.ts'
import { gatewayResponseScenarios } from './gatewayResponses.ts'
import { integrationResponseScenarios } from './integrationResponses.ts'
import { integrationScenarios } from './integrations.ts'
import { methodResponseScenarios } from './methodResponses.ts'
import { methodScenarios } from './methods.ts'
import { modelScenarios } from './models.ts'
import { cloudOf, Replay, recordings, type Scenarios } from './replay.ts'
import { requestValidatorScenarios } from './requestValidators.ts'
import { resourceScenarios } from './resources.ts'
import { restApiScenarios } from './restApis.ts'
import { stageScenarios } from './stages.ts'
import { stageUpdateScenarios } from './stageUpdates.ts'

const scenarios: Scenarios = {
  ...restApiScenarios,
  ...resourceScenarios,
  ...methodScenarios,
  ...modelScenarios,
  ...requestValidatorScenarios,
  ...gatewayResponseScenarios,
  ...authorizerScenarios,
  ...methodResponseScenarios,
  ...integrationScenarios,
  ...integrationResponseScenarios,
  ...stageScenarios,
  ...stageUpdateScenarios,
}

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({})
})
afterAll(() => emulator.close())

describe('what AWS answered when it was recorded', () => {
  test.each(Object.keys(scenarios))('is answered in %s', async (name) => {
    const account = String(100_000_000_000 + recordings.indexOf(name))
    const cloud = cloudOf(emulator.endpoint, account)
    const replay = new Replay(cloud, name)
    await scenarios[name]?.(replay)
    cloud.client.destroy()
    replay.done()
  })

  test('is replayed recording by recording', () => {
    expect(Object.keys(scenarios).sort()).toEqual([...recordings].sort())
  })
})
