import { asList, isRecord } from '../json.ts'
import { defineTable, type Scope, type Store } from '../store/store.ts'

export interface RoleRecord {
  readonly roleName: string
  readonly roleId: string
  readonly path: string
  readonly description?: string
  readonly maxSessionDuration: number
  readonly createdAt: number
  /** JSON, as it was sent. */
  readonly trustPolicy: string
  readonly policyArns: readonly string[]
}

export const roles = defineTable<RoleRecord>('roles')

/** Roles belong to an account as a whole, to no region of it. */
export const globalScope = (store: Store, account: string): Scope => store.scope(account, 'aws-global')

/** Names of IAM are unique whatever the case of their letters (IAM's API reference). */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const member = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)

/** Whether a trust policy lets a service act as the role. */
function trusts(trustPolicy: string, service: string): boolean {
  const document: unknown = JSON.parse(trustPolicy)
  return asList(member(document, 'Statement')).some(
    (statement) =>
      member(statement, 'Effect') === 'Allow' &&
      asList(member(member(statement, 'Principal'), 'Service')).includes(service) &&
      asList(member(statement, 'Action')).includes('sts:AssumeRole'),
  )
}

/**
 * Whether a service may act as the role that an ARN names. A role that CreateRole did not make here is believed to be made
 * elsewhere: this cloud has no console to make it in, and no work that a role's rights would decide. A user is no role, and a
 * role that was made here is none by another path or case: its name is the only one of its account, whatever the case, and
 * case-sensitive in an ARN (IAM user guide, id_roles_create_for-service).
 */
export function mayAssume(store: Store, arn: string, service: string): boolean {
  if (/^arn:[^:]*:iam::\d{12}:user\//.test(arn)) return false
  const [, account = '', path = ''] = /^arn:[^:]*:iam::(\d{12}):role(\/.*)$/.exec(arn) ?? []
  const name = path.slice(path.lastIndexOf('/') + 1)
  const role = globalScope(store, account)
    .list(roles)
    .find((each) => isSameName(each.roleName, name))
  return !role || (`${role.path}${role.roleName}` === path && trusts(role.trustPolicy, service))
}
