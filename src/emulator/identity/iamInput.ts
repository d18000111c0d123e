import { AwsError, notImplemented } from '../wire/awsError.ts'

const breach = (member: string, value: string | null, constraint: string) =>
  new AwsError(
    'ValidationError',
    400,
    `1 validation error detected: Value ${value === null ? 'null' : `'${value}'`} at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  )

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', 400, message)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

export function readRoleName(parameters: URLSearchParams): string {
  const name = parameters.get('RoleName')
  if (name === null) throw breach('roleName', name, 'not be null')
  if (name.length > 64) throw breach('roleName', name, 'have length less than or equal to 64')
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
  const text = parameters.get('MaxSessionDuration') ?? '3600'
  if (Number(text) < 3600)
    throw breach('maxSessionDuration', text, 'have value greater than or equal to 3600')
  if (Number(text) > 43_200)
    throw breach('maxSessionDuration', text, 'have value less than or equal to 43200')
  return Number(text)
}

const isOfSts = (action: unknown) => /^sts:/i.test(String(action))

/** Who may act as a role, as JSON. Throws IAM's texts for what is none. */
export function readTrustPolicy(parameters: URLSearchParams): string {
  const text = parameters.get('AssumeRolePolicyDocument')
  if (text === null) throw breach('assumeRolePolicyDocument', text, 'not be null')
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw malformed('This policy contains invalid Json')
  }
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
  const arn = parameters.get('PolicyArn')
  if (arn === null) throw breach('policyArn', arn, 'not be null')
  if (!/^arn:[\w-]+:iam::(\d{12}|aws):policy\/\S+$/.test(arn))
    throw new AwsError('InvalidInput', 400, `ARN ${arn} is not valid.`)
  return arn
}

/** Refuses what this cloud would not do (tags, a boundary): it never pretends. */
export function refuseOthers(parameters: URLSearchParams, ...known: readonly string[]): void {
  const others = [...parameters.keys()].filter((name) => !['Action', 'Version', ...known].includes(name))
  if (others.length > 0) throw notImplemented(`Roles with ${others.join(', ')} are`)
}
