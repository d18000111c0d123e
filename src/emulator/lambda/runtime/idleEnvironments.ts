import type { Environment } from './environment.ts'

/** The warm environments of a pool that have nothing to do. The one that was used last is used first. */
export class IdleEnvironments<E extends Pick<Environment, 'isOpen' | 'end'>> {
  /** With the time since when, the oldest first. */
  readonly #all: { readonly environment: E; readonly since: number }[] = []

  get length(): number {
    return this.#all.length
  }

  add(environment: E): void {
    this.#all.push({ environment, since: performance.now() })
  }

  /** One that is ending by itself, after its last invocation, takes nothing more, and is ended. */
  take(): E | undefined {
    for (let last = this.#all.pop(); last; last = this.#all.pop()) {
      if (last.environment.isOpen) return last.environment
      void last.environment.end()
    }
    return undefined
  }

  remove(environment: E): void {
    const at = this.#all.findIndex((idle) => idle.environment === environment)
    if (at >= 0) this.#all.splice(at, 1)
  }

  /** Ends the oldest: at most `count`, of those that have been idle since before a time. How many were ended. */
  end(count: number, before: number): number {
    const old = this.#all.filter(({ since }) => since <= before).slice(0, count)
    this.#all.splice(0, old.length)
    for (const { environment } of old) void environment.end()
    return old.length
  }
}
