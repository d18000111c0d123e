import { hash } from 'node:crypto'
import type { Scope } from '../store/store.ts'
import type { QueryCall, QueryOperation } from './query.ts'
import { roles } from './roles.ts'

type Caller = Pick<QueryCall, 'account' | 'session'>

const nameOf = (roleArn: string) => roleArn.slice(roleArn.lastIndexOf('/') + 1)

/** The id of a role that was made elsewhere: always the same one. */
const idOf = (roleArn: string) => `AROA${hash('sha256', roleArn).slice(0, 17).toUpperCase()}`

/** A function acts as its role. Everybody else is the account's own root user: a key names an account, nobody in it. */
export function whoIs({ account, session }: Caller, scope: Scope) {
  if (!session) return { Arn: `arn:aws:iam::${account}:root`, UserId: account, Account: account }
  const role = nameOf(session.roleArn)
  const roleId = scope.get(roles, role)?.roleId ?? idOf(session.roleArn)
  return {
    Arn: `arn:aws:sts::${account}:assumed-role/${role}/${session.name}`,
    UserId: `${roleId}:${session.name}`,
    Account: account,
  }
}

const GetCallerIdentity: QueryOperation = ({ scope, ...caller }) => whoIs(caller, scope)

export const stsOperations: Readonly<Record<string, QueryOperation>> = { GetCallerIdentity }
