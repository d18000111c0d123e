import {
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import type { Cloud } from './replay.ts'

interface Within {
  readonly cloud: Cloud
}

export interface Root {
  readonly restApiId: string
  readonly resourceId: string
}

export interface GetMethod extends Root {
  readonly httpMethod: 'GET'
}

/** A new API: its id and that of its root resource. */
export async function newApi({ cloud }: Within): Promise<Root> {
  const api = await cloud.client.send(new CreateRestApiCommand({ name: 'test' }))
  return { restApiId: api.id ?? '', resourceId: api.rootResourceId ?? '' }
}

export async function newResource({ cloud }: Within, parent: Root, pathPart: string): Promise<Root> {
  const { restApiId, resourceId: parentId } = parent
  const made = await cloud.client.send(new CreateResourceCommand({ restApiId, parentId, pathPart }))
  return { restApiId, resourceId: made.id ?? '' }
}

export async function newMethod({ cloud }: Within, root: Root): Promise<GetMethod> {
  const place = { ...root, httpMethod: 'GET' } as const
  await cloud.client.send(new PutMethodCommand({ ...place, authorizationType: 'NONE' }))
  return place
}

const requestTemplates = { 'application/json': '{"statusCode": 200}' }

/** GET on the root of a new API, answered by a MOCK. */
export async function newMock(replay: Within): Promise<GetMethod> {
  const place = await newMethod(replay, await newApi(replay))
  await replay.cloud.client.send(new PutIntegrationCommand({ ...place, type: 'MOCK', requestTemplates }))
  return place
}

/** The same with a default integration response: ready to be deployed. */
export async function newMockWithResponse(replay: Within): Promise<GetMethod> {
  const place = await newMock(replay)
  const response = { ...place, statusCode: '200', responseTemplates: { 'application/json': '{}' } }
  await replay.cloud.client.send(new PutIntegrationResponseCommand(response))
  return place
}
