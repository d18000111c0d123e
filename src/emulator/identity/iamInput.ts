import { jsonIn } from '../json.ts'
import { AwsError, notImplemented } from '../wire/awsError.ts'
import { breach, type Constraint, least, longest, most, notNull } from '../wire/constraint.ts'

/** A parameter that satisfies AWS's constraints. */
function read(parameters: URLSearchParams, name: string, ...constraints: readonly Constraint[]): string {
  const value = parameters.get(name)
  const broken = [notNull, ...constraints].find((constraint) => !constraint.holds(value))
  if (value !== null && !broken) return value
  const shown = value === null ? 'null' : `'${value}'`
  const member = name.charAt(0).toLowerCase() + name.slice(1)
  throw new AwsError(
    'ValidationError',
    400,
    `1 validation error detected: ${breach(shown, member, broken ?? notNull)}`,
  )
}

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', 400, message)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

export function readRoleName(parameters: URLSearchParams): string {
  const name = read(parameters, 'RoleName', longest(64))
  if (!/^[\w+=,.@-]+$/.test(name))
    throw new AwsError(
      'ValidationError',
      400,
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    )
  return name
}

/** Seconds; an hour where nothing is asked for. */
export function readMaxSessionDuration(parameters: URLSearchParams): number {
  if (!parameters.has('MaxSessionDuration')) return 3600
  return Number(read(parameters, 'MaxSessionDuration', least(3600), most(43_200)))
}

const isOfSts = (action: unknown) => /^sts:/i.test(String(action))

/** Who may act as a role, as JSON. Throws IAM's texts for what is none. */
export function readTrustPolicy(parameters: URLSearchParams): string {
  const text = read(parameters, 'AssumeRolePolicyDocument')
  const document = jsonIn(text)
  if (document === undefined) throw malformed('This policy contains invalid Json')
  if (!isObject(document)) throw malformed('Syntax errors in policy.')
  const statements = [document.Statement].flat()
  if (!statements.every(isObject)) throw malformed('Syntax errors in policy.')
  if (statements.some((statement) => 'Resource' in statement))
    throw malformed('Has prohibited field Resource')
  if (!statements.flatMap(({ Action }) => Action ?? []).every(isOfSts))
    throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
  return text
}

export function readPolicyArn(parameters: URLSearchParams): string {
  const arn = read(parameters, 'PolicyArn')
  if (!/^arn:[\w-]+:iam::(\d{12}|aws):policy\/\S+$/.test(arn))
    throw new AwsError('InvalidInput', 400, `ARN ${arn} is not valid.`)
  return arn
}

/** Refuses what this cloud would not do (tags, a boundary): it never pretends. */
export function refuseOthers(parameters: URLSearchParams, ...known: readonly string[]): void {
  const others = [...parameters.keys()].filter((name) => !['Action', 'Version', ...known].includes(name))
  if (others.length > 0) throw notImplemented(`Roles with ${others.join(', ')} are`)
}
