import { AwsError, notImplemented } from '../wire/awsError.ts'
import {
  breach,
  type Constraint,
  least,
  longest,
  most,
  notNull,
  pattern,
  secret,
  shortest,
} from '../wire/constraint.ts'
import { checkTrustPolicy } from './trustPolicy.ts'

const invalid = (message: string) => new AwsError('ValidationError', 400, message)
const invalidInput = (message: string) => new AwsError('InvalidInput', 400, message)

/** A parameter that satisfies AWS's constraints. A message of IAM shows no value (aws/eks-hybrid#113). */
function read(parameters: URLSearchParams, name: string, ...constraints: readonly Constraint[]): string {
  const value = parameters.get(name)
  const broken = [notNull, ...constraints].find((constraint) => !constraint.holds(value))
  if (value !== null && !broken) return value
  const member = name.charAt(0).toLowerCase() + name.slice(1)
  throw invalid(`1 validation error detected: ${breach('', member, secret(broken ?? notNull))}`)
}

export function readRoleName(parameters: URLSearchParams): string {
  const name = read(parameters, 'RoleName', longest(64))
  if (!/^[\w+=,.@-]+$/.test(name))
    throw invalid(
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    )
  return name
}

/** Seconds; an hour where nothing is asked for. */
export function readMaxSessionDuration(parameters: URLSearchParams): number {
  if (!parameters.has('MaxSessionDuration')) return 3600
  return Number(read(parameters, 'MaxSessionDuration', least(3600), most(43_200)))
}

/** `/` where nothing is asked for. The text is that of IAM's other operations with a path. */
export function readPath(parameters: URLSearchParams): string {
  if (!parameters.has('Path')) return '/'
  const path = read(parameters, 'Path', longest(512), shortest(1))
  // cdk-preflight pf-iam-path-service-role-reserved.
  if (path.startsWith('/aws-service-role'))
    throw invalidInput("Paths beginning with '/aws-service-role' are reserved for AWS Service Linked Roles")
  if (/^\/([\x21-\x7e]+\/)?$/.test(path)) return path
  throw invalid(
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  )
}

/** Latin letters alone (ministackorg/ministack#1411). */
const latin = pattern('[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*')

export const readDescription = (parameters: URLSearchParams): string | undefined =>
  parameters.has('Description') ? read(parameters, 'Description', longest(1000), latin) : undefined

const policyText = pattern('[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+')

/** Characters but blanks (IAM and STS quotas). */
const maxTrustPolicy = 2048

/** Who may act as a role, as JSON: see checkTrustPolicy. */
export function readTrustPolicy(parameters: URLSearchParams): string {
  const text = read(parameters, 'AssumeRolePolicyDocument', longest(131_072), shortest(1), policyText)
  checkTrustPolicy(text)
  // kubeflow/kubeflow#6687.
  if (text.replace(/\s/g, '').length > maxTrustPolicy)
    throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for ACLSizePerRole: ${maxTrustPolicy}`)
  return text
}

export function readPolicyArn(parameters: URLSearchParams): string {
  const arn = read(parameters, 'PolicyArn', longest(2048), shortest(20))
  if (!/^arn:([^:]*:){4}/.test(arn)) throw invalid('Invalid ARN:  Could not be parsed!') // test_role_attach_policy
  if (!/^arn:[\w-]+:iam::(\d{12}|aws):policy\/\S+$/.test(arn)) throw invalidInput(`ARN ${arn} is not valid.`)
  // cdk-preflight pf-iam-policy-arn-partition.
  if (!arn.startsWith('arn:aws:')) throw invalid('Invalid ARN partition')
  return arn
}

/** Refuses what this cloud would not do (tags, a boundary): it never pretends. */
export function refuseOthers(parameters: URLSearchParams, known: readonly string[]): void {
  const others = [...parameters.keys()].filter((name) => !['Action', 'Version', ...known].includes(name))
  if (others.length > 0) throw notImplemented(`Roles with ${others.join(', ')} are`)
}
