import {
  CreateModelCommand,
  DeleteMethodCommand,
  DeleteModelCommand,
  GetModelCommand,
  GetModelsCommand,
  type PatchOperation,
  PutMethodCommand,
  UpdateMethodCommand,
  UpdateModelCommand,
} from '@aws-sdk/client-api-gateway'
import type { Replay, Scenarios } from './replay.ts'
import { newApi, newResource, type Root } from './setup.ts'

const schemaOf = (title: string) => JSON.stringify({ title, type: 'object' })

const create = (replay: Replay, label: string, restApiId: string, name: string, schema = schemaOf(name)) =>
  replay.send(
    label,
    replay.cloud.client.send(
      new CreateModelCommand({ restApiId, name, contentType: 'application/json', description: '', schema }),
    ),
  )

const remove = (replay: Replay, label: string, restApiId: string, modelName: string) =>
  replay.send(label, replay.cloud.client.send(new DeleteModelCommand({ restApiId, modelName })))

const putMethod = (replay: Replay, label: string, at: Root, model: string) =>
  replay.send(
    label,
    replay.cloud.client.send(
      new PutMethodCommand({
        ...at,
        httpMethod: 'ANY',
        authorizationType: 'NONE',
        requestModels: { 'application/json': model },
      }),
    ),
  )

const updateMethod = (replay: Replay, label: string, at: Root, patch: PatchOperation) =>
  replay.send(
    label,
    replay.cloud.client.send(new UpdateMethodCommand({ ...at, httpMethod: 'ANY', patchOperations: [patch] })),
  )

const update =
  (replay: Replay, restApiId: string, modelName: string) =>
  (label: string, ...patchOperations: PatchOperation[]) =>
    replay.send(
      label,
      replay.cloud.client.send(new UpdateModelCommand({ restApiId, modelName, patchOperations })),
    )

const jsonModel = '/requestModels/application~1json'

export const modelScenarios: Scenarios = {
  async 'test_apigateway_api::test_put_method_model'(replay) {
    const root = await newApi(replay)
    const { restApiId } = root
    await create(replay, 'create-model', restApiId, 'MySchema')
    await create(replay, 'create-model-2', restApiId, 'MySchemaTwo')
    await putMethod(replay, 'put-method-request-models', root, 'MySchema')
    await remove(replay, 'delete-model-used', restApiId, 'MySchema')
    const replace = { op: 'replace', path: jsonModel, value: 'MySchemaTwo' } as const
    await updateMethod(replay, 'update-method-model', root, replace)
    await remove(replay, 'delete-model-unused', restApiId, 'MySchema')
    await remove(replay, 'delete-model-used-2', restApiId, 'MySchemaTwo')
    const below = await newResource(replay, root, 'test')
    await putMethod(replay, 'put-method-2-request-models', below, 'MySchemaTwo')
    await remove(replay, 'delete-model-used-by-2-method', restApiId, 'MySchemaTwo')
    await updateMethod(replay, 'update-method-model-2', below, { op: 'remove', path: jsonModel })
    await remove(replay, 'delete-model-used-by-method-1', restApiId, 'MySchemaTwo')
    const method = new DeleteMethodCommand({ ...root, httpMethod: 'ANY' })
    await replay.send('delete-method-using-model-2', replay.cloud.client.send(method))
    await remove(replay, 'delete-model-unused-2', restApiId, 'MySchemaTwo')
  },

  async 'test_apigateway_api::test_model_lifecycle'(replay) {
    const { client } = replay.cloud
    const { restApiId } = await newApi(replay)
    const number = { type: 'number' }
    const op = { type: 'string', description: 'operation of +, -, * or /' }
    const schema = {
      title: 'Calc output',
      type: 'object',
      properties: { a: number, b: number, op, c: number },
      required: ['a', 'b', 'op'],
    }
    const model = new CreateModelCommand({
      restApiId,
      name: 'CalcOutput',
      contentType: 'application/json',
      description: 'Calc output model',
      schema: JSON.stringify(schema),
    })
    await replay.send('create-model', client.send(model))
    await replay.send('get-models', client.send(new GetModelsCommand({ restApiId })))
    const get = new GetModelCommand({ restApiId, modelName: 'CalcOutput' })
    await replay.send('get-model', client.send(get))
    await remove(replay, 'del-model', restApiId, 'CalcOutput')
  },

  async 'test_apigateway_api::test_model_validation'(replay) {
    const { client } = replay.cloud
    const { restApiId } = await newApi(replay)
    const wrong = 'abcde0'
    await create(replay, 'create-model-wrong-id', wrong, 'MySchema')
    await replay.send('get-models-wrong-id', client.send(new GetModelsCommand({ restApiId: wrong })))
    const get = new GetModelCommand({ restApiId: wrong, modelName: 'MySchema' })
    await replay.send('get-model-wrong-id', client.send(get))
    await remove(replay, 'del-model-wrong-id', wrong, 'MySchema')
    const first = { restApiId, name: 'MySchema', contentType: 'application/json', schema: schemaOf('x') }
    await client.send(new CreateModelCommand(first))
    await create(replay, 'create-model-already-exists', restApiId, 'MySchema')
    await create(replay, 'create-model-empty-name', restApiId, '')
    await create(replay, 'create-model-empty-schema', restApiId, 'MyEmptySchema', '')
    const none = { ...first, name: 'MyEmptySchema', schema: undefined }
    await replay.send('create-model-no-schema-json', client.send(new CreateModelCommand(none)))
    const xml = new CreateModelCommand({ ...none, contentType: 'application/xml' })
    await replay.send('create-model-no-schema-xml', client.send(xml))
  },

  async 'test_apigateway_api::test_update_model'(replay) {
    const { restApiId } = await newApi(replay)
    const schema = { op: 'replace', path: '/schema', value: schemaOf('Updated schema') } as const
    const description = { op: 'replace', path: '/description', value: '' } as const
    await update(replay, 'abcde0', 'mySchema')('update-model-wrong-id', schema, description)
    await create(replay, 'create-model', restApiId, 'MySchema')
    const patch = update(replay, restApiId, 'MySchema')
    await patch('update-model', schema, description)
    await patch('update-model-invalid-op', { op: 'add', path: '/wrong-path', value: 'x' })
    await patch('update-model-invalid-path', { op: 'replace', path: '/name', value: 'x' })
    await patch('update-model-empty-schema', { op: 'replace', path: '/schema', value: '' })
  },
}
