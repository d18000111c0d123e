import type { AwsTarget, RecordedCall } from '../cloud/calls.ts'
import type { ApiParts } from './apiParts.ts'
import { parseJson } from './json.ts'

/** A call to API Gateway by what it names: labels of its path, and members of its body that are text. */
export interface ApiCall {
  readonly operation: string
  readonly api: string
  readonly parent: string
  readonly resource: string
  readonly method: string
  readonly status: string
  readonly body: Readonly<Record<string, unknown>>
}

export function nameOf({ target, requestBody }: RecordedCall & { readonly target: AwsTarget }): ApiCall {
  const { restApiId: api = '', parentId: parent = '', resourceId: resource = '' } = target.labels
  const { httpMethod = '', statusCode: status = '' } = target.labels
  const json = parseJson(requestBody)
  const body = typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {}
  const { operation } = target
  return { operation, api, parent, resource, method: `${api} ${resource} ${httpMethod}`, status, body }
}

/** What a call that was answered well changes, by operation. */
export const effects: Readonly<
  Record<string, (parts: ApiParts, named: ApiCall, call: RecordedCall) => void>
> = {
  CreateResource(parts, { api, parent, body }, { answer }) {
    const id = /"id"\s*:\s*"(\w+)"/.exec(answer?.body ?? '')?.[1] ?? ''
    parts.addResource(api, id, parent, String(body.pathPart))
  },
  UpdateResource(parts, { api, resource }, { answer }) {
    const { parentId, pathPart } = (parseJson(answer?.body ?? '') ?? {}) as Readonly<Record<string, unknown>>
    parts.moveResource(api, resource, String(parentId), String(pathPart))
  },
  DeleteResource: (parts, { api, resource }) => parts.removeResource(api, resource),
  PutMethod: (parts, { method }) => parts.add(`method ${method}`),
  DeleteMethod(parts, { method }) {
    for (const kind of ['method', 'integration', 'response']) parts.remove(`${kind} ${method}`)
  },
  PutIntegration: (parts, { method }) => parts.add(`integration ${method}`),
  DeleteIntegration: (parts, { method }) => parts.remove(`integration ${method}`),
  PutMethodResponse: (parts, { method, status }) => parts.add(`response ${method} ${status}`),
  DeleteMethodResponse: (parts, { method, status }) => parts.remove(`response ${method} ${status}`),
}
