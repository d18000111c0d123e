import type { LambdaInputs } from '../context.ts'
import { isService } from '../identity/trustPolicy.ts'
import { invalidParameter } from '../wire/awsError.ts'
import { words } from '../words.ts'
import type { Statement } from './policy.ts'

type Permission = LambdaInputs['AddPermission']

/** The two services of another domain; a third is refused (public log 69167234689). */
const alexa = words('alexa-appkit.amazon.com alexa-connectedhome.amazon.com')

function readPrincipal(principal: string): Statement['Principal'] {
  if (principal === '*') return '*'
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` }
  if (/^arn:aws[a-z-]*:(iam|sts)::\d{12}:.+$/.test(principal)) return { AWS: principal }
  // A name that is none of a service's is refused (public log 55107244851).
  if ((principal.endsWith('.com') && isService(principal)) || alexa.includes(principal))
    return { Service: principal }
  if (/^arn:aws[a-z-]*:iam:/.test(principal))
    throw invalidParameter(
      // The missing blanks are AWS's (aws/aws-cli#7408).
      `The provided input'${principal}'was invalid. Member must satisfy expression: [\\w+=,.@-]* Please check your input and try again.`,
    )
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.')
}

/** What a permission may ask beside principal and action: IAM's operator and key, and the member that gives the value. */
const conditions = [
  ['StringEquals', 'AWS:SourceAccount', 'SourceAccount'],
  ['StringEquals', 'lambda:EventSourceToken', 'EventSourceToken'],
  ['StringEquals', 'lambda:FunctionUrlAuthType', 'FunctionUrlAuthType'],
  ['StringEquals', 'aws:PrincipalOrgID', 'PrincipalOrgID'],
  ['Bool', 'lambda:InvokedViaFunctionUrl', 'InvokedViaFunctionUrl'],
  ['ArnLike', 'AWS:SourceArn', 'SourceArn'],
] as const

function readCondition(input: Permission): Statement['Condition'] {
  const condition: Record<string, Record<string, string>> = {}
  for (const [operator, key, member] of conditions) {
    const value = input[member]
    if (value !== undefined) condition[operator] = { ...condition[operator], [key]: String(value) }
  }
  return Object.keys(condition).length === 0 ? undefined : condition
}

/** cdk-preflight pf-lambda-perm-url-auth-action, public logs 53874863615, 30635056088 and 52773542889 (with a SourceArn). */
function checkUrlAuthType({ Action, Principal, FunctionUrlAuthType }: Permission): void {
  const ofUrl = Action === 'lambda:InvokeFunctionUrl'
  if (FunctionUrlAuthType !== undefined && !ofUrl)
    throw invalidParameter('FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action')
  if (FunctionUrlAuthType === undefined && ofUrl && Principal === '*')
    throw invalidParameter(
      'This policy could enable public access to your lambda function as it allows all Principals (*) to perform lambda:InvokeFunctionUrl action. You must specify lambda:FunctionUrlAuthType condition if intend to enable public access',
    )
}

/** What AddPermission asks for, as a function's policy keeps it. */
export function statementOf(input: Permission, functionArn: string): Statement {
  const principal = readPrincipal(input.Principal)
  checkUrlAuthType(input)
  const condition = readCondition(input)
  return {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principal,
    Action: input.Action,
    Resource: functionArn,
    ...(condition ? { Condition: condition } : {}),
  }
}
