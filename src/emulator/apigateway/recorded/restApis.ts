import {
  CreateRestApiCommand,
  type CreateRestApiRequest,
  DeleteRestApiCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  type PatchOperation,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import { answerOf, type Replay, type Scenarios } from './replay.ts'
import { newApi } from './setup.ts'

const create = (replay: Replay, label: string, input: Partial<CreateRestApiRequest> = {}) =>
  replay.send(label, replay.cloud.client.send(new CreateRestApiCommand({ name: 'test', ...input })))

const createRaw = (replay: Replay, label: string, input: object) =>
  replay.raw(label, 'POST', '/restapis', { name: 'test', ...input })

const wrongTypes = { types: ['wrong'] }
const wrongBoth = { types: ['wrong'], ipAddressType: 'wrong' }

/** An API with a description, and what patches it. */
async function patched(replay: Replay) {
  const { client } = replay.cloud
  const { id = '' } = await client.send(
    new CreateRestApiCommand({ name: 'x', description: 'this is my api' }),
  )
  return (label: string, ...patchOperations: PatchOperation[]) =>
    replay.send(label, client.send(new UpdateRestApiCommand({ restApiId: id, patchOperations })))
}

export const restApiScenarios: Scenarios = {
  async 'test_apigateway_api::test_list_and_delete_apis'(replay) {
    const { client } = replay.cloud
    const first = await create(replay, 'create-rest-api-1', { description: 'this is my api' })
    await create(replay, 'create-rest-api-2', { description: 'this is my api2' })
    await replay.send('get-rest-api-before-delete', client.send(new GetRestApisCommand({})))
    await replay.send('delete-rest-api', client.send(new DeleteRestApiCommand({ restApiId: first.id })))
    await replay.send('get-rest-api-after-delete', client.send(new GetRestApisCommand({})))
  },

  async 'test_apigateway_api::test_get_api_case_insensitive'(replay) {
    const { client } = replay.cloud
    replay.leave('recorded before AWS showed ipAddressType', 'create-rest-api')
    const { id = '' } = await client.send(new CreateRestApiCommand({ name: 'x' }))
    const upper = id.toUpperCase()
    const answer = await answerOf(client.send(new GetRestApiCommand({ restApiId: upper })))
    const message = answer.message?.replace(upper, '<upper-id>')
    await replay.step('get-api-upper-case', Promise.resolve({ ...answer, message }))
  },

  async 'test_apigateway_api::test_create_rest_api_with_optional_params'(replay) {
    await create(replay, 'create-only-name')
    await create(replay, 'create-empty-desc', { description: '' })
    await create(replay, 'create-with-version', { version: 'v1' })
    await create(replay, 'create-with-empty-binary-media', { binaryMediaTypes: [] })
    await create(replay, 'string-compression-size', { minimumCompressionSize: -1 })
  },

  async 'test_apigateway_api::test_create_rest_api_with_binary_media_types'(replay) {
    await create(replay, 'create-with-binary-media', { binaryMediaTypes: ['image/png'] })
  },

  async 'test_apigateway_api::test_create_rest_api_with_tags'(replay) {
    const { client } = replay.cloud
    const input = { description: 'this is my api', tags: { MY_TAG1: 'MY_VALUE1' } }
    const { id: restApiId } = await create(replay, 'create-rest-api-w-tags', input)
    await replay.send('get-rest-api-w-tags', client.send(new GetRestApiCommand({ restApiId })))
    await replay.send('get-rest-apis-w-tags', client.send(new GetRestApisCommand({})))
  },

  async 'test_apigateway_api::test_create_rest_api_verify_defaults'(replay) {
    await create(replay, 'create-with-edge-default', { endpointConfiguration: { types: ['EDGE'] } })
    await create(replay, 'create-with-regional-default', { endpointConfiguration: { types: ['REGIONAL'] } })
    await create(replay, 'create-with-private-default', { endpointConfiguration: { types: ['PRIVATE'] } })
    await create(replay, 'create-with-empty-default')
    const wrong = { description: '', endpointConfiguration: wrongTypes }
    await createRaw(replay, 'create-with-empty-ip-address-type-and-wrong-type', wrong)
  },

  async 'test_apigateway_api::test_create_rest_api_with_endpoint_configuration'(replay) {
    const configured = (label: string, endpointConfiguration: object, more = {}) =>
      createRaw(replay, label, { ...more, endpointConfiguration })
    const several = { description: '', minimumCompressionSize: -1 }
    await configured('create-with-empty-types', { types: [] })
    await configured('create-with-invalid-ip-address-type', { ipAddressType: 'wrong', types: ['EDGE'] })
    await configured('create-with-invalid-types', { ipAddressType: 'ipv4', ...wrongTypes })
    await configured('create-with-invalid-ip-address-type-and-types', wrongBoth)
    await configured('create-with-invalid-types-and-ip-address-type', wrongBoth)
    await configured('create-with-multiple-errors-1', wrongBoth, several)
    await configured('create-with-multiple-errors-2', { ipAddressType: 'ipv4', types: ['EDGE'] }, several)
    await configured('create-with-two-types', { types: ['EDGE', 'REGIONAL'] })
    await create(replay, 'create-with-endpoint-config-dualstack', {
      endpointConfiguration: { ipAddressType: 'dualstack', types: ['EDGE'] },
    })
    await create(replay, 'create-with-endpoint-config-regional', {
      endpointConfiguration: { ipAddressType: 'ipv4', types: ['REGIONAL'] },
    })
  },

  async 'test_apigateway_api::test_create_rest_api_private_type'(replay) {
    const isPrivate = (ipAddressType: string) => ({ ipAddressType, types: ['PRIVATE'] })
    const label = 'create-with-private-type-and'
    await createRaw(replay, `${label}-ipv4-ip-address-type`, { endpointConfiguration: isPrivate('ipv4') })
    await createRaw(replay, `${label}-wrong-ip-address-type`, { endpointConfiguration: isPrivate('wrong') })
    await createRaw(replay, `${label}-ipv4-ip-address-type-and-empty-description`, {
      description: '',
      endpointConfiguration: isPrivate('ipv4'),
    })
  },

  async 'test_apigateway_api::test_update_rest_api_operation_add_remove'(replay) {
    const update = await patched(replay)
    await update(
      'update-rest-api-add',
      { op: 'add', path: '/binaryMediaTypes/image~1png' },
      { op: 'add', path: '/binaryMediaTypes/image~1jpeg' },
    )
    const gif = { path: '/binaryMediaTypes/image~1png', value: 'image/gif' }
    await update('update-rest-api-replace', { op: 'replace', ...gif })
    await update(
      'update-rest-api-remove',
      { op: 'remove', path: '/binaryMediaTypes/image~1gif' },
      { op: 'remove', path: '/description' },
    )
  },

  async 'test_apigateway_api::test_update_rest_api_compression'(replay) {
    const update = await patched(replay)
    const path = '/minimumCompressionSize'
    await update('enable-compression', { op: 'replace', path, value: '10' })
    await update('disable-compression', { op: 'replace', path, value: '' })
    await update('set-compression-zero', { op: 'replace', path, value: '0' })
    await update('set-negative-compression', { op: 'replace', path, value: '-1' })
    await update('set-string-compression', { op: 'replace', path, value: 'test' })
    await update('unsupported-operation', { op: 'add', path, value: '10' })
  },

  async 'test_apigateway_api::test_update_rest_api_behaviour'(replay) {
    const update = await patched(replay)
    const path = '/binaryMediaTypes'
    await update('update-rest-api-array', { op: 'add', path: `${path}/-`, value: 'image/png' })
    await update('update-rest-api-add-base-path', { op: 'add', path, value: 'image/gif' })
    await update('update-rest-api-replace-base-path', { op: 'replace', path, value: 'image/gif' })
    await update('update-rest-api-remove-base-path', { op: 'remove', path })
  },

  async 'test_apigateway_api::test_update_rest_api_invalid_api_id'(replay) {
    const patchOperations: PatchOperation[] = [{ op: 'replace', path: '/apiKeySource', value: 'AUTHORIZER' }]
    const command = new UpdateRestApiCommand({ restApiId: 'api_id', patchOperations })
    await replay.send('not-found-update-rest-api', replay.cloud.client.send(command))
  },

  async 'test_apigateway_api::test_update_rest_api_concatenation_of_errors'(replay) {
    const { restApiId } = await newApi(replay)
    const wrong = (label: string, ...paths: string[]) =>
      replay.raw(`update-rest-api-wrong-operations-on-${label}`, 'PATCH', `/restapis/${restApiId}`, {
        patchOperations: paths.map((path) => ({ op: 'wrong', path, value: 'x' })),
      })
    const [address, type] = ['/endpointConfiguration/ipAddressType', '/endpointConfiguration/types/0']
    await wrong('ipAddressType', address, address)
    await wrong('type', type, type)
    await wrong('type-and-on-ip-address-type', address, type, '/binaryMediaTypes')
  },

  async 'test_apigateway_api::test_update_rest_api_ip_address_type'(replay) {
    const { client } = replay.cloud
    const { restApiId } = await newApi(replay)
    const update = (label: string, ...patchOperations: PatchOperation[]) =>
      replay.send(label, client.send(new UpdateRestApiCommand({ restApiId, patchOperations })))
    const type = '/endpointConfiguration/types/0'
    const address = '/endpointConfiguration/ipAddressType'
    await update(
      'update-rest-api-replace-type',
      { op: 'replace', path: type, value: 'EDGE' },
      { op: 'replace', path: type, value: 'REGIONAL' },
      { op: 'replace', path: type, value: 'PRIVATE' },
    )
    const toIpv4 = 'update-rest-api-replace-to-ipv4-within-private-type'
    await update(toIpv4, { op: 'replace', path: address, value: 'ipv4' })
    await update('update-rest-api-wrong-ipAddressType', { op: 'replace', path: address, value: 'wrong' })
    await update('update-rest-api-wrong-type', { op: 'replace', path: type, value: 'wrong' })
    const invalid = 'update-rest-api-invalid-operation-on'
    await update(`${invalid}-ipAddressType`, { op: 'remove', path: address, value: 'dualstack' })
    await update(`${invalid}-type`, { op: 'remove', path: type, value: 'EDGE' })
    await update('update-rest-api-replace-ip-address-type', {
      op: 'replace',
      path: address,
      value: 'dualstack',
    })
  },
}
