import type { AwsTarget, RecordedCall } from '../cloud/calls.ts'
import type { Inventory } from './inventory.ts'
import { parseJson } from './json.ts'

/** The parts of APIs, as a script builds them up and takes them down again; each is known by a line of text. */
export class ApiParts {
  readonly #all = new Set<string>()
  readonly #resources = new Map<string, { readonly parentId: string; readonly part: string }>()

  constructor({ apis }: Inventory) {
    for (const { id: api, resources } of apis)
      for (const { id, parentId = '', path, methods } of resources) {
        this.addResource(api, id, parentId, path.slice(path.lastIndexOf('/') + 1))
        for (const [verb, { methodIntegration, methodResponses }] of Object.entries(methods)) {
          const method = `${api} ${id} ${verb}`
          this.add(`method ${method}`)
          if (methodIntegration) this.add(`integration ${method}`)
          for (const status of Object.keys(methodResponses ?? {})) this.add(`response ${method} ${status}`)
        }
      }
  }

  has(part: string): boolean {
    return this.#all.has(part)
  }

  add(part: string): void {
    this.#all.add(part)
  }

  addResource(api: string, id: string, parentId: string, name: string): void {
    const part = `resource ${api} ${parentId} ${name}`
    this.#resources.set(id, { parentId, part })
    this.add(part)
  }

  /** It has another name or another parent now. */
  moveResource(api: string, id: string, parentId: string, name: string): void {
    this.#all.delete(this.#resources.get(id)?.part ?? '')
    this.addResource(api, id, parentId, name)
  }

  /** Takes away a part and all that belongs to it. */
  remove(part: string): void {
    for (const known of this.#all) if (known === part || known.startsWith(`${part} `)) this.#all.delete(known)
  }

  /** With all that lies under it. */
  removeResource(api: string, id: string): void {
    this.#all.delete(this.#resources.get(id)?.part ?? '')
    this.#resources.delete(id)
    for (const [child, { parentId }] of this.#resources) if (parentId === id) this.removeResource(api, child)
    for (const kind of ['method', 'integration', 'response']) this.remove(`${kind} ${api} ${id}`)
  }

  /** Whether a method of this API has no integration. */
  lackIntegration(api: string): boolean {
    const prefix = `method ${api} `
    return [...this.#all].some(
      (part) => part.startsWith(prefix) && !this.has(part.replace('method', 'integration')),
    )
  }
}

/** A call to API Gateway by what it names: labels of its path, and members of its body that are text. */
export interface Named {
  readonly operation: string
  readonly api: string
  readonly parent: string
  readonly resource: string
  readonly method: string
  readonly status: string
  readonly body: Readonly<Record<string, unknown>>
}

export function nameOf({ target, requestBody }: RecordedCall & { readonly target: AwsTarget }): Named {
  const { restApiId: api = '', parentId: parent = '', resourceId: resource = '' } = target.labels
  const { httpMethod = '', statusCode: status = '' } = target.labels
  const json = parseJson(requestBody)
  const body = typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {}
  const { operation } = target
  return { operation, api, parent, resource, method: `${api} ${resource} ${httpMethod}`, status, body }
}

/** What a call that was answered well changes, by operation. */
export const effects: Readonly<Record<string, (parts: ApiParts, named: Named, call: RecordedCall) => void>> =
  {
    CreateResource(parts, { api, parent, body }, { answer }) {
      const id = /"id"\s*:\s*"(\w+)"/.exec(answer?.body ?? '')?.[1] ?? ''
      parts.addResource(api, id, parent, String(body.pathPart))
    },
    UpdateResource(parts, { api, resource }, { answer }) {
      const { parentId, pathPart } = (parseJson(answer?.body ?? '') ?? {}) as Readonly<
        Record<string, unknown>
      >
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
