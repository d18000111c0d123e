import type { QueryOperation } from './query.ts'

/** Everybody is the account's own root user here: an access key id names an account and nobody in it. */
const GetCallerIdentity: QueryOperation = ({ account }) => ({
  Arn: `arn:aws:iam::${account}:root`,
  UserId: account,
  Account: account,
})

export const stsOperations: Readonly<Record<string, QueryOperation>> = { GetCallerIdentity }
