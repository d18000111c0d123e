import { restApis } from './apigateway/records.ts'
import type { Host } from './context.ts'
import { newId } from './ids.ts'
import { isAbsent, isRecord, isText } from './json.ts'
import type { Change } from './store/store.ts'

/** Everything an account owns, in every region, as JSON: to put it back later, or into another account. */
export interface AccountCopy {
  readonly account: string
  readonly changes: readonly Change[]
  /** Function code that the records name: base64 by SHA-256. */
  readonly blobs: Readonly<Record<string, string>>
}

const isChange = (value: unknown): boolean =>
  isRecord(value) &&
  [value.account, value.region, value.table, value.parent, value.id].every(isText) &&
  !isAbsent(value.value)

/** Whether it has the shape of a copy; what stands in its records is not looked at. */
export const isAccountCopy = (value: unknown): value is AccountCopy =>
  isRecord(value) &&
  /^\d{12}$/.test(String(value.account)) &&
  Array.isArray(value.changes) &&
  value.changes.every(isChange) &&
  isRecord(value.blobs) &&
  Object.values(value.blobs).every(isText)

function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) yield* strings(item)
}

export function exportAccount(host: Host, account: string): AccountCopy {
  const changes = [...host.store.changes(account)]
  const blobs: Record<string, string> = {}
  for (const text of strings(changes)) {
    // A SHA-256 in base64; nothing else that records hold is named as a blob is.
    if (text.length === 44 && host.blobs.has(text))
      blobs[text] = Buffer.from(host.blobs.get(text)).toString('base64')
  }
  return { account, changes, blobs }
}

/**
 * The same changes for another account. Account and API ids stand in ARNs and URIs all over the records, so they
 * are replaced as text: both are long and random enough to mean nothing else. API ids are unique over all accounts.
 */
function moveTo(account: string, copy: AccountCopy): readonly Change[] {
  if (account === copy.account) return copy.changes
  let text = JSON.stringify(copy.changes).replaceAll(copy.account, account)
  for (const { table, id } of copy.changes) if (table === restApis.name) text = text.replaceAll(id, newId(10))
  return JSON.parse(text) as readonly Change[]
}

/** Makes the account what the copy says: what it owned before is gone. Kept as one change. */
export function importAccount(host: Host, account: string, copy: AccountCopy): void {
  for (const bytes of Object.values(copy.blobs)) host.blobs.put(Buffer.from(bytes, 'base64'))
  host.store.transaction(() => {
    for (const { value: _, ...gone } of [...host.store.changes(account)]) host.store.write(gone)
    for (const change of moveTo(account, copy)) host.store.write({ ...change, account })
  })
}
