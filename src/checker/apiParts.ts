import type { Inventory } from './inventory.ts'

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
  hasUnfinishedMethod(api: string): boolean {
    const prefix = `method ${api} `
    return [...this.#all].some(
      (part) => part.startsWith(prefix) && !this.has(part.replace('method', 'integration')),
    )
  }
}
