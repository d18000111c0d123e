/**
 * The few things around the AWS calls that the step scripts share, so that a script shows its step and little else.
 * Nothing here is magic and nothing here is needed: each function is a few lines that you could write yourself.
 */
import {
  type APIGatewayClient,
  paginateGetResources,
  paginateGetRestApis,
  type Resource,
  type RestApi,
} from '@aws-sdk/client-api-gateway'
import { strToU8, zipSync } from 'fflate'
import { texts } from './i18n/index.ts'

/**
 * A zip archive with one text file at its root, as Lambda wants its code: `zipFile('index.mjs', source)`.
 * Lambda looks for `index.mjs` at the root of the archive, not inside a folder.
 */
export function zipFile(name: string, text: string): Uint8Array {
  return zipSync({ [name]: strToU8(text) })
}

/**
 * The role that the function takes on while it runs. On a local cloud any well-formed ARN will do;
 * on AWS set WORKSHOP_ROLE_ARN to a role of yours that Lambda may assume.
 */
export function executionRoleArn(): string {
  return process.env.WORKSHOP_ROLE_ARN ?? 'arn:aws:iam::000000000000:role/lambda-basic-execution'
}

/** The first REST API of this name. Reads page after page; throws where there is none. */
export async function findRestApi(client: APIGatewayClient, name: string): Promise<RestApi & { id: string }> {
  for await (const page of paginateGetRestApis({ client }, {})) {
    for (const api of page.items ?? []) if (api.name === name && api.id) return { ...api, id: api.id }
  }
  throw new Error(texts.toolbox.noApi(name))
}

/** The resource of an API at a path such as `/` or `/Lambdaexample`. Throws where there is none. */
export async function findResource(
  client: APIGatewayClient,
  restApiId: string,
  path: string,
): Promise<Resource & { id: string }> {
  for await (const page of paginateGetResources({ client }, { restApiId })) {
    for (const resource of page.items ?? [])
      if (resource.path === path && resource.id) return { ...resource, id: resource.id }
  }
  throw new Error(texts.toolbox.noResource(path))
}

/**
 * The address of a path on a stage. On AWS that is a host of its own for each API; a local cloud has one address
 * for everything (AWS_ENDPOINT_URL) and keeps the API and the stage in the path.
 */
export function invokeUrl(at: { restApiId: string; stageName: string; path: string }): string {
  const local = process.env.AWS_ENDPOINT_URL
  return local
    ? `${local}/_aws/execute-api/${at.restApiId}/${at.stageName}${at.path}`
    : `https://${at.restApiId}.execute-api.${process.env.AWS_REGION}.amazonaws.com/${at.stageName}${at.path}`
}
