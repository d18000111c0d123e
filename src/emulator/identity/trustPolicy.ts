import { asList, isRecord, jsonIn } from '../json.ts'
import { AwsError } from '../wire/awsError.ts'

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', 400, message)
const syntax = () => malformed('Syntax errors in policy.')
const invalidPrincipal = (what: string) => malformed(`Invalid principal in policy: ${what}`)

/** Whether two names differ in one letter, that is another, missing or too much. */
function differInOne(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let same = 0
  while (a[same] === b[same]) same++
  return a.slice(same + Number(a.length >= b.length)) === b.slice(same + Number(b.length >= a.length))
}

/**
 * IAM refuses the name of a service that there is not. Which there are is not known here: what is no name of one is
 * refused, and what is nearly that of one which this cloud has.
 */
function isService(name: unknown): boolean {
  const [, service = ''] = /^([a-z0-9.-]+)\.amazonaws\.com(?:\.cn)?$/.exec(String(name)) ?? []
  return service !== '' && !['lambda', 'apigateway'].some((known) => differInOne(service, known))
}

const isOfSts = (action: unknown) => /^sts:/i.test(String(action))

/** Texts: hashicorp/terraform#35086; without a principal terraform-aws-modules/terraform-aws-iam#47. */
function checkPrincipal(principal: unknown): void {
  if (principal === '*') return
  const kinds = isRecord(principal) ? Object.entries(principal) : []
  if (kinds.flatMap(([, names]) => asList(names)).length === 0)
    throw invalidPrincipal(
      'com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!',
    )
  for (const [kind, names] of kinds) {
    if (!['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(kind)) throw syntax()
    const wrong = kind === 'Service' ? asList(names).find((name) => !isService(name)) : undefined
    if (wrong !== undefined) throw invalidPrincipal(`"SERVICE":"${wrong}"`)
  }
}

function checkStatement(statement: unknown): void {
  if (!isRecord(statement) || !['Allow', 'Deny'].includes(String(statement.Effect))) throw syntax()
  if ('Resource' in statement) throw malformed('Has prohibited field Resource')
  if (statement.NotPrincipal === undefined) checkPrincipal(statement.Principal)
  const actions = asList(statement.Action ?? statement.NotAction)
  if (actions.length === 0) throw malformed('Policy statement must contain actions.')
  if (!actions.every(isOfSts)) throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
}

/** Throws IAM's texts for a text that does not say who may act as a role. */
export function checkTrustPolicy(text: string): void {
  const document = jsonIn(text)
  if (document === undefined) throw malformed('This policy contains invalid Json')
  if (!isRecord(document)) throw syntax()
  const { Version = '2008-10-17', Statement } = document
  if (Version !== '2012-10-17' && Version !== '2008-10-17')
    throw malformed('The policy must contain a valid version string.')
  const statements = asList(Statement)
  if (statements.length === 0) throw syntax()
  for (const statement of statements) checkStatement(statement)
}
