import { AwsError } from '../wire/awsError.ts'
import { words } from '../words.ts'
import {
  readDescription,
  readMaxSessionDuration,
  readPath,
  readPolicyArn,
  readRoleName,
  readTrustPolicy,
  refuseOthers,
} from './iamInput.ts'
import { isManagedPolicy } from './managedPolicies.ts'
import type { QueryCall, QueryOperation } from './query.ts'
import { isSameName, type RoleRecord, roles } from './roles.ts'
import { newIdentityId } from './sessions.ts'

/** The quota of an account for which none was raised (cdk-preflight pf-iam-managed-policy-count). */
const maxPolicies = 20

const noSuchEntity = (message: string) => new AwsError('NoSuchEntity', 404, message)

function readRole({ parameters, scope }: QueryCall): RoleRecord {
  const name = readRoleName(parameters)
  const role = scope.get(roles, name)
  if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`)
  return role
}

const show = (account: string, role: RoleRecord) => ({
  Path: role.path,
  RoleName: role.roleName,
  RoleId: role.roleId,
  Arn: `arn:aws:iam::${account}:role${role.path}${role.roleName}`,
  CreateDate: new Date(role.createdAt).toISOString().replace(/\.\d+/, ''),
  // IAM sends policies as part of a URL would be (RFC 3986).
  AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
})

const CreateRole: QueryOperation = ({ parameters, now, account, scope }) => {
  refuseOthers(parameters, words('RoleName AssumeRolePolicyDocument Path Description MaxSessionDuration'))
  const roleName = readRoleName(parameters)
  const maxSessionDuration = readMaxSessionDuration(parameters)
  const path = readPath(parameters)
  const description = readDescription(parameters)
  const trustPolicy = readTrustPolicy(parameters)
  if (scope.list(roles).some((role) => isSameName(role.roleName, roleName)))
    throw new AwsError('EntityAlreadyExists', 409, `Role with name ${roleName} already exists.`)
  const role = scope.put(roles, roleName, {
    roleName,
    roleId: newIdentityId('AROA', 17),
    path,
    description,
    maxSessionDuration,
    createdAt: now(),
    trustPolicy,
    policyArns: [],
  })
  return { Role: show(account, role) }
}

const GetRole: QueryOperation = (call) => {
  const role = readRole(call)
  const { description: Description, maxSessionDuration: MaxSessionDuration } = role
  return { Role: { ...show(call.account, role), Description, MaxSessionDuration, RoleLastUsed: '' } }
}

/** No account has policies but AWS's own, whose rights decide nothing here. */
const AttachRolePolicy: QueryOperation = (call) => {
  const role = readRole(call)
  const arn = readPolicyArn(call.parameters)
  if (!isManagedPolicy(arn)) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`)
  if (role.policyArns.includes(arn)) return undefined
  if (role.policyArns.length >= maxPolicies)
    throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for PoliciesPerRole: ${maxPolicies}`)
  call.scope.put(roles, role.roleName, { ...role, policyArns: [...role.policyArns, arn] })
}

const DetachRolePolicy: QueryOperation = (call) => {
  const role = readRole(call)
  const arn = readPolicyArn(call.parameters)
  if (!role.policyArns.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`)
  const policyArns = role.policyArns.filter((attached) => attached !== arn)
  call.scope.put(roles, role.roleName, { ...role, policyArns })
}

const DeleteRole: QueryOperation = (call) => {
  const { roleName, policyArns } = readRole(call)
  if (policyArns.length > 0)
    throw new AwsError('DeleteConflict', 409, 'Cannot delete entity, must detach all policies first.')
  call.scope.delete(roles, roleName)
}

export const iamOperations: Readonly<Record<string, QueryOperation>> = {
  CreateRole,
  GetRole,
  AttachRolePolicy,
  DetachRolePolicy,
  DeleteRole,
}
