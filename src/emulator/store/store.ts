/** Names a table and, by its type parameter, what its records are. */
export interface Table<T> {
  readonly name: string
  /** Never set: carries the record's type. */
  readonly record?: T
}

export const defineTable = <T>(name: string): Table<T> => ({ name })

/** One record put or (without a value) deleted, as a journal keeps it. */
export interface Change {
  readonly account: string
  readonly region: string
  readonly table: string
  readonly parent: string
  readonly id: string
  readonly value?: unknown
}

type Rows = Map<string, unknown>
type Tables = Map<string, Map<string, Rows>>

/**
 * The records of all accounts and regions. Records have a parent (the API of a resource; '' where there is
 * none), so that an API's resources are found without looking at those of others.
 */
export class Store {
  readonly #scopes = new Map<string, Scope>()
  /** Where `scopeOf` found an id the last time. */
  readonly #found = new Map<string, Scope>()
  readonly #keep: (changes: readonly Change[]) => void
  #pending: { readonly change: Change; readonly undo: () => void }[] | undefined

  /** `keep`: where changes go to be kept. Called once per transaction, before it is answered. */
  constructor(keep = (_: readonly Change[]) => {}) {
    this.#keep = keep
  }

  scope(account: string, region: string): Scope {
    const key = `${account}/${region}`
    const known = this.#scopes.get(key)
    if (known) return known
    const scope = new Scope(this, account, region)
    this.#scopes.set(key, scope)
    return scope
  }

  /**
   * Runs `work`; what it puts and deletes is kept as a whole, or undone as a whole when it throws. A promise is not waited
   * for: what it writes later throws, and its rejection undoes nothing.
   */
  transaction<T>(work: () => T): T {
    if (this.#pending) throw new Error('a transaction within another')
    this.#pending = []
    try {
      const result = work()
      if (this.#pending.length > 0) this.#keep(this.#pending.map(({ change }) => change))
      return result
    } catch (error) {
      for (const { undo } of this.#pending.reverse()) undo()
      throw error
    } finally {
      this.#pending = undefined
    }
  }

  /** Applies a change that is already kept: for replay. */
  apply(change: Change): void {
    const rows = this.#rows(change)
    if (change.value !== undefined) rows.set(change.id, change.value)
    else {
      rows.delete(change.id)
      this.#forget(change, rows)
    }
  }

  write(change: Change): void {
    if (!this.#pending) throw new Error(`write to ${change.table} outside of a transaction`)
    const before = this.#rows(change).get(change.id)
    this.#pending.push({ change, undo: () => this.apply({ ...change, value: before }) })
    this.apply(change)
  }

  /** What was found under an id, and the empty rows of a parent: a cloud may have had very many APIs. */
  #forget({ account, region, table, parent, id }: Change, rows: Rows): void {
    this.#found.delete(id)
    if (rows.size === 0) this.scope(account, region).tables.get(table)?.delete(parent)
  }

  #rows({ account, region, table, parent }: Change): Rows {
    const { tables } = this.scope(account, region)
    const parents = tables.get(table) ?? new Map<string, Rows>()
    tables.set(table, parents)
    const rows = parents.get(parent) ?? new Map<string, unknown>()
    parents.set(parent, rows)
    return rows
  }

  /** The scope that holds a record with this id: API ids are unique over all accounts, as on AWS. */
  scopeOf(table: Table<unknown>, id: string): Scope | undefined {
    const before = this.#found.get(id)
    if (before?.get(table, id) !== undefined) return before
    const found = [...this.#scopes.values()].find((scope) => scope.get(table, id) !== undefined)
    if (found) this.#found.set(id, found)
    return found
  }

  /** Every record, or those of one account, as the changes that would put them. */
  *changes(owner?: string): Generator<Change> {
    for (const { account, region, tables } of this.#scopes.values()) {
      if (owner !== undefined && owner !== account) continue
      for (const [table, parents] of tables)
        for (const [parent, rows] of parents)
          for (const [id, value] of rows) yield { account, region, table, parent, id, value }
    }
  }
}

/** The records of one account in one region. */
export class Scope {
  readonly #store: Store
  readonly account: string
  readonly region: string
  /** Written by the store alone. */
  readonly tables: Tables = new Map()

  constructor(store: Store, account: string, region: string) {
    this.#store = store
    this.account = account
    this.region = region
  }

  get<T>(table: Table<T>, id: string, parent = ''): T | undefined {
    return this.#rows(table, parent)?.get(id)
  }

  list<T>(table: Table<T>, parent = ''): T[] {
    return [...(this.#rows(table, parent)?.values() ?? [])]
  }

  put<T>(table: Table<T>, id: string, value: T, parent = ''): T {
    this.#store.write({ account: this.account, region: this.region, table: table.name, parent, id, value })
    return value
  }

  delete(table: Table<unknown>, id: string, parent = ''): void {
    this.#store.write({ account: this.account, region: this.region, table: table.name, parent, id })
  }

  deleteAll(table: Table<unknown>, parent: string): void {
    for (const id of this.#rows(table, parent)?.keys() ?? []) this.delete(table, id, parent)
  }

  /** A table's rows are only ever written through `put` of the same `Table<T>`. */
  #rows<T>(table: Table<T>, parent: string): ReadonlyMap<string, T> | undefined {
    return this.tables.get(table.name)?.get(parent) as ReadonlyMap<string, T> | undefined
  }
}
