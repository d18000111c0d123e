import {
  CreateResourceCommand,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourcesCommand,
  type Op,
  UpdateResourceCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { newApi, newResource, type Root } from './setup.ts'

async function create(replay: Replay, label: string, parent: Root, pathPart: string): Promise<Root> {
  const { restApiId, resourceId: parentId } = parent
  const command = new CreateResourceCommand({ restApiId, parentId, pathPart })
  const body = await replay.send(label, replay.cloud.client.send(command))
  return { restApiId, resourceId: body?.id ?? '' }
}

const list = (replay: Replay, label: string, { restApiId }: Root) =>
  replay.send(label, replay.cloud.client.send(new GetResourcesCommand({ restApiId })))

const patch = (replay: Replay, label: string, at: Root, path: string, value?: string, op: Op = 'replace') =>
  replay.send(
    label,
    replay.cloud.client.send(new UpdateResourceCommand({ ...at, patchOperations: [{ op, path, value }] })),
  )

const remove = (replay: Replay, label: string, at: Root) =>
  replay.send(label, replay.cloud.client.send(new DeleteResourceCommand(at)))

export const resourceScenarios: Scenarios = {
  async 'test_apigateway_api::test_resource_lifecycle'(replay) {
    const root = await newApi(replay)
    await list(replay, 'rest-api-root-resource', root)
    const pets = await create(replay, 'create-resource', root, 'pets')
    await list(replay, 'rest-api-resources-after-create', root)
    await create(replay, 'create-subresource', pets, 'subpets')
    await list(replay, 'rest-api-resources-after-create-sub', root)
    await patch(replay, 'update-path-part', pets, '/pathPart', 'dogs')
    const got = replay.cloud.client.send(new GetResourceCommand(pets))
    await replay.send('get-resp-after-update-path-part', got)
    await remove(replay, 'del-resource', pets)
    await list(replay, 'rest-api-resources-after-delete', root)
  },

  async 'test_apigateway_api::test_update_resource_behaviour'(replay) {
    const root = await newApi(replay)
    const pets = await newResource(replay, root, 'pets')
    const fake = { ...root, resourceId: 'fake-resource' }
    await patch(replay, 'nonexistent-resource', fake, '/pathPart', 'dogs')
    await patch(replay, 'invalid-path-part', pets, '/invalid', 'dogs')
    await patch(replay, 'invalid-parent-id', pets, '/parentId', 'fake-parent-id')
    const subpets = await create(replay, 'create-subresource', pets, 'subpets')
    const child = await create(replay, 'create-subresource-child', subpets, 'pets')
    await patch(replay, 'existing-future-sibling-path', child, '/parentId', root.resourceId)
    await replay.cloud.client.send(new DeleteResourceCommand(child))
    await patch(replay, 'update-parent-id-to-subresource-id', pets, '/parentId', subpets.resourceId)
    await patch(replay, 'update-parent-id-to-root-id', subpets, '/parentId', root.resourceId)
    await patch(replay, 'update-path-already-exists', subpets, '/pathPart', 'pets')
    await replay.cloud.client.send(new DeleteResourceCommand(pets))
    await list(replay, 'resources-after-deletion', root)
    await patch(replay, 'remove-unsupported', subpets, '/pathPart', undefined, 'remove')
    await patch(replay, 'add-unsupported', subpets, '/pathPart', 'added-pets', 'add')
  },

  async 'test_apigateway_api::test_update_resource_on_root'(replay) {
    const root = await newApi(replay)
    await patch(replay, 'update-root-path-part', root, '/pathPart', 'dogs')
    await patch(replay, 'update-root-parent', root, '/parentId', root.resourceId)
  },

  async 'test_apigateway_api::test_delete_resource'(replay) {
    const root = await newApi(replay)
    const pets = await newResource(replay, root, 'pets')
    const subpets = await newResource(replay, pets, 'subpets')
    await remove(replay, 'delete-resource', pets)
    await list(replay, 'get-resources', root)
    await remove(replay, 'delete-subresource', subpets)
  },

  async 'test_apigateway_api::test_create_resource_parent_invalid'(replay) {
    const root = await newApi(replay)
    await create(replay, 'wrong-resource-parent-id', { ...root, resourceId: 'fake-resource-id' }, 'subpets')
  },

  async 'test_apigateway_api::test_create_proxy_resource'(replay) {
    const root = await newApi(replay)
    const proxy = '{proxy+}'
    await create(replay, 'create-base-proxy-resource', root, proxy)
    const parent = await newResource(replay, root, 'parent')
    const below = await create(replay, 'create-proxy-sibling-proxy-child-resource', parent, proxy)
    const child = await create(replay, 'create-proxy-sibling-static-child-resource', parent, 'child')
    await create(replay, 'create-static-child-proxy-resource', child, proxy)
    await list(replay, 'all-resources', root)
    await replay.cloud.client.send(new DeleteResourceCommand(below))
    const named = await create(replay, 'create-proxy-sibling-dynamic-child-resource', parent, '{child}')
    await create(replay, 'create-dynamic-child-proxy-resource', named, proxy)
    await list(replay, 'all-resources-2', root)
  },

  async 'test_apigateway_api::test_create_proxy_resource_validation'(replay) {
    const root = await newApi(replay)
    const proxy = await create(replay, 'create-base-proxy-resource', root, '{proxy+}')
    await create(replay, 'create-proxy-dynamic-sibling-resource', root, '{dynamic}')
    await create(replay, 'create-proxy-static-child-resource', proxy, 'child')
    await create(replay, 'create-proxy-dynamic-child-resource', proxy, '{child}')
    const parent = await newResource(replay, root, 'parent')
    await create(replay, 'create-greedy-child-resource', parent, '{child+}')
  },
}
