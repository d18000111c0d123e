import {
  CreateRequestValidatorCommand,
  CreateRestApiCommand,
  DeleteRequestValidatorCommand,
  GetRequestValidatorCommand,
  GetRequestValidatorsCommand,
  type PatchOperation,
  UpdateRequestValidatorCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { newApi } from './setup.ts'

const create = (replay: Replay, label: string, restApiId: string) =>
  replay.send(
    label,
    replay.cloud.client.send(new CreateRequestValidatorCommand({ restApiId, name: 'validator' })),
  )

const list = (replay: Replay, label: string, restApiId: string) =>
  replay.send(label, replay.cloud.client.send(new GetRequestValidatorsCommand({ restApiId })))

interface Place {
  readonly restApiId: string
  readonly requestValidatorId: string
}

const get = (replay: Replay, label: string, at: Place) =>
  replay.send(label, replay.cloud.client.send(new GetRequestValidatorCommand(at)))

const remove = (replay: Replay, label: string, at: Place) =>
  replay.send(label, replay.cloud.client.send(new DeleteRequestValidatorCommand(at)))

const update = (replay: Replay, label: string, at: Place, patch: PatchOperation) =>
  replay.send(
    label,
    replay.cloud.client.send(new UpdateRequestValidatorCommand({ ...at, patchOperations: [patch] })),
  )

/** An API with a validator, both compared. */
async function both(replay: Replay): Promise<Place> {
  const { client } = replay.cloud
  const made = client.send(new CreateRestApiCommand({ name: 'x', description: 'my api' }))
  const { id: restApiId = '' } = await replay.send('create-rest-api', made)
  const { id = '' } = await create(replay, 'create-request-validator', restApiId)
  return { restApiId, requestValidatorId: id }
}

async function newValidator(replay: Replay): Promise<Place> {
  const { restApiId } = await newApi(replay)
  const command = new CreateRequestValidatorCommand({ restApiId, name: 'validator' })
  const { id = '' } = await replay.cloud.client.send(command)
  return { restApiId, requestValidatorId: id }
}

/** The same call at an unknown API and at an unknown validator. */
async function wrong(replay: Replay, call: typeof get, labels: readonly [string, string]): Promise<void> {
  const at = await newValidator(replay)
  await call(replay, labels[0], { ...at, restApiId: 'api_id' })
  await call(replay, labels[1], { ...at, requestValidatorId: 'validator_id' })
}

export const requestValidatorScenarios: Scenarios = {
  async 'test_apigateway_api::test_validators_crud_no_api'(replay) {
    await create(replay, 'wrong-rest-api-id-create-validator', 'test-fake-rest-id')
    await list(replay, 'wrong-rest-api-id-get-validators', 'test-fake-rest-id')
  },

  async 'test_apigateway_api::test_request_validator_lifecycle'(replay) {
    const at = await both(replay)
    await get(replay, 'get-request-validator', at)
    await list(replay, 'get-request-validators', at.restApiId)
    const body = { op: 'replace', path: '/validateRequestBody' } as const
    await update(replay, 'update-request-validator-with-value', at, { ...body, value: 'true' })
    await update(replay, 'update-request-validator-without-value', at, body)
    await get(replay, 'get-request-validators-after-update-operation', at)
    await remove(replay, 'delete-request-validator', at)
    await get(replay, 'get-deleted-request-validator', at)
    await list(replay, 'get-request-validators-after-delete', at.restApiId)
  },

  'test_apigateway_api::test_invalid_get_request_validator': (replay) =>
    wrong(replay, get, [
      'get-request-validators-invalid-api-id',
      'get-request-validators-invalid-validator-id',
    ]),

  async 'test_apigateway_api::test_invalid_get_request_validators'(replay) {
    await list(replay, 'get-invalid-request-validators', 'api_id')
  },

  'test_apigateway_api::test_invalid_delete_request_validator': (replay) =>
    wrong(replay, remove, [
      'delete-request-validator-invalid-api-id',
      'delete-request-validator-invalid-validator-id',
    ]),

  async 'test_apigateway_api::test_create_request_validator_invalid_api_id'(replay) {
    await create(replay, 'invalid-create-request-validator', 'api_id')
  },

  async 'test_apigateway_api::test_invalid_update_request_validator_operations'(replay) {
    const at = await both(replay)
    const body = { path: '/validateRequestBody', value: 'true' }
    await update(replay, 'update-request-validator-invalid-add-operation', at, { ...body, op: 'add' })
    await update(replay, 'update-request-validator-invalid-remove-operation', at, { ...body, op: 'remove' })
    const path = { op: 'replace', path: '/invalidPath', value: 'true' } as const
    await update(replay, 'update-request-validator-invalid-path', at, path)
    const name = { op: 'replace', path: '/name' } as const
    await update(replay, 'update-request-validator-empty-name-value', at, name)
  },
}
