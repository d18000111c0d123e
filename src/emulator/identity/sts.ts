import type { QueryOperation } from './query.ts'
import { getRole } from './roles.ts'
import { newIdentityId } from './sessions.ts'

const nameOf = (roleArn: string) => roleArn.slice(roleArn.lastIndexOf('/') + 1)

/** A function acts as its role. Everybody else is the account's own root user: a key names an account, nobody in it. */
const GetCallerIdentity: QueryOperation = ({ account, session, host }) => {
  if (!session) return { Arn: `arn:aws:iam::${account}:root`, UserId: account, Account: account }
  const role = nameOf(session.roleArn)
  const roleId = getRole(host.store, account, role)?.roleId ?? newIdentityId('AROA', 17)
  return {
    Arn: `arn:aws:sts::${account}:assumed-role/${role}/${session.name}`,
    UserId: `${roleId}:${session.name}`,
    Account: account,
  }
}

export const stsOperations: Readonly<Record<string, QueryOperation>> = { GetCallerIdentity }
